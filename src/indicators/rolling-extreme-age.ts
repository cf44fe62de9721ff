import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import type { Extreme } from './rolling-extremes.ts'

const BEST = 0
const PLACE = 1
const SLOTS = 2

/** What `rollingExtremeAge` remembers. */
export function rollingExtremeAgeShape(period: number): Shape {
  return { counts: [period], values: SLOTS + 2 * (period + 1) }
}

/**
 * Runs how many rows ago the highest (or lowest) of the last `period` values was, the latest of equals. Blocks as in
 * `rollingExtreme`, with the row of each tail extreme beside it: O(1) a row. NaN in the window gives NaN.
 */
export function rollingExtremeAge(memory: Memory, out: Column, source: Column, { period, sign }: Extreme): void {
  const { counts, values } = memory
  const places = SLOTS + period + 1
  let at = counts[0]
  let best = values[BEST]
  let place = values[PLACE]
  for (let t = 0; t < source.length; t++) {
    if (at === period) at = 0
    if (at === 0) {
      tailExtremes(values, period)
      best = Number.NEGATIVE_INFINITY
    }
    const value = sign * source[t]
    if (value >= best || Number.isNaN(value)) {
      best = value
      place = at
    }
    values[SLOTS + at] = value
    at++
    const older = values[SLOTS + at]
    if (best >= older) out[t] = at - 1 - place
    else if (best < older) out[t] = at - 1 + period - values[places + at]
    else out[t] = Number.NaN
  }
  counts[0] = at
  values[BEST] = best
  values[PLACE] = place
}

function tailExtremes(values: Column, period: number): void {
  const places = SLOTS + period + 1
  let best = Number.NEGATIVE_INFINITY
  let place = period
  values[SLOTS + period] = best
  for (let slot = period - 1; slot > 0; slot--) {
    const value = values[SLOTS + slot]
    if (value > best || Number.isNaN(value)) {
      best = value
      place = slot
    }
    values[SLOTS + slot] = best
    values[places + slot] = place
  }
}
