import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { LEAST, sureVariance } from './least-variance.ts'

/** Running sums of the newer block: left, right, left x left, right x right, left x right. */
const SUMS = 5
const ANCHORS = 2

/** What `rollingProducts` remembers: running sums, first values of the newer block, and five rows of tail sums. */
export function rollingProductsShape(period: number): Shape {
  return { counts: [period], values: SUMS + ANCHORS + SUMS * (period + 1) }
}

/**
 * Runs covariance and both population variances of the last `period` pairs. Blocks as in the rolling sums: nothing is
 * ever subtracted from a sum, and deviations are taken from a pair inside the window.
 */
export function rollingProducts(
  { counts, values }: Memory,
  [covariance, leftVariance, rightVariance]: readonly Column[],
  [left, right]: readonly Column[],
  period: number,
): void {
  const slots = values.subarray(SUMS + ANCHORS)
  const stride = period + 1
  let [sumL, sumR, sumLL, sumRR, sumLR, anchorL, anchorR] = values
  let at = counts[0]
  for (let t = 0; t < left.length; t++) {
    if (at === period) at = 0
    if (at === 0) {
      anchorL = left[t]
      anchorR = right[t]
      tailSums(slots, anchorL, anchorR, period)
      sumL = sumR = sumLL = sumRR = sumLR = 0
    }
    const a = left[t] - anchorL
    const b = right[t] - anchorR
    slots[at] = left[t]
    slots[at + stride] = right[t]
    at++
    sumL += a
    sumR += b
    sumLL += a * a
    sumRR += b * b
    sumLR += a * b
    const shiftL = (slots[at] + sumL) / period
    const shiftR = (slots[at + stride] + sumR) / period
    const squareL = (slots[at + 2 * stride] + sumLL) / period - shiftL * shiftL
    const squareR = (slots[at + 3 * stride] + sumRR) / period - shiftR * shiftR
    leftVariance[t] = squareL > LEAST ? squareL : sureVariance(squareL, slots, anchorL, [0, at, period])
    rightVariance[t] =
      squareR > LEAST ? squareR : sureVariance(squareR, slots, anchorR, [stride, stride + at, stride + period])
    covariance[t] = (slots[at + 4 * stride] + sumLR) / period - shiftL * shiftR
  }
  values.set([sumL, sumR, sumLL, sumRR, sumLR, anchorL, anchorR])
  counts[0] = at
}

function tailSums(slots: Column, anchorL: number, anchorR: number, period: number): void {
  const stride = period + 1
  const sums = [0, 0, 0, 0, 0]
  for (let k = 0; k < SUMS; k++) slots[period + k * stride] = 0
  for (let slot = period - 1; slot > 0; slot--) {
    const a = slots[slot] - anchorL
    const b = slots[slot + stride] - anchorR
    slots[slot] = sums[0] += a
    slots[slot + stride] = sums[1] += b
    slots[slot + 2 * stride] = sums[2] += a * a
    slots[slot + 3 * stride] = sums[3] += b * b
    slots[slot + 4 * stride] = sums[4] += a * b
  }
}

/** Correlation from covariance and variances; 0 where one of the columns is flat, NaN where squares overflow. */
export function correlationOf(covariance: number, leftVariance: number, rightVariance: number): number {
  const spread = Math.sqrt(leftVariance) * Math.sqrt(rightVariance)
  return spread === 0 ? 0 : Math.max(-1, Math.min(1, covariance / spread + 0 * spread))
}
