import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

const SUM = 0
const RAMP = 1
const ANCHOR = 2
const SLOTS = 3

/** What `rollingTilt` remembers. */
export function rollingTiltShape(period: number): Shape {
  return { counts: [period], values: SLOTS + 2 * (period + 1) }
}

/**
 * Runs the least-squares slope of the last `period` values from their sum and their sum weighted 1 to `period`, both in
 * blocks as in `rollingRamp` and in deviations from a value inside the window.
 */
export function rollingTilt({ counts, values }: Memory, out: Column, source: Column, period: number): void {
  const ramps = SLOTS + period + 1
  const middle = (period + 1) / 2
  const scale = 12 / (period * (period * period - 1))
  let at = counts[0]
  let sum = values[SUM]
  let ramp = values[RAMP]
  let anchor = values[ANCHOR]
  let t = 0
  while (t < source.length) {
    if (at === period) at = 0
    if (at === 0) {
      anchor = source[t]
      tailSums(values, anchor, period)
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
      const weighted = values[ramps + at] + ((period - at) * sum + ramp)
      out[t] = scale * (weighted - middle * (values[SLOTS + at] + sum))
    }
  }
  counts[0] = at
  values[SUM] = sum
  values[RAMP] = ramp
  values[ANCHOR] = anchor
}

function tailSums(values: Column, anchor: number, period: number): void {
  const ramps = SLOTS + period + 1
  let sum = 0
  let ramp = 0
  values[SLOTS + period] = 0
  values[ramps + period] = 0
  for (let slot = period - 1; slot > 0; slot--) {
    sum += values[SLOTS + slot] - anchor
    ramp += sum
    values[SLOTS + slot] = sum
    values[ramps + slot] = ramp
  }
}
