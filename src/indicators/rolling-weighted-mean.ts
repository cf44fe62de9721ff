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
// Over budget: two rows at a time, since the frame of a loop costs as much as the arithmetic of a row.
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
    for (; t + 2 <= end; t += 2, at += 2) {
      const a = source[t]
      const b = source[t + 1]
      const weightA = weights[t]
      const weightB = weights[t + 1]
      const slot = SLOTS + at
      const tail = weighed + at
      const sumA = sum + (a - anchor) * weightA
      const totalA = weight + weightA
      sum = sumA + (b - anchor) * weightB
      weight = totalA + weightB
      const first = (values[slot + 1] + sumA) / (values[tail + 1] + totalA)
      const second = (values[slot + 2] + sum) / (values[tail + 2] + weight)
      // Zero times a finite number is nothing, times an infinite one no number.
      out[t] = anchor + first + 0 * first
      out[t + 1] = anchor + second + 0 * second
      values[slot] = a
      values[slot + 1] = b
      values[tail] = weightA
      values[tail + 1] = weightB
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
  values[SLOTS + period] = 0
  values[weighed + period] = 0
  for (let slot = period - 1; slot > 0; slot--) {
    sum += (values[SLOTS + slot] - anchor) * values[weighed + slot]
    weight += values[weighed + slot]
    values[SLOTS + slot] = sum
    values[weighed + slot] = weight
  }
}
