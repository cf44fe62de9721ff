import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

// Over budget: two kinds of sums, each with a loop of its own.

const SUM = 0
const ANCHOR = 1
const SLOTS = 2

/** What `runCci` remembers. */
export function cciShape(period: number): Shape {
  return { counts: [period], values: SLOTS + 3 * period + 1 }
}

/**
 * Runs the commodity channel index. Blocks as in `rolling-sums` for the mean; behind their tail sums lie the prices of the
 * window and their deviations from the anchor, row after row in a ring. The price is the sum of high, low and close: the three of the mean cancels.
 */
export function runCci(
  { counts, values }: Memory,
  out: Column,
  [high, low, close]: readonly Column[],
  period: number,
): void {
  const prices = values.subarray(SLOTS + period + 1, SLOTS + 2 * period + 1)
  const deviations = values.subarray(SLOTS + 2 * period + 1)
  const weight = 1 / period
  const scale = period / 0.015
  let at = counts[0]
  let [sum, anchor] = values
  for (let t = 0; t < out.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      anchor = high[t] + low[t] + close[t]
      startBlock(values, anchor, period)
      sum = 0
    }
    const end = Math.min(out.length, t + period - at)
    for (; t < end; t++) {
      const price = high[t] + low[t] + close[t]
      const deviation = price - anchor
      prices[at] = price
      deviations[at] = deviation
      at++
      sum += deviation
      const mean = (values[SLOTS + at] + sum) * weight
      const spread = spreadAbout(deviations, mean)
      out[t] = spread === 0 ? 0 : (scale * (deviation - mean)) / spread
    }
  }
  counts[0] = at
  values[SUM] = sum
  values[ANCHOR] = anchor
}

/** Sums the distances from the mean, in four sums that do not wait for each other. */
function spreadAbout(deviations: Column, mean: number): number {
  const rest = deviations.length & 3
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let i = 0; i < rest; i++) first += Math.abs(deviations[i] - mean)
  for (let i = rest; i < deviations.length; i += 4) {
    first += Math.abs(deviations[i] - mean)
    second += Math.abs(deviations[i + 1] - mean)
    third += Math.abs(deviations[i + 2] - mean)
    fourth += Math.abs(deviations[i + 3] - mean)
  }
  return first + second + (third + fourth)
}

function startBlock(values: Column, anchor: number, period: number): void {
  const prices = SLOTS + period + 1
  let sum = 0
  values[SLOTS + period] = 0
  for (let slot = period - 1; slot > 0; slot--) {
    const deviation = values[prices + slot] - anchor
    values[prices + period + slot] = deviation
    sum += deviation
    values[SLOTS + slot] = sum
  }
}
