import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { leaveOutInfinite } from './leave-out-infinite.ts'
import { FEW, meanOfFew } from './mean-of-few.ts'

// How every rolling sum here works: rows are cut into blocks of one period. A window is the tail of one block and the
// head of the next: a tail sum, made backwards when the block is full, plus the growing head sum. Nothing is subtracted:
// sums cannot drift, and a NaN is gone when it leaves the window. One slot serves row j of both blocks: the tail sum from
// j is read before row j of the new block overwrites it. Slot `period` is the empty tail; behind it lies what else is
// remembered. Deviations are from the first value of the newer block, which every window that ends there contains.

/** What `rollingMean` remembers. */
export function rollingMeanShape(period: number): Shape {
  return period <= FEW ? { counts: [], values: FEW - 1 } : { counts: [period], values: period + 3 }
}

/** What `rollingTotal` remembers. */
export function rollingTotalShape(period: number): Shape {
  return { counts: [period], values: period + 2 }
}

/** Runs the mean of the last `period` values; `out` may be `source`. Exact on flat windows, error period x 2^-53 of the spread. */
// Over budget: four rows at a time, since the frame of a loop costs as much as the arithmetic of a row.
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
    let check = 0
    for (; at + 4 <= end; at += 4) {
      const t = block + at
      const a = source[t]
      const b = source[t + 1]
      const c = source[t + 2]
      const d = source[t + 3]
      values[at] = a
      const sumA = sum + (a - anchor)
      const totalA = values[at + 1] + sumA
      out[t] = anchor + totalA / period
      values[at + 1] = b
      const sumB = sumA + (b - anchor)
      const totalB = values[at + 2] + sumB
      out[t + 1] = anchor + totalB / period
      values[at + 2] = c
      const sumC = sumB + (c - anchor)
      const totalC = values[at + 3] + sumC
      out[t + 2] = anchor + totalC / period
      values[at + 3] = d
      sum = sumC + (d - anchor)
      const totalD = values[at + 4] + sum
      out[t + 3] = anchor + totalD / period
      check += totalA + totalB + (totalC + totalD)
    }
    for (; at < end; at++) {
      const value = source[block + at]
      sum += value - anchor
      values[at] = value
      out[block + at] = anchor + (values[at + 1] + sum) / period
      check += out[block + at]
    }
    leaveOutInfinite(out, start, block + end, check)
    start = block + end
  }
  counts[0] = at
  values[period + 1] = sum
  values[period + 2] = anchor
}

function tailSums(values: Column, anchor: number, period: number): void {
  let sum = 0
  let slot = period - 1
  values[period] = 0
  for (; slot > 4; slot -= 4) {
    const sumA = sum + (values[slot] - anchor)
    const sumB = sumA + (values[slot - 1] - anchor)
    const sumC = sumB + (values[slot - 2] - anchor)
    sum = sumC + (values[slot - 3] - anchor)
    values[slot] = sumA
    values[slot - 1] = sumB
    values[slot - 2] = sumC
    values[slot - 3] = sum
  }
  for (; slot > 0; slot--) {
    sum += values[slot] - anchor
    values[slot] = sum
  }
}

/** Runs the sum of the last `period` values; `out` may be `source`. */
// Over budget: four rows at a time, as in `rollingMean`.
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
    let check = 0
    for (; at + 4 <= end; at += 4) {
      const t = block + at
      const a = source[t]
      const b = source[t + 1]
      const c = source[t + 2]
      const d = source[t + 3]
      values[at] = a
      const sumA = sum + a
      const totalA = values[at + 1] + sumA
      out[t] = totalA
      values[at + 1] = b
      const sumB = sumA + b
      const totalB = values[at + 2] + sumB
      out[t + 1] = totalB
      values[at + 2] = c
      const sumC = sumB + c
      const totalC = values[at + 3] + sumC
      out[t + 2] = totalC
      values[at + 3] = d
      sum = sumC + d
      const totalD = values[at + 4] + sum
      out[t + 3] = totalD
      check += totalA + totalB + (totalC + totalD)
    }
    for (; at < end; at++) {
      const value = source[block + at]
      sum += value
      values[at] = value
      out[block + at] = values[at + 1] + sum
      check += out[block + at]
    }
    leaveOutInfinite(out, start, block + end, check)
    start = block + end
  }
  counts[0] = at
  values[period + 1] = sum
}
