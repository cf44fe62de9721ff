import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

const AT = 0
const HIGHEST = 1
const LOWEST = 2
const PLACES = 3

/** What `runExtremeAges` remembers of as many rows. */
export function extremeAgesShape(rows: number): Shape {
  const most = rows - 1
  return { counts: [rows, most, most, ...Array.from({ length: 2 * rows + 2 }, () => rows)], values: 2 * (rows + 1) }
}

// Over budget: both sides in one loop.
/**
 * Runs how many rows ago the highest of the last `rows` highs and the lowest of as many lows were, the latest of
 * equals; NaN on the side whose window holds a value that is not finite. O(1) a row: blocks as in `rolling-extremes`,
 * with the place of each tail extreme in place of its value. Lows are negated, so that both sides are highest values,
 * and what is not finite counts as infinitely high.
 */
export function runExtremeAges(memory: Memory, ages: readonly Column[], bars: readonly Column[], rows: number): void {
  const highAges = ages[0]
  const lowAges = ages[1]
  const high = bars[0]
  const low = bars[1]
  const { counts, values } = memory
  const bottoms = rows + 1
  const lowPlaces = PLACES + rows + 1
  let at = counts[AT]
  let highest = counts[HIGHEST]
  let lowest = counts[LOWEST]
  for (let t = 0; t < high.length; t++) {
    if (at === rows) at = 0
    if (at === 0) {
      startBlock(memory, rows)
      highest = 0
      lowest = 0
    }
    const top = high[t] - high[t] === 0 ? high[t] : Number.POSITIVE_INFINITY
    const bottom = low[t] - low[t] === 0 ? -low[t] : Number.POSITIVE_INFINITY
    values[at] = top
    values[bottoms + at] = bottom
    // A mask of all ones or none: a branch on a comparison of prices is mispredicted too often.
    highest += -Number(top >= values[highest]) & (at - highest)
    lowest += -Number(bottom >= values[bottoms + lowest]) & (at - lowest)
    const older = counts[PLACES + at + 1]
    const olderLow = counts[lowPlaces + at + 1]
    const head = values[highest]
    const tail = values[older]
    const headLow = values[bottoms + lowest]
    const tailLow = values[bottoms + olderLow]
    highAges[t] = at - highest + (-Number(head < tail) & (highest + rows - older))
    lowAges[t] = at - lowest + (-Number(headLow < tailLow) & (lowest + rows - olderLow))
    if (head === Number.POSITIVE_INFINITY || tail === Number.POSITIVE_INFINITY) highAges[t] = Number.NaN
    if (headLow === Number.POSITIVE_INFINITY || tailLow === Number.POSITIVE_INFINITY) lowAges[t] = Number.NaN
    at++
  }
  counts[AT] = at
  counts[HIGHEST] = highest
  counts[LOWEST] = lowest
}

/** Finds the places of the tail extremes. Before the first block, rows that are not there count as not finite. */
function startBlock({ counts, values }: Memory, rows: number): void {
  const bottoms = rows + 1
  const lowPlaces = PLACES + rows + 1
  if (Number.isNaN(values[rows])) {
    values.fill(Number.POSITIVE_INFINITY)
    values[rows] = Number.NEGATIVE_INFINITY
    values[bottoms + rows] = Number.NEGATIVE_INFINITY
    counts[PLACES + rows] = rows
    counts[lowPlaces + rows] = rows
  }
  let highest = rows - 1
  let lowest = rows - 1
  for (let slot = rows - 1; slot > 0; slot--) {
    highest += -Number(values[slot] > values[highest]) & (slot - highest)
    lowest += -Number(values[bottoms + slot] > values[bottoms + lowest]) & (slot - lowest)
    counts[PLACES + slot] = highest
    counts[lowPlaces + slot] = lowest
  }
}
