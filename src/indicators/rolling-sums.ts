import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

// How every rolling sum here works: rows are cut into blocks of one period. A window is the tail of one block
// and the head of the next, so its sum is a tail sum, made backwards when the block is full, plus the growing
// head sum. Nothing is ever subtracted: sums cannot drift, and a NaN is gone when it leaves the window. One slot
// serves row j of both blocks: the tail sum from j is read before row j of the new block overwrites it. Slot
// `period` is the empty tail, and behind it lies what else is remembered.
// Deviations are taken from the first value of the newer block, which every window that ends there contains.

/** Means of so few values are taken directly. */
const FEW = 3

/** What `rollingMean` remembers. */
export function rollingMeanShape(period: number): Shape {
  return period <= FEW ? { counts: [], values: FEW - 1 } : { counts: [period], values: period + 3 }
}

/** What `rollingMoments` remembers. */
export function rollingMomentsShape(period: number): Shape {
  return { counts: [period], values: 2 * (period + 1) + 3 }
}

/** What `rollingTotal` remembers. */
export function rollingTotalShape(period: number): Shape {
  return { counts: [period], values: period + 2 }
}

/**
 * Runs the mean of the last `period` values; `out` may be `source`. O(1) a row, exact on flat windows, error below
 * period x 2^-53 of the spread.
 */
export function rollingMean(memory: Memory, out: Column, source: Column, period: number): void {
  if (period <= FEW) {
    meanOfFew(memory, out, source, period)
    return
  }
  const { counts, values } = memory
  let at = counts[0]
  let sum = values[period + 1]
  let anchor = values[period + 2]
  for (let start = 0; start < source.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      anchor = source[start]
      tailSums(values, anchor, period)
      sum = 0
    }
    const block = start - at
    const end = Math.min(source.length - block, period)
    for (; at < end; at++) {
      const value = source[block + at]
      sum += value - anchor
      values[at] = value
      out[block + at] = anchor + (values[at + 1] + sum) / period
    }
    start = block + end
  }
  counts[0] = at
  values[period + 1] = sum
  values[period + 2] = anchor
}

function meanOfFew({ values }: Memory, out: Column, source: Column, period: number): void {
  let [last, before] = values
  for (let t = 0; t < source.length; t++) {
    const value = source[t]
    let sum = period > 1 ? last - value : 0
    if (period > 2) sum += before - value
    out[t] = value + sum / period
    before = last
    last = value
  }
  values[0] = last
  values[1] = before
}

function tailSums(values: Column, anchor: number, period: number): void {
  let sum = 0
  values[period] = 0
  for (let slot = period - 1; slot > 0; slot--) {
    sum += values[slot] - anchor
    values[slot] = sum
  }
}

/** Runs mean and population variance of the last `period` values into the two columns given; one may be `source`. */
export function rollingMoments(
  memory: Memory,
  [mean, variance]: readonly Column[],
  source: Column,
  period: number,
): void {
  const { counts, values } = memory
  const squared = period + 1
  const rest = 2 * squared
  let at = counts[0]
  let sum = values[rest]
  let squares = values[rest + 1]
  let anchor = values[rest + 2]
  for (let start = 0; start < source.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      anchor = source[start]
      tailMoments(values, anchor, period)
      sum = 0
      squares = 0
    }
    const block = start - at
    const end = Math.min(source.length - block, period)
    for (; at < end; at++) {
      const value = source[block + at]
      const deviation = value - anchor
      sum += deviation
      squares += deviation * deviation
      values[at] = value
      const shift = (values[at + 1] + sum) / period
      mean[block + at] = anchor + shift
      variance[block + at] = Math.max(0, (values[squared + at + 1] + squares) / period - shift * shift)
    }
    start = block + end
  }
  counts[0] = at
  values[rest] = sum
  values[rest + 1] = squares
  values[rest + 2] = anchor
}

function tailMoments(values: Column, anchor: number, period: number): void {
  const squared = period + 1
  let sum = 0
  let squares = 0
  values[period] = 0
  values[squared + period] = 0
  for (let slot = period - 1; slot > 0; slot--) {
    const deviation = values[slot] - anchor
    sum += deviation
    squares += deviation * deviation
    values[slot] = sum
    values[squared + slot] = squares
  }
}

/** Runs the sum of the last `period` values; `out` may be `source`. */
export function rollingTotal(memory: Memory, out: Column, source: Column, period: number): void {
  const { counts, values } = memory
  let at = counts[0]
  let sum = values[period + 1]
  for (let start = 0; start < source.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      tailSums(values, 0, period)
      sum = 0
    }
    const block = start - at
    const end = Math.min(source.length - block, period)
    for (; at < end; at++) {
      const value = source[block + at]
      sum += value
      values[at] = value
      out[block + at] = values[at + 1] + sum
    }
    start = block + end
  }
  counts[0] = at
  values[period + 1] = sum
}
