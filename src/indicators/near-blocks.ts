import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { gain, larger, smaller } from './larger.ts'

const AT = 0
const ORDERED = 1
const TOP = 0
const BOTTOM = 1

/** Where the tails begin: that of the highs and that of the lows of a row, side by side. */
export const SLOTS = 2

/** Of prices less than this times each other all differences are exact; what is left to 2 is for roundings of the others. */
const NEAR = 1.9

/** Blocks to go before prices that were not near are taken for near again. */
const PATIENCE = 4

// Blocks as in `rolling-extremes`, of highs and lows. Of positive prices near each other the larger of two is the one and
// half of what the other has above it, either way: no comparison that a processor could mispredict. So whole blocks of such
// prices have loops of their own, and all others go through `partOfBlock`.

/** What `runBarRange` and `runRangeDepth` remember: the place in the block, whether the one before is known to have no low above its high. */
export function nearBlocksShape(period: number): Shape {
  return { counts: [period - 1, 1], values: SLOTS + 2 * (period + 1) }
}

/** How to run rows. */
export interface Ways {
  /** Whole blocks from row `t` on, up to the first whose prices are not near; returns the first row left. */
  readonly near: (t: number) => number
  /** Rows from `t` up to `end`, of one block and any prices. */
  readonly any: (t: number, end: number) => void
}

/** Runs so many rows, by whole blocks of near prices where there are such. */
export function runInBlocks({ counts }: Memory, rows: number, period: number, { near, any }: Ways): void {
  let tryFrom = 0
  for (let t = 0; t < rows; ) {
    if (t >= tryFrom && counts[AT] === 0 && counts[ORDERED] === 1) {
      t = near(t)
      if (t === rows) return
      tryFrom = t + PATIENCE * period
    }
    const end = Math.min(rows, t + period - counts[AT])
    any(t, end)
    t = end
  }
}

/** Whether the prices of a block, by its extremes, are positive and near each other and those of the block before. */
export function areNear(values: Column, top: number, bottom: number): boolean {
  const span = NEAR * Math.min(bottom, values[SLOTS + 1])
  return top < span && values[SLOTS] < span
}

/** Makes the tails of a block of near prices that ends before row `end`. Two rows at a time halve the waiting. */
export function nearTails(values: Column, high: Column, low: Column, end: number): void {
  let row = end - 1
  let slot = values.length - 4
  let top = high[row]
  let bottom = low[row]
  for (; slot > SLOTS; slot -= 4, row -= 2) {
    const a = high[row]
    values[slot] = top + gain(a - top)
    top += gain(a + gain(high[row - 1] - a) - top)
    values[slot - 2] = top
    const c = low[row]
    values[slot + 1] = bottom - gain(bottom - c)
    bottom -= gain(bottom - (c - gain(c - low[row - 1])))
    values[slot - 1] = bottom
  }
  if (slot === SLOTS) {
    values[slot] = top + gain(high[row] - top)
    values[slot + 1] = bottom - gain(bottom - low[row])
  }
}

/** Rows of one block, which may begin or end it: writes highest and lowest of each window. */
// Over budget: five arguments, of which rows in a list would be no integers.
export function partOfBlock(
  { counts, values }: Memory,
  [upper, lower]: readonly Column[],
  [high, low]: readonly Column[],
  t: number,
  end: number,
): void {
  const period = (values.length - SLOTS) / 2 - 1
  let at = counts[AT]
  if (at === 0) {
    values[TOP] = values[SLOTS + 2 * period] = high[t]
    values[BOTTOM] = values[SLOTS + 2 * period + 1] = low[t]
  }
  let top = values[TOP]
  let bottom = values[BOTTOM]
  for (let row = t, slot = SLOTS + 2 * at; row < end; row++, slot += 2) {
    top = larger(top, high[row])
    bottom = smaller(bottom, low[row])
    values[slot] = high[row]
    values[slot + 1] = low[row]
    // Adding zero turns a -0 into 0.
    upper[row] = larger(top, values[slot + 2]) + 0
    lower[row] = smaller(bottom, values[slot + 3]) + 0
  }
  at += end - t
  values[TOP] = top
  values[BOTTOM] = bottom
  counts[AT] = at === period ? 0 : at
  if (at < period) return
  counts[ORDERED] = Number(end - t === period && isOrdered(high, low, t, end))
  for (let slot = SLOTS + 2 * (period - 2); slot >= SLOTS; slot -= 2) {
    values[slot] = larger(values[slot + 2], values[slot])
    values[slot + 1] = smaller(values[slot + 3], values[slot + 1])
  }
}

function isOrdered(high: Column, low: Column, start: number, end: number): boolean {
  for (let row = start; row < end; row++) if (!(high[row] >= low[row])) return false
  return true
}
