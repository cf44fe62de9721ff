import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'

/** A decaying sum below this has faded: it counts as 0, as it soon would have lost its digits. */
const FADED = 1e-290

/** Reads each bar against the last one, adds it to three decaying sums, and averages what they say. */
export function runAdx(
  { counts, values }: Memory,
  [high, low, close]: readonly Column[],
  [adx, plus, minus]: readonly Column[],
  period: number,
): void {
  const whole = 2 * period - 1
  let seen = counts[0]
  let [lastHigh, lastLow, lastClose, ups, downs, ranges, average] = values
  for (let t = 0; t < adx.length; t++) {
    const up = high[t] - lastHigh
    const down = lastLow - low[t]
    const range = Math.max(high[t], lastClose) - Math.min(low[t], lastClose)
    lastHigh = high[t]
    lastLow = low[t]
    lastClose = close[t]
    const sound = up + down + range
    if (sound - sound !== 0) {
      seen = ups = downs = ranges = average = 0
      adx[t] = plus[t] = minus[t] = Number.NaN
      continue
    }
    const isWhole = seen === whole
    if (!isWhole) seen++
    const keep = seen < period ? 1 : (period - 1) / period
    ups = keep * ups + (up > down && up > 0 ? up : 0)
    downs = keep * downs + (down > up && down > 0 ? down : 0)
    ranges = keep * ranges + range
    const unit = seen < period ? Number.NaN : ranges < FADED ? 0 : 100 / ranges
    plus[t] = unit * ups
    minus[t] = unit * downs
    if (seen >= period) {
      const index = ups + downs < FADED ? (isWhole ? average : 0) : 100 * (Math.abs(ups - downs) / (ups + downs))
      average += (index - average) / Math.min(period, seen - period + 1)
    }
    adx[t] = seen === whole ? average : Number.NaN
  }
  counts[0] = seen
  values.set([lastHigh, lastLow, lastClose, ups, downs, ranges, average])
}
