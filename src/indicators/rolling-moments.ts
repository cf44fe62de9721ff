import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { LEAST, sureVariance } from './least-variance.ts'
import { leaveOutInfinite } from './leave-out-infinite.ts'

/** What `rollingMoments` remembers. */
export function rollingMomentsShape(period: number): Shape {
  return { counts: [period], values: 2 * (period + 1) + 3 }
}

/** Runs mean and population variance of the last `period` values into the two columns given; one may be `source`. */
// Over budget: rows that can be trusted run in a loop of their own, without a call.
export function rollingMoments(
  memory: Memory,
  [mean, variance]: readonly Column[],
  source: Column,
  period: number,
): void {
  const { counts, values } = memory
  const squared = period + 1
  const rest = 2 * squared
  let at = counts[0]
  let sum = values[rest]
  let squares = values[rest + 1]
  let anchor = values[rest + 2]
  for (let start = 0; start < source.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      anchor = source[start]
      tailMoments(values, anchor, period)
      sum = 0
      squares = 0
    }
    const block = start - at
    const end = Math.min(source.length - block, period)
    const older = values[squared + at + 1]
    while (at < end) {
      for (; at < end; at++) {
        const deviation = source[block + at] - anchor
        const nextSum = sum + deviation
        const nextSquares = squares + deviation * deviation
        const shift = (values[at + 1] + nextSum) / period
        const square = (values[squared + at + 1] + nextSquares) / period - shift * shift
        if (!(square > LEAST)) break
        sum = nextSum
        squares = nextSquares
        values[at] = source[block + at]
        mean[block + at] = anchor + shift
        variance[block + at] = square
      }
      if (at === end) break
      // A row too small to trust, or without a value.
      const value = source[block + at]
      const deviation = value - anchor
      sum += deviation
      squares += deviation * deviation
      values[at] = value
      const shift = (values[at + 1] + sum) / period
      const square = (values[squared + at + 1] + squares) / period - shift * shift
      mean[block + at] = anchor + shift
      variance[block + at] = sureVariance(square, values, anchor, [0, at + 1, period])
      at++
    }
    leaveOutInfinite(mean, start, block + end, older + squares)
    leaveOutInfinite(variance, start, block + end, older + squares)
    start = block + end
  }
  counts[0] = at
  values[rest] = sum
  values[rest + 1] = squares
  values[rest + 2] = anchor
}

function tailMoments(values: Column, anchor: number, period: number): void {
  const squared = period + 1
  let sum = 0
  let squares = 0
  values[period] = 0
  values[squared + period] = 0
  for (let slot = period - 1; slot > 0; slot--) {
    const deviation = values[slot] - anchor
    sum += deviation
    squares += deviation * deviation
    values[slot] = sum
    values[squared + slot] = squares
  }
}
