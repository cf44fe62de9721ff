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
// Over budget: four rows at a time, since the frame of a loop costs as much as the arithmetic of a row.
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
    for (; t + 4 <= end; t += 4, at += 4) {
      const a = source[t] - anchor
      const b = source[t + 1] - anchor
      const c = source[t + 2] - anchor
      const d = source[t + 3] - anchor
      const sumA = sum + a
      const sumB = sumA + b
      const sumC = sumB + c
      sum = sumC + d
      const rampA = ramp + (at + 1) * a
      const rampB = rampA + (at + 2) * b
      const rampC = rampB + (at + 3) * c
      ramp = rampC + (at + 4) * d
      const slot = SLOTS + at
      const tail = ramps + at
      const left = period - at
      const first = values[tail + 1] + ((left - 1) * sumA + rampA)
      const second = values[tail + 2] + ((left - 2) * sumB + rampB)
      const third = values[tail + 3] + ((left - 3) * sumC + rampC)
      const fourth = values[tail + 4] + ((left - 4) * sum + ramp)
      const totalA = values[slot + 1] + sumA
      const totalB = values[slot + 2] + sumB
      const totalC = values[slot + 3] + sumC
      const totalD = values[slot + 4] + sum
      values[slot] = source[t]
      values[slot + 1] = source[t + 1]
      values[slot + 2] = source[t + 2]
      values[slot + 3] = source[t + 3]
      out[t] = scale * (first - middle * totalA)
      out[t + 1] = scale * (second - middle * totalB)
      out[t + 2] = scale * (third - middle * totalC)
      out[t + 3] = scale * (fourth - middle * totalD)
    }
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
  let slot = period - 1
  values[SLOTS + period] = 0
  values[ramps + period] = 0
  for (; slot > 2; slot -= 2) {
    const place = SLOTS + slot
    const sumA = sum + (values[place] - anchor)
    const rampA = ramp + sumA
    sum = sumA + (values[place - 1] - anchor)
    ramp = rampA + sum
    values[place] = sumA
    values[place - 1] = sum
    values[ramps + slot] = rampA
    values[ramps + slot - 1] = ramp
  }
  for (; slot > 0; slot--) {
    sum += values[SLOTS + slot] - anchor
    ramp += sum
    values[SLOTS + slot] = sum
    values[ramps + slot] = ramp
  }
}
