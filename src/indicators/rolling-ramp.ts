import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

const SUM = 0
const RAMP = 1
const ANCHOR = 2
const SLOTS = 3

/** What `rollingRamp` remembers. */
export function rollingRampShape(period: number): Shape {
  return { counts: [period], values: SLOTS + period + 1 }
}

/**
 * Runs the mean of the last `period` values with weights 1 to `period`, newest heaviest; `out` may be `source`. Blocks
 * as in the rolling sums: the older part of a window is a tail sum with weights 1, 2, ... of its own, the newer part
 * has weights 1, 2, ... raised by the number of rows before it. Only additions of what is in the window.
 */
export function rollingRamp({ counts, values }: Memory, out: Column, source: Column, period: number): void {
  const weights = (period * (period + 1)) / 2
  let at = counts[0]
  let sum = values[SUM]
  let ramp = values[RAMP]
  let anchor = values[ANCHOR]
  let t = 0
  while (t < source.length) {
    if (at === period) at = 0
    if (at === 0) {
      anchor = source[t]
      tailRamps(values, anchor, period)
      sum = 0
      ramp = 0
    }
    const end = Math.min(source.length, t + period - at)
    for (; t < end; t++) {
      const value = source[t]
      values[SLOTS + at] = value
      at++
      sum += value - anchor
      ramp += at * (value - anchor)
      out[t] = anchor + (values[SLOTS + at] + ((period - at) * sum + ramp)) / weights
    }
  }
  counts[0] = at
  values[SUM] = sum
  values[RAMP] = ramp
  values[ANCHOR] = anchor
}

function tailRamps(values: Column, anchor: number, period: number): void {
  let sum = 0
  let ramp = 0
  values[SLOTS + period] = 0
  for (let slot = SLOTS + period - 1; slot > SLOTS; slot--) {
    sum += values[slot] - anchor
    ramp += sum
    values[slot] = ramp
  }
}
