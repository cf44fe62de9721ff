import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { sureVariance } from './least-variance.ts'
import { leaveOutInfinite } from './leave-out-infinite.ts'
import { tailMoments } from './tail-moments.ts'

const SUM = 0
const SQUARES = 1
const ANCHOR = 2
const SLOTS = 3

/** A window, and what the sum of its squared deviations is divided by. */
export interface Spread {
  readonly period: number
  readonly divisor: number
}

/** What `rollingSpread` remembers. */
export function rollingSpreadShape(period: number): Shape {
  return { counts: [period], values: SLOTS + 2 * (period + 1) }
}

/**
 * Runs the standard deviation of the last `period` values; `out` may be `source`. Blocks as in the rolling sums, of
 * deviations and of their squares. No mean is made: n times the squares less the square of the sum is n times the squared
 * deviations from the mean, exact for whole numbers, and leaves one division and one root a row.
 */
// Over budget: four rows at a time, since the frame of a loop costs as much as the arithmetic of a row.
export function rollingSpread({ counts, values }: Memory, out: Column, source: Column, spread: Spread): void {
  const { period, divisor } = spread
  // LEAST and SLOTS, written out: a number of the function costs the loop no register, as one of the module does.
  const least = 2 ** -960
  const slots = 3
  const squared = slots + period + 1
  const scale = 1 / (period * divisor)
  let at = counts[0]
  let sum = values[SUM]
  let squares = values[SQUARES]
  let anchor = values[ANCHOR]
  for (let t = 0; t < source.length; ) {
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
    for (const last = end - 4; t <= last; t += 4, at += 4) {
      const a = source[t] - anchor
      const b = source[t + 1] - anchor
      const c = source[t + 2] - anchor
      const d = source[t + 3] - anchor
      const sumA = sum + a
      const sumB = sumA + b
      const sumC = sumB + c
      const sumD = sumC + d
      const squaresA = squares + a * a
      const squaresB = squaresA + b * b
      const squaresC = squaresB + c * c
      const squaresD = squaresC + d * d
      const slot = slots + at
      const tail = squared + at
      const totalA = values[slot + 1] + sumA
      const totalB = values[slot + 2] + sumB
      const totalC = values[slot + 3] + sumC
      const totalD = values[slot + 4] + sumD
      const first = period * (values[tail + 1] + squaresA) - totalA * totalA
      const second = period * (values[tail + 2] + squaresB) - totalB * totalB
      const third = period * (values[tail + 3] + squaresC) - totalC * totalC
      const fourth = period * (values[tail + 4] + squaresD) - totalD * totalD
      // Rows too small to trust, or without a value, are taken one by one.
      if (!(first > least && second > least && third > least && fourth > least)) break
      sum = sumD
      squares = squaresD
      values[slot] = source[t]
      values[slot + 1] = source[t + 1]
      values[slot + 2] = source[t + 2]
      values[slot + 3] = source[t + 3]
      out[t] = Math.sqrt(first * scale)
      out[t + 1] = Math.sqrt(second * scale)
      out[t + 2] = Math.sqrt(third * scale)
      out[t + 3] = Math.sqrt(fourth * scale)
    }
    for (; t < end; t++) {
      const value = source[t]
      const deviation = value - anchor
      values[SLOTS + at] = value
      at++
      sum += deviation
      squares += deviation * deviation
      const total = values[SLOTS + at] + sum
      const square = period * (values[squared + at] + squares) - total * total
      out[t] =
        square > least
          ? Math.sqrt(square * scale)
          : sureVariance(square, values, anchor, [SLOTS, SLOTS + at, SLOTS + period])
    }
    leaveOutInfinite(out, start, end, period * (older + squares))
  }
  counts[0] = at
  values[SUM] = sum
  values[SQUARES] = squares
  values[ANCHOR] = anchor
}
