import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'
import { gain } from './larger.ts'
import { areNear, nearTails, partOfBlock, runInBlocks, SLOTS } from './near-blocks.ts'

/** From where the depth counts, and how small a range is none. */
export interface Depth {
  readonly from: 'highest' | 'lowest'
  readonly least: number
}

/**
 * Runs where a value stands in the range of the last highs and lows, in percent from its lowest (0 to 100) or from its highest
 * (-100 to 0), into the first of two columns; the second is scratch. `bars` are highs, lows and values; no output may be an
 * input. Without range: 0 for any value that is there.
 */
export function runRangeDepth(memory: Memory, outs: readonly Column[], bars: readonly Column[], depth: Depth): void {
  const { values } = memory
  const period = (values.length - SLOTS) / 2 - 1
  const [out, lowest] = outs
  runInBlocks(memory, out.length, period, {
    near: (t) => nearDepths(values, out, bars, t, depth),
    any(t, end) {
      partOfBlock(memory, outs, bars, t, end)
      const isHighest = depth.from === 'highest'
      for (let row = t; row < end; row++) {
        const range = out[row] - lowest[row]
        // In an infinite range nothing has a place, nor has an infinity.
        out[row] = depthOf(bars[2][row], isHighest ? out[row] : lowest[row], range, depth.least) + 0 * range
      }
    },
  })
}

function depthOf(value: number, from: number, range: number, least: number): number {
  // Without range: 0 for any value that is there, NaN for one that is not.
  return Math.abs(range) < least ? value - value : 100 * ((value - from) / range) + 0 * value
}

/** Whole blocks of near prices as in `runBarRange`, but the extremes are not written down: that takes as long as the depth. */
// Over budget: as `nearRanges`.
function nearDepths(values: Column, out: Column, bars: readonly Column[], t: number, { from, least }: Depth): number {
  const high = bars[0]
  const low = bars[1]
  const value = bars[2]
  const isHighest = from === 'highest'
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
      const highest = first + gain(values[slot] - first)
      top += gain(a + gain(b - a) - top)
      const nextHighest = top + gain(values[slot + 2] - top)
      const second = bottom - gain(bottom - c)
      const lowest = second - gain(second - values[slot + 1])
      bottom -= gain(bottom - (c - gain(c - d)))
      const nextLowest = bottom - gain(bottom - values[slot + 3])
      out[row] = depthOf(value[row], isHighest ? highest : lowest, highest - lowest, least)
      const range = nextHighest - nextLowest
      out[row + 1] = depthOf(value[row + 1], isHighest ? nextHighest : nextLowest, range, least)
    }
    if (row < end) {
      if (high[row] < low[row]) isOrdered = false
      top += gain(high[row] - top)
      bottom -= gain(bottom - low[row])
      const highest = top + gain(values[slot] - top)
      const lowest = bottom - gain(bottom - values[slot + 1])
      out[row] = depthOf(value[row], isHighest ? highest : lowest, highest - lowest, least)
    }
    if (!(isOrdered && areNear(values, top, bottom))) return start
    nearTails(values, high, low, end)
  }
}
