import type { Column } from '../base/column.ts'

/**
 * Turns a window of pairs, oldest first from place `from` on, into the two sums from each of them to the last; behind the
 * last stands a pair of zeros. Two at a time, in the order of one at a time.
 */
export function tailPairs(values: Column, from: number, period: number): void {
  let left = 0
  let right = 0
  let slot = from + 2 * period
  values[slot] = 0
  values[slot + 1] = 0
  slot -= 2
  for (const last = from + 4; slot >= last; slot -= 4) {
    const leftA = left + values[slot]
    const rightA = right + values[slot + 1]
    left = leftA + values[slot - 2]
    right = rightA + values[slot - 1]
    values[slot] = leftA
    values[slot + 1] = rightA
    values[slot - 2] = left
    values[slot - 1] = right
  }
  if (slot > from) {
    values[slot] += left
    values[slot + 1] += right
  }
}
