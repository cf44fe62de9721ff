import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

const HELD = 1

/** What a sorted window remembers: the last `period` values as they came, and the finite ones of them in order. */
export function sortedWindowShape(period: number): Shape {
  return { counts: [period - 1, period], values: 2 * period }
}

/** The window in ascending order; whole when `slide` says so. */
export function sortedOf({ values }: Memory, period: number): Column {
  return values.subarray(period)
}

/**
 * Lets a value into the window and the oldest one out; true when the window is full of finite values. The place of
 * the old value is found by bisection and moves to that of the new one, pushing the values between them by one.
 * O(log p + ranks between the two), at worst O(p): for windows of hundreds faster than any tree.
 */
export function slide({ counts, values }: Memory, sorted: Column, value: number, period: number): boolean {
  const at = counts[0]
  const leaving = values[at]
  values[at] = value
  counts[0] = at + 1 === period ? 0 : at + 1
  let held = counts[HELD]
  let free = held
  if (leaving - leaving === 0) {
    free = countBelow(sorted, held, leaving)
    held--
  }
  if (value - value === 0) {
    for (; free < held && sorted[free + 1] < value; free++) sorted[free] = sorted[free + 1]
    for (; free > 0 && sorted[free - 1] > value; free--) sorted[free] = sorted[free - 1]
    sorted[free] = value
    held++
  } else sorted.copyWithin(free, free + 1, held + 1)
  counts[HELD] = held
  return held === period
}

/** How many of the first `count` values lie at or below a value. */
export function countUpTo(sorted: Column, count: number, value: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** How many of the first `count` values lie below a value. */
export function countBelow(sorted: Column, count: number, value: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}
