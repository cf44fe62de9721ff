import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { leaveOutInfinite } from './leave-out-infinite.ts'
import { meanOfFew } from './mean-of-few.ts'

const SUM = 0
const RAMP = 1
const ANCHOR = 2
const SLOTS = 3

/** Means of so few values are taken directly. */
const FEW = 4

/** What `rollingRamp` remembers. */
export function rollingRampShape(period: number): Shape {
  return period <= FEW ? { counts: [], values: FEW - 1 } : { counts: [period], values: SLOTS + period + 1 }
}

/**
 * Runs the mean of the last `period` values with weights 1 to `period`, newest heaviest; `out` may be `source`. Blocks
 * as in the rolling sums: the older part of a window is a tail sum with weights 1, 2, ... of its own, the newer part
 * has weights 1, 2, ... raised by the number of rows before it. Only additions of what is in the window.
 */
// Over budget: four rows at a time, since the frame of a loop costs as much as the arithmetic of a row.
export function rollingRamp(memory: Memory, out: Column, source: Column, period: number): void {
  if (period <= FEW) {
    rampOfFew(memory, out, source, period)
    return
  }
  const { counts, values } = memory
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
    const start = t
    let check = 0
    const end = Math.min(source.length, t + period - at)
    for (; t + 4 <= end; t += 4, at += 4) {
      const slot = SLOTS + at
      const a = source[t]
      const b = source[t + 1]
      const c = source[t + 2]
      const d = source[t + 3]
      values[slot] = a
      const sumA = sum + (a - anchor)
      const rampA = ramp + (at + 1) * (a - anchor)
      const totalA = values[slot + 1] + ((period - at - 1) * sumA + rampA)
      out[t] = anchor + totalA / weights
      values[slot + 1] = b
      const sumB = sumA + (b - anchor)
      const rampB = rampA + (at + 2) * (b - anchor)
      const totalB = values[slot + 2] + ((period - at - 2) * sumB + rampB)
      out[t + 1] = anchor + totalB / weights
      values[slot + 2] = c
      const sumC = sumB + (c - anchor)
      const rampC = rampB + (at + 3) * (c - anchor)
      const totalC = values[slot + 3] + ((period - at - 3) * sumC + rampC)
      out[t + 2] = anchor + totalC / weights
      values[slot + 3] = d
      sum = sumC + (d - anchor)
      ramp = rampC + (at + 4) * (d - anchor)
      const totalD = values[slot + 4] + ((period - at - 4) * sum + ramp)
      out[t + 3] = anchor + totalD / weights
      check += totalA + totalB + (totalC + totalD)
    }
    for (; t < end; t++) {
      const value = source[t]
      values[SLOTS + at] = value
      at++
      sum += value - anchor
      ramp += at * (value - anchor)
      out[t] = anchor + (values[SLOTS + at] + ((period - at) * sum + ramp)) / weights
      check += out[t]
    }
    leaveOutInfinite(out, start, end, check)
  }
  counts[0] = at
  values[SUM] = sum
  values[RAMP] = ramp
  values[ANCHOR] = anchor
}

function rampOfFew(memory: Memory, out: Column, source: Column, period: number): void {
  if (period === 1) {
    meanOfFew(memory, out, source, 1)
    return
  }
  const { values } = memory
  const weights = (period * (period + 1)) / 2
  let last = values[0]
  let second = values[1]
  let third = values[2]
  for (let t = 0; t < source.length; t++) {
    const value = source[t]
    let sum = (period - 1) * (last - value)
    if (period > 2) sum += (period - 2) * (second - value)
    if (period > 3) sum += third - value
    // Nothing, unless a value is infinite: then there is no mean.
    out[t] = value + sum / weights + 0 * sum
    third = second
    second = last
    last = value
  }
  values[0] = last
  values[1] = second
  values[2] = third
}

function tailRamps(values: Column, anchor: number, period: number): void {
  let sum = 0
  let ramp = 0
  let slot = SLOTS + period - 1
  values[SLOTS + period] = 0
  for (; slot > SLOTS + 2; slot -= 2) {
    const sumA = sum + (values[slot] - anchor)
    const rampA = ramp + sumA
    sum = sumA + (values[slot - 1] - anchor)
    ramp = rampA + sum
    values[slot] = rampA
    values[slot - 1] = ramp
  }
  for (; slot > SLOTS; slot--) {
    sum += values[slot] - anchor
    ramp += sum
    values[slot] = ramp
  }
}
