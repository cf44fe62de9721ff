import type { Column } from '../base/column.ts'

/**
 * Turns a window of values, oldest first from place `from` on, into the sums behind each of them: of deviations from the
 * anchor, and of their squares `period + 1` places further on. Four at a time, in the order of one at a time.
 */
export function tailMoments(values: Column, from: number, anchor: number, period: number): void {
  const squared = from + period + 1
  let sum = 0
  let squares = 0
  values[from + period] = 0
  values[squared + period] = 0
  let slot = period - 1
  for (; slot > 4; slot -= 4) {
    const place = from + slot
    const tail = squared + slot
    const a = values[place] - anchor
    const b = values[place - 1] - anchor
    const c = values[place - 2] - anchor
    const d = values[place - 3] - anchor
    const sumA = sum + a
    const sumB = sumA + b
    const sumC = sumB + c
    sum = sumC + d
    const squaresA = squares + a * a
    const squaresB = squaresA + b * b
    const squaresC = squaresB + c * c
    squares = squaresC + d * d
    values[place] = sumA
    values[place - 1] = sumB
    values[place - 2] = sumC
    values[place - 3] = sum
    values[tail] = squaresA
    values[tail - 1] = squaresB
    values[tail - 2] = squaresC
    values[tail - 3] = squares
  }
  for (; slot > 0; slot--) {
    const deviation = values[from + slot] - anchor
    sum += deviation
    squares += deviation * deviation
    values[from + slot] = sum
    values[squared + slot] = squares
  }
}
