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
  let [last, before] = values
  for (let t = 0; t < source.length; t++) {
    const value = source[t]
    let sum = last - value
    if (period > 2) sum += before - value
    // Nothing, unless a value is infinite: then there is no mean.
    out[t] = value + sum / period + 0 * sum
    before = last
    last = value
  }
  values[0] = last
  values[1] = before
}
