import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

const SUM = 0
const WEIGHT = 1
const ANCHOR = 2
const SLOTS = 3

// The blocks of `rolling-sums`, with two sums: of the weights, and of the weighted deviations from the anchor.

/** What `rollingWeightedMean` remembers. */
export function rollingWeightedMeanShape(period: number): Shape {
  return { counts: [period], values: SLOTS + 2 * (period + 1) }
}

/**
 * Runs the mean of the last `period` values by weights that come with them. O(1) a row, exact on flat windows. NaN
 * where the window holds a NaN or weighs nothing.
 */
// Over budget: four rows at a time, since the frame of a loop costs as much as the arithmetic of a row.
export function rollingWeightedMean(memory: Memory, out: Column, pair: readonly Column[], period: number): void {
  const source = pair[0]
  const weights = pair[1]
  const { counts, values } = memory
  const weighed = SLOTS + period + 1
  let at = counts[0]
  let sum = values[SUM]
  let weight = values[WEIGHT]
  let anchor = values[ANCHOR]
  for (let t = 0; t < source.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      anchor = source[t]
      tailSums(values, anchor, period)
      sum = 0
      weight = 0
    }
    const end = Math.min(source.length, t + period - at)
    for (; t + 4 <= end; t += 4, at += 4) {
      const a = source[t]
      const b = source[t + 1]
      const c = source[t + 2]
      const d = source[t + 3]
      const weightA = weights[t]
      const weightB = weights[t + 1]
      const weightC = weights[t + 2]
      const weightD = weights[t + 3]
      const slot = SLOTS + at
      const tail = weighed + at
      const sumA = sum + (a - anchor) * weightA
      const sumB = sumA + (b - anchor) * weightB
      const sumC = sumB + (c - anchor) * weightC
      const totalA = weight + weightA
      const totalB = totalA + weightB
      const totalC = totalB + weightC
      sum = sumC + (d - anchor) * weightD
      weight = totalC + weightD
      const first = (values[slot + 1] + sumA) / (values[tail + 1] + totalA)
      const second = (values[slot + 2] + sumB) / (values[tail + 2] + totalB)
      const third = (values[slot + 3] + sumC) / (values[tail + 3] + totalC)
      const fourth = (values[slot + 4] + sum) / (values[tail + 4] + weight)
      // Zero times a finite number is nothing, times an infinite one no number.
      out[t] = anchor + first + 0 * first
      out[t + 1] = anchor + second + 0 * second
      out[t + 2] = anchor + third + 0 * third
      out[t + 3] = anchor + fourth + 0 * fourth
      values[slot] = a
      values[slot + 1] = b
      values[slot + 2] = c
      values[slot + 3] = d
      values[tail] = weightA
      values[tail + 1] = weightB
      values[tail + 2] = weightC
      values[tail + 3] = weightD
    }
    for (; t < end; t++) {
      sum += (source[t] - anchor) * weights[t]
      weight += weights[t]
      values[SLOTS + at] = source[t]
      values[weighed + at] = weights[t]
      at++
      const shift = (values[SLOTS + at] + sum) / (values[weighed + at] + weight)
      out[t] = anchor + shift + 0 * shift
    }
  }
  counts[0] = at
  values[SUM] = sum
  values[WEIGHT] = weight
  values[ANCHOR] = anchor
}

function tailSums(values: Column, anchor: number, period: number): void {
  const weighed = SLOTS + period + 1
  let sum = 0
  let weight = 0
  let slot = period - 1
  values[SLOTS + period] = 0
  values[weighed + period] = 0
  for (; slot > 2; slot -= 2) {
    const place = SLOTS + slot
    const tail = weighed + slot
    const sumA = sum + (values[place] - anchor) * values[tail]
    const weightA = weight + values[tail]
    sum = sumA + (values[place - 1] - anchor) * values[tail - 1]
    weight = weightA + values[tail - 1]
    values[place] = sumA
    values[place - 1] = sum
    values[tail] = weightA
    values[tail - 1] = weight
  }
  for (; slot > 0; slot--) {
    sum += (values[SLOTS + slot] - anchor) * values[weighed + slot]
    weight += values[weighed + slot]
    values[SLOTS + slot] = sum
    values[weighed + slot] = weight
  }
}
