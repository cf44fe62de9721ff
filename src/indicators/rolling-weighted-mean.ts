import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

/** Where the head sum of weighted deviations, that of weights, and the anchor lie; behind them the rows, in pairs. */
export const SUM = 0
export const WEIGHT = 1
export const ANCHOR = 2
export const SLOTS = 3

// The blocks of `rolling-sums`, with two sums: of the weights, and of the weighted deviations from the anchor. A row of the
// newer block is its value and its weight, one of the older block its two tail sums.

/** What `rollingWeightedMean` remembers. */
export function rollingWeightedMeanShape(period: number): Shape {
  return { counts: [period], values: SLOTS + 2 * (period + 1) }
}

/**
 * Runs the mean of the last `period` values by weights that come with them. O(1) a row, exact on flat windows. NaN
 * where the window holds a NaN or weighs nothing.
 */
// Over budget: four rows at a time, since the frame of a loop costs as much as the arithmetic of a row; what they need is
// read first, then row goes after row, so that few values wait at once.
export function rollingWeightedMean(
  { counts, values }: Memory,
  out: Column,
  pair: readonly Column[],
  period: number,
): void {
  const source = pair[0]
  const weights = pair[1]
  let at = counts[0]
  let sum = values[SUM]
  let weight = values[WEIGHT]
  let anchor = values[ANCHOR]
  for (let t = 0; t < source.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      anchor = source[t]
      tailDeviations(values, anchor, period)
      sum = 0
      weight = 0
    }
    const end = Math.min(source.length, t + period - at)
    let slot = SLOTS + 2 * at
    at += end - t
    for (; t + 4 <= end; t += 4, slot += 8) {
      const a = source[t]
      const weightA = weights[t]
      const b = source[t + 1]
      const weightB = weights[t + 1]
      const c = source[t + 2]
      const weightC = weights[t + 2]
      const d = source[t + 3]
      const weightD = weights[t + 3]
      values[slot] = a
      values[slot + 1] = weightA
      const sumA = sum + (a - anchor) * weightA
      const totalA = weight + weightA
      out[t] = shifted(anchor, values[slot + 2] + sumA, values[slot + 3] + totalA)
      values[slot + 2] = b
      values[slot + 3] = weightB
      const sumB = sumA + (b - anchor) * weightB
      const totalB = totalA + weightB
      out[t + 1] = shifted(anchor, values[slot + 4] + sumB, values[slot + 5] + totalB)
      values[slot + 4] = c
      values[slot + 5] = weightC
      const sumC = sumB + (c - anchor) * weightC
      const totalC = totalB + weightC
      out[t + 2] = shifted(anchor, values[slot + 6] + sumC, values[slot + 7] + totalC)
      values[slot + 6] = d
      values[slot + 7] = weightD
      sum = sumC + (d - anchor) * weightD
      weight = totalC + weightD
      out[t + 3] = shifted(anchor, values[slot + 8] + sum, values[slot + 9] + weight)
    }
    for (; t < end; t++, slot += 2) {
      sum += (source[t] - anchor) * weights[t]
      weight += weights[t]
      values[slot] = source[t]
      values[slot + 1] = weights[t]
      out[t] = shifted(anchor, values[slot + 2] + sum, values[slot + 3] + weight)
    }
  }
  counts[0] = at
  values[SUM] = sum
  values[WEIGHT] = weight
  values[ANCHOR] = anchor
}

/** The level and, beyond it, a sum over its weight; NaN where one of them is beyond the largest number. */
export function shifted(level: number, sum: number, weight: number): number {
  const shift = sum / weight
  // Zero times finite numbers is nothing, times an infinite one no number.
  return level + shift + 0 * shift * weight
}

/** Makes of the values and weights of a full block the sums from each row on: of weighted deviations, and of weights. */
export function tailDeviations(values: Column, anchor: number, period: number): void {
  let sum = 0
  let weight = 0
  let slot = SLOTS + 2 * period
  values[slot] = 0
  values[slot + 1] = 0
  slot -= 2
  for (const last = SLOTS + 4; slot >= last; slot -= 4) {
    const sumA = sum + (values[slot] - anchor) * values[slot + 1]
    const weightA = weight + values[slot + 1]
    sum = sumA + (values[slot - 2] - anchor) * values[slot - 1]
    weight = weightA + values[slot - 1]
    values[slot] = sumA
    values[slot + 1] = weightA
    values[slot - 2] = sum
    values[slot - 1] = weight
  }
  if (slot > SLOTS) {
    values[slot] = sum + (values[slot] - anchor) * values[slot + 1]
    values[slot + 1] += weight
  }
}
