import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'
import { gain } from './larger.ts'
import { areNear, nearTails, partOfBlock, runInBlocks, SLOTS } from './near-blocks.ts'

/**
 * Runs the highest of the last `period` highs and the lowest of as many lows; no output may be an input. O(1) a row
 * whatever the period. NaN in the window gives NaN on its side.
 */
export function runBarRange(memory: Memory, outs: readonly Column[], bars: readonly Column[], period: number): void {
  runInBlocks(memory, bars[0].length, period, {
    near: (t) => nearRanges(memory.values, outs, bars, t),
    any: (t, end) => partOfBlock(memory, outs, bars, t, end),
  })
}

/** Whole blocks of near prices, two rows at a time, which halves the waiting. */
// Over budget: one loop over blocks and rows, since calls and arrays taken apart for each cost as much as its arithmetic.
function nearRanges(values: Column, outs: readonly Column[], bars: readonly Column[], t: number): number {
  const upper = outs[0]
  const lower = outs[1]
  const high = bars[0]
  const low = bars[1]
  const empty = values.length - 2
  const period = (empty - SLOTS) / 2
  for (let start = t; ; start += period) {
    const end = start + period
    if (end > high.length) return start
    let isOrdered = true
    let top = high[start]
    let bottom = low[start]
    values[empty] = top
    values[empty + 1] = bottom
    let row = start
    let slot = SLOTS + 2
    for (const last = end - 2; row <= last; row += 2, slot += 4) {
      const a = high[row]
      const b = high[row + 1]
      const c = low[row]
      const d = low[row + 1]
      if (a < c || b < d) isOrdered = false
      const first = top + gain(a - top)
      upper[row] = first + gain(values[slot] - first)
      top += gain(a + gain(b - a) - top)
      upper[row + 1] = top + gain(values[slot + 2] - top)
      const second = bottom - gain(bottom - c)
      lower[row] = second - gain(second - values[slot + 1])
      bottom -= gain(bottom - (c - gain(c - d)))
      lower[row + 1] = bottom - gain(bottom - values[slot + 3])
    }
    if (row < end) {
      if (high[row] < low[row]) isOrdered = false
      top += gain(high[row] - top)
      bottom -= gain(bottom - low[row])
      upper[row] = top + gain(values[slot] - top)
      lower[row] = bottom - gain(bottom - values[slot + 1])
    }
    if (!(isOrdered && areNear(values, top, bottom))) return start
    nearTails(values, high, low, end)
  }
}
