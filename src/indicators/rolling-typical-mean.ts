import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'
import { ANCHOR, SLOTS, SUM, shifted, tailDeviations, WEIGHT } from './rolling-weighted-mean.ts'

/**
 * Runs the mean of the last `period` typical prices by their volumes, as `rollingWeightedMean` does with prices at hand and
 * with its memory; the sum of high, low and close stands for the price, and what it is too large by is divided out at once.
 */
// Over budget: as `rollingWeightedMean`, whose loop it repeats: to ask in it which price is wanted takes an eighth of its time.
export function rollingTypicalMean(
  { counts, values }: Memory,
  out: Column,
  bars: readonly Column[],
  period: number,
): void {
  const high = bars[0]
  const low = bars[1]
  const close = bars[2]
  const volume = bars[3]
  let at = counts[0]
  let sum = values[SUM]
  let weight = values[WEIGHT]
  let anchor = values[ANCHOR]
  for (let t = 0; t < out.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      anchor = high[t] + low[t] + close[t]
      tailDeviations(values, anchor, period)
      sum = 0
      weight = 0
    }
    const level = anchor / 3
    const end = Math.min(out.length, t + period - at)
    let slot = SLOTS + 2 * at
    at += end - t
    for (; t + 4 <= end; t += 4, slot += 8) {
      const a = high[t] + low[t] + close[t]
      const volumeA = volume[t]
      const b = high[t + 1] + low[t + 1] + close[t + 1]
      const volumeB = volume[t + 1]
      const c = high[t + 2] + low[t + 2] + close[t + 2]
      const volumeC = volume[t + 2]
      const d = high[t + 3] + low[t + 3] + close[t + 3]
      const volumeD = volume[t + 3]
      values[slot] = a
      values[slot + 1] = volumeA
      const sumA = sum + (a - anchor) * volumeA
      const totalA = weight + volumeA
      out[t] = shifted(level, values[slot + 2] + sumA, 3 * (values[slot + 3] + totalA))
      values[slot + 2] = b
      values[slot + 3] = volumeB
      const sumB = sumA + (b - anchor) * volumeB
      const totalB = totalA + volumeB
      out[t + 1] = shifted(level, values[slot + 4] + sumB, 3 * (values[slot + 5] + totalB))
      values[slot + 4] = c
      values[slot + 5] = volumeC
      const sumC = sumB + (c - anchor) * volumeC
      const totalC = totalB + volumeC
      out[t + 2] = shifted(level, values[slot + 6] + sumC, 3 * (values[slot + 7] + totalC))
      values[slot + 6] = d
      values[slot + 7] = volumeD
      sum = sumC + (d - anchor) * volumeD
      weight = totalC + volumeD
      out[t + 3] = shifted(level, values[slot + 8] + sum, 3 * (values[slot + 9] + weight))
    }
    for (; t < end; t++, slot += 2) {
      const price = high[t] + low[t] + close[t]
      sum += (price - anchor) * volume[t]
      weight += volume[t]
      values[slot] = price
      values[slot + 1] = volume[t]
      out[t] = shifted(level, values[slot + 2] + sum, 3 * (values[slot + 3] + weight))
    }
  }
  counts[0] = at
  values[SUM] = sum
  values[WEIGHT] = weight
  values[ANCHOR] = anchor
}
