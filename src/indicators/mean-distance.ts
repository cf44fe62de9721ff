import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

const SUM = 0
const ANCHOR = 1
const SLOTS = 2

/** What `runCci` remembers. */
export function cciShape(period: number): Shape {
  return { counts: [period], values: SLOTS + 4 * period + 1 }
}

/**
 * Runs the commodity channel index. Blocks as in `rolling-sums` for the mean; behind their tail sums lie the prices of the
 * newer block, and behind those the deviations from the anchor of both blocks, so that a window is a stretch of them. The
 * price is the sum of high, low and close: the three of the mean cancels.
 *
 * Four rows go at once: what their windows share is read once. Distances are added from the oldest to the newest.
 */
// Over budget: one loop, whose sums must stay in locals.
export function runCci({ counts, values }: Memory, out: Column, bars: readonly Column[], period: number): void {
  const high = bars[0]
  const low = bars[1]
  const close = bars[2]
  const prices = SLOTS + period + 1
  const older = prices + period
  const newer = older + period
  const weight = 1 / period
  const scale = period / 0.015
  let at = counts[0]
  let sum = values[SUM]
  let anchor = values[ANCHOR]
  for (let t = 0; t < out.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      anchor = high[t] + low[t] + close[t]
      startBlock(values, anchor, period)
      sum = 0
    }
    const end = Math.min(out.length, t + period - at)
    for (; t + 4 <= end; t += 4, at += 4) {
      const priceA = high[t] + low[t] + close[t]
      const priceB = high[t + 1] + low[t + 1] + close[t + 1]
      const priceC = high[t + 2] + low[t + 2] + close[t + 2]
      const priceD = high[t + 3] + low[t + 3] + close[t + 3]
      values[prices + at] = priceA
      values[prices + at + 1] = priceB
      values[prices + at + 2] = priceC
      values[prices + at + 3] = priceD
      const a = priceA - anchor
      const b = priceB - anchor
      const c = priceC - anchor
      const d = priceD - anchor
      values[newer + at] = a
      values[newer + at + 1] = b
      values[newer + at + 2] = c
      values[newer + at + 3] = d
      const sumA = sum + a
      const sumB = sumA + b
      const sumC = sumB + c
      sum = sumC + d
      const meanA = (values[SLOTS + at + 1] + sumA) * weight
      const meanB = (values[SLOTS + at + 2] + sumB) * weight
      const meanC = (values[SLOTS + at + 3] + sumC) * weight
      const meanD = (values[SLOTS + at + 4] + sum) * weight
      let place = older + at + 1
      const second = values[place + 1]
      const third = values[place + 2]
      let spreadA = Math.abs(values[place] - meanA) + Math.abs(second - meanA) + Math.abs(third - meanA)
      let spreadB = Math.abs(second - meanB) + Math.abs(third - meanB)
      let spreadC = Math.abs(third - meanC)
      let spreadD = 0
      place += 3
      for (const newest = newer + at; place < newest; place += 2) {
        const value = values[place]
        const next = values[place + 1]
        spreadA = spreadA + Math.abs(value - meanA) + Math.abs(next - meanA)
        spreadB = spreadB + Math.abs(value - meanB) + Math.abs(next - meanB)
        spreadC = spreadC + Math.abs(value - meanC) + Math.abs(next - meanC)
        spreadD = spreadD + Math.abs(value - meanD) + Math.abs(next - meanD)
      }
      if (place === newer + at) {
        spreadA += Math.abs(a - meanA)
        spreadB += Math.abs(a - meanB)
        spreadC += Math.abs(a - meanC)
        spreadD += Math.abs(a - meanD)
      }
      spreadB += Math.abs(b - meanB)
      spreadC = spreadC + Math.abs(b - meanC) + Math.abs(c - meanC)
      spreadD = spreadD + Math.abs(b - meanD) + Math.abs(c - meanD) + Math.abs(d - meanD)
      out[t] = indexOf(scale * (a - meanA), spreadA)
      out[t + 1] = indexOf(scale * (b - meanB), spreadB)
      out[t + 2] = indexOf(scale * (c - meanC), spreadC)
      out[t + 3] = indexOf(scale * (d - meanD), spreadD)
    }
    for (; t < end; t++) {
      const price = high[t] + low[t] + close[t]
      const deviation = price - anchor
      values[prices + at] = price
      values[newer + at] = deviation
      at++
      sum += deviation
      const mean = (values[SLOTS + at] + sum) * weight
      let spread = 0
      for (let place = older + at; place < newer + at; place++) spread += Math.abs(values[place] - mean)
      out[t] = indexOf(scale * (deviation - mean), spread)
    }
  }
  counts[0] = at
  values[SUM] = sum
  values[ANCHOR] = anchor
}

/** 0 in a flat window; NaN where one of the two is beyond the largest number. */
function indexOf(distance: number, spread: number): number {
  return spread === 0 ? 0 : distance / spread + 0 * distance * spread
}

/** Makes the tail sums of the block that is full, and its deviations from the anchor of the next. */
function startBlock(values: Column, anchor: number, period: number): void {
  const prices = SLOTS + period + 1
  const older = prices + period
  let sum = 0
  values[SLOTS + period] = 0
  for (let slot = period - 1; slot > 0; slot--) {
    const deviation = values[prices + slot] - anchor
    values[older + slot] = deviation
    sum += deviation
    values[SLOTS + slot] = sum
  }
}
