import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { LEAST, sureVariance } from './least-variance.ts'
import { leaveOutInfinite } from './leave-out-infinite.ts'
import { tailMoments } from './tail-moments.ts'

const SUM = 0
const SQUARES = 1
const ANCHOR = 2
const SLOTS = 3

/** What `rollingDistance` remembers. */
export function rollingDistanceShape(period: number): Shape {
  return { counts: [period], values: SLOTS + 2 * (period + 1) }
}

/**
 * Runs how far the newest value lies from the mean of the last `period`, and their population variance. Blocks as in
 * the rolling sums. The distance is never taken from a rounded mean, so a high price level costs it no digits.
 */
export function rollingDistance(
  { counts, values }: Memory,
  [distance, variance]: readonly Column[],
  source: Column,
  period: number,
): void {
  const squared = SLOTS + period + 1
  let at = counts[0]
  let [sum, squares, anchor] = values
  let t = 0
  while (t < source.length) {
    if (at === period) at = 0
    if (at === 0) {
      anchor = source[t]
      tailMoments(values, SLOTS, anchor, period)
      sum = 0
      squares = 0
    }
    const start = t
    const older = values[squared + at + 1]
    const end = Math.min(source.length, t + period - at)
    for (; t < end; t++) {
      const deviation = source[t] - anchor
      values[SLOTS + at] = source[t]
      at++
      sum += deviation
      squares += deviation * deviation
      const shift = (values[SLOTS + at] + sum) / period
      distance[t] = deviation - shift
      const square = (values[squared + at] + squares) / period - shift * shift
      variance[t] = square > LEAST ? square : sureVariance(square, values, anchor, [SLOTS, SLOTS + at, SLOTS + period])
    }
    leaveOutInfinite(variance, start, end, older + squares)
  }
  counts[0] = at
  values[SUM] = sum
  values[SQUARES] = squares
  values[ANCHOR] = anchor
}
