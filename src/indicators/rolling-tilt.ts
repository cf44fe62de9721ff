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
    let slot = SLOTS + 2 * at
    for (; t + 4 <= end; t += 4, at += 4, slot += 8) {
      const a = source[t]
      const b = source[t + 1]
      const c = source[t + 2]
      const d = source[t + 3]
      values[slot] = a
      const sumA = sum + (a - anchor)
      const rampA = ramp + (at + 1) * (a - anchor)
      const totalA = values[slot + 3] + ((period - at - 1) * sumA + rampA)
      out[t] = scale * (totalA - middle * (values[slot + 2] + sumA))
      values[slot + 2] = b
      const sumB = sumA + (b - anchor)
      const rampB = rampA + (at + 2) * (b - anchor)
      const totalB = values[slot + 5] + ((period - at - 2) * sumB + rampB)
      out[t + 1] = scale * (totalB - middle * (values[slot + 4] + sumB))
      values[slot + 4] = c
      const sumC = sumB + (c - anchor)
      const rampC = rampB + (at + 3) * (c - anchor)
      const totalC = values[slot + 7] + ((period - at - 3) * sumC + rampC)
      out[t + 2] = scale * (totalC - middle * (values[slot + 6] + sumC))
      values[slot + 6] = d
      sum = sumC + (d - anchor)
      ramp = rampC + (at + 4) * (d - anchor)
      const totalD = values[slot + 9] + ((period - at - 4) * sum + ramp)
      out[t + 3] = scale * (totalD - middle * (values[slot + 8] + sum))
    }
    for (; t < end; t++, slot += 2) {
      const value = source[t]
      values[slot] = value
      at++
      sum += value - anchor
      ramp += at * (value - anchor)
      const weighted = values[slot + 3] + ((period - at) * sum + ramp)
      out[t] = scale * (weighted - middle * (values[slot + 2] + sum))
    }
  }
  counts[0] = at
  values[SUM] = sum
  values[RAMP] = ramp
  values[ANCHOR] = anchor
}

function tailSums(values: Column, anchor: number, period: number): void {
  let sum = 0
  let ramp = 0
  let slot = SLOTS + 2 * period
  values[slot] = 0
  values[slot + 1] = 0
  slot -= 2
  for (const last = SLOTS + 4; slot >= last; slot -= 4) {
    const sumA = sum + (values[slot] - anchor)
    const rampA = ramp + sumA
    sum = sumA + (values[slot - 2] - anchor)
    ramp = rampA + sum
    values[slot] = sumA
    values[slot + 1] = rampA
    values[slot - 2] = sum
    values[slot - 1] = ramp
  }
  if (slot > SLOTS) {
    values[slot] = sum + (values[slot] - anchor)
    values[slot + 1] = ramp + values[slot]
  }
}
