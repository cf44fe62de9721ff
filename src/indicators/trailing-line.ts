import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'

/** Turns the average true ranges in `line` into the trail. Bands are NaN before the first, which then stands free. */
export function runTrail(
  { values }: Memory,
  [high, low, close]: readonly Column[],
  [line, direction]: readonly Column[],
  width: number,
): void {
  let [upper, lower, trend, previous] = values
  for (let t = 0; t < line.length; t++) {
    const middle = 0.5 * high[t] + 0.5 * low[t]
    const reach = width * line[t]
    const top = middle + reach
    const bottom = middle - reach
    upper = top >= upper && previous <= upper ? upper : top
    lower = bottom <= lower && previous >= lower ? lower : bottom
    previous = close[t]
    trend = (trend > 0 ? previous >= lower : previous > upper) ? 1 : -1
    const sound = top + bottom + previous
    if (sound - sound !== 0) upper = lower = trend = previous = Number.NaN
    line[t] = trend > 0 ? lower : upper
    direction[t] = trend
  }
  values.set([upper, lower, trend, previous])
}
