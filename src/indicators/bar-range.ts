import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { larger, smaller } from './larger.ts'

const AT = 0
const ORDERED = 1
const TOP = 0
const BOTTOM = 1
const SLOTS = 2

/** Of prices less than this times each other all differences are exact; what is left to 2 is for roundings of the others. */
const NEAR = 1.9

/** Blocks to go before prices that were not near are taken for near again. */
const PATIENCE = 4

// Blocks as in `rolling-extremes`, with tails of highs and, behind them, of lows.

/** What `runBarRange` remembers: the place in the block, whether the one before is known to have no low above its high. */
export function barRangeShape(period: number): Shape {
  return { counts: [period - 1, 1], values: SLOTS + 2 * (period + 1) }
}

/**
 * Runs the highest of the last `period` highs and the lowest of as many lows; no output may be an input. O(1) a row
 * whatever the period. NaN in the window gives NaN on its side.
 */
export function runBarRange(memory: Memory, outs: readonly Column[], bars: readonly Column[], period: number): void {
  const { counts } = memory
  const rows = bars[0].length
  let tryFrom = 0
  for (let t = 0; t < rows; ) {
    if (t >= tryFrom && counts[AT] === 0 && counts[ORDERED] === 1) {
      t = nearBlocks(memory, outs, bars, { period, t })
      if (t === rows) return
      tryFrom = t + PATIENCE * period
    }
    const end = Math.min(rows, t + period - counts[AT])
    partOfBlock(memory, outs, bars, { period, t, end })
    t = end
  }
}

interface Stretch {
  readonly period: number
  /** First row. */
  readonly t: number
}

/**
 * Whole blocks of positive prices near each other and near those before, where the larger of two is the one and half of
 * what the other has above it, either way: no comparison that a processor could mispredict. Two rows at a time halve
 * the waiting. Prices of any other kind make an extreme that shows it, or a low above its high. Returns the first row
 * left, which begins a block.
 */
// Over budget: one function for all blocks, since calls and arrays taken apart for each cost as much as its arithmetic.
function nearBlocks(
  { counts, values }: Memory,
  outs: readonly Column[],
  bars: readonly Column[],
  { period, t }: Stretch,
): number {
  const upper = outs[0]
  const lower = outs[1]
  const high = bars[0]
  const low = bars[1]
  const size = period + 1
  const tops = SLOTS + period
  for (let start = t; ; start += period) {
    const end = start + period
    if (end > high.length) return start
    let ordered = true
    let top = high[start]
    let bottom = low[start]
    values[tops] = top
    values[tops + size] = bottom
    let row = start
    let slot = SLOTS + 1
    for (const last = end - 2; row <= last; row += 2, slot += 2) {
      const a = high[row]
      const b = high[row + 1]
      const c = low[row]
      const d = low[row + 1]
      if (a < c || b < d) ordered = false
      const first = top + gain(a - top)
      const second = bottom - gain(bottom - c)
      upper[row] = first + gain(values[slot] - first)
      lower[row] = second - gain(second - values[slot + size])
      top += gain(a + gain(b - a) - top)
      bottom -= gain(bottom - (c - gain(c - d)))
      upper[row + 1] = top + gain(values[slot + 1] - top)
      lower[row + 1] = bottom - gain(bottom - values[slot + 1 + size])
    }
    if (row < end) {
      if (high[row] < low[row]) ordered = false
      top += gain(high[row] - top)
      bottom -= gain(bottom - low[row])
      upper[row] = top + gain(values[slot] - top)
      lower[row] = bottom - gain(bottom - values[slot + size])
    }
    const span = NEAR * Math.min(bottom, values[SLOTS + size])
    if (!(ordered && top < span && values[SLOTS] < span)) {
      counts[ORDERED] = 0
      return start
    }
    row = end - 1
    slot = tops - 1
    top = high[row]
    bottom = low[row]
    for (; slot > SLOTS; slot -= 2, row -= 2) {
      const a = high[row]
      const c = low[row]
      values[slot] = top + gain(a - top)
      values[slot + size] = bottom - gain(bottom - c)
      top += gain(a + gain(high[row - 1] - a) - top)
      bottom -= gain(bottom - (c - gain(c - low[row - 1])))
      values[slot - 1] = top
      values[slot - 1 + size] = bottom
    }
    if (slot === SLOTS) {
      values[slot] = top + gain(high[row] - top)
      values[slot + size] = bottom - gain(bottom - low[row])
    }
  }
}

/** What is above zero of a difference. */
function gain(rise: number): number {
  return 0.5 * (rise + Math.abs(rise))
}

/** Rows of one block, which may begin or end it. */
function partOfBlock(
  { counts, values }: Memory,
  [upper, lower]: readonly Column[],
  [high, low]: readonly Column[],
  { period, t, end }: Stretch & { readonly end: number },
): void {
  const bottoms = SLOTS + period + 1
  let at = counts[AT]
  if (at === 0) {
    values[TOP] = values[SLOTS + period] = high[t]
    values[BOTTOM] = values[bottoms + period] = low[t]
  }
  let top = values[TOP]
  let bottom = values[BOTTOM]
  for (let row = t; row < end; row++) {
    top = larger(top, high[row])
    bottom = smaller(bottom, low[row])
    values[SLOTS + at] = high[row]
    values[bottoms + at] = low[row]
    at++
    // Adding zero turns a -0 into 0.
    upper[row] = larger(top, values[SLOTS + at]) + 0
    lower[row] = smaller(bottom, values[bottoms + at]) + 0
  }
  values[TOP] = top
  values[BOTTOM] = bottom
  counts[AT] = at === period ? 0 : at
  counts[ORDERED] = 0
  if (at < period) return
  counts[ORDERED] = Number(end - t === period && isOrdered(high, low, t, end))
  for (let slot = period - 2; slot >= 0; slot--) {
    values[SLOTS + slot] = larger(values[SLOTS + slot + 1], values[SLOTS + slot])
    values[bottoms + slot] = smaller(values[bottoms + slot + 1], values[bottoms + slot])
  }
}

function isOrdered(high: Column, low: Column, start: number, end: number): boolean {
  for (let row = start; row < end; row++) if (!(high[row] >= low[row])) return false
  return true
}
