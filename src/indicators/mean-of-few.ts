import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'

/** Means of so few values are taken directly. */
export const FEW = 3

/** Runs the mean of the last `period` values, three at most; `out` may be `source`. */
export function meanOfFew({ values }: Memory, out: Column, source: Column, period: number): void {
  if (period === 1) {
    for (let t = 0; t < source.length; t++) out[t] = source[t] + 0 * source[t]
    return
  }
  let last = values[0]
  let before = values[1]
  let t = 0
  // Nothing is added at the end, unless a value is infinite: then there is no mean. Four rows at a time, as in `rollingMean`.
  if (period === 3) {
    for (const end = source.length - 4; t <= end; t += 4) {
      const a = source[t]
      const b = source[t + 1]
      const c = source[t + 2]
      const d = source[t + 3]
      const sumA = last - a + (before - a)
      const sumB = a - b + (last - b)
      const sumC = b - c + (a - c)
      const sumD = c - d + (b - d)
      out[t] = a + sumA / 3 + 0 * sumA
      out[t + 1] = b + sumB / 3 + 0 * sumB
      out[t + 2] = c + sumC / 3 + 0 * sumC
      out[t + 3] = d + sumD / 3 + 0 * sumD
      before = c
      last = d
    }
  }
  for (; t < source.length; t++) {
    const value = source[t]
    let sum = last - value
    if (period > 2) sum += before - value
    out[t] = value + sum / period + 0 * sum
    before = last
    last = value
  }
  values[0] = last
  values[1] = before
}
