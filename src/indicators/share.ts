import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

const PART = 0
const WHOLE = 1
const SLOTS = 2

/** What `runShare` remembers. */
export function shareShape(period: number): Shape {
  return { counts: [period], values: SLOTS + 2 * (period + 1) }
}

/**
 * Runs what the sum of the last `period` parts is of the sum of as many wholes, 0 of nothing; `out` may be an input.
 * Blocks as in `rolling-sums`, both sums in one loop.
 */
// Over budget: four rows at a time, since the frame of a loop costs as much as the arithmetic of a row.
export function runShare(memory: Memory, out: Column, pair: readonly Column[], period: number): void {
  const { counts, values } = memory
  const parts = pair[0]
  const wholes = pair[1]
  const behind = SLOTS + period + 1
  let at = counts[0]
  let part = values[PART]
  let whole = values[WHOLE]
  for (let t = 0; t < out.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      tailSums(values, period)
      part = 0
      whole = 0
    }
    const end = Math.min(out.length, t + period - at)
    for (; t + 4 <= end; t += 4, at += 4) {
      const partA = parts[t]
      const partB = parts[t + 1]
      const partC = parts[t + 2]
      const partD = parts[t + 3]
      const wholeA = wholes[t]
      const wholeB = wholes[t + 1]
      const wholeC = wholes[t + 2]
      const wholeD = wholes[t + 3]
      const slot = SLOTS + at
      const tail = behind + at
      const headA = part + partA
      const headB = headA + partB
      const headC = headB + partC
      const allA = whole + wholeA
      const allB = allA + wholeB
      const allC = allB + wholeC
      part = headC + partD
      whole = allC + wholeD
      out[t] = shareOf(values[slot + 1] + headA, values[tail + 1] + allA)
      out[t + 1] = shareOf(values[slot + 2] + headB, values[tail + 2] + allB)
      out[t + 2] = shareOf(values[slot + 3] + headC, values[tail + 3] + allC)
      out[t + 3] = shareOf(values[slot + 4] + part, values[tail + 4] + whole)
      values[slot] = partA
      values[slot + 1] = partB
      values[slot + 2] = partC
      values[slot + 3] = partD
      values[tail] = wholeA
      values[tail + 1] = wholeB
      values[tail + 2] = wholeC
      values[tail + 3] = wholeD
    }
    for (; t < end; t++) {
      const newPart = parts[t]
      const newWhole = wholes[t]
      values[SLOTS + at] = newPart
      values[behind + at] = newWhole
      at++
      part += newPart
      whole += newWhole
      out[t] = shareOf(values[SLOTS + at] + part, values[behind + at] + whole)
    }
  }
  counts[0] = at
  values[PART] = part
  values[WHOLE] = whole
}

/** NaN where a sum beyond the largest number would make a share of it. */
function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 * part : part / whole + 0 * part
}

function tailSums(values: Column, period: number): void {
  const behind = SLOTS + period + 1
  let part = 0
  let whole = 0
  let slot = period - 1
  values[SLOTS + period] = 0
  values[behind + period] = 0
  for (; slot > 2; slot -= 2) {
    const place = SLOTS + slot
    const tail = behind + slot
    const partA = part + values[place]
    const wholeA = whole + values[tail]
    part = partA + values[place - 1]
    whole = wholeA + values[tail - 1]
    values[place] = partA
    values[place - 1] = part
    values[tail] = wholeA
    values[tail - 1] = whole
  }
  for (; slot > 0; slot--) {
    part += values[SLOTS + slot]
    whole += values[behind + slot]
    values[SLOTS + slot] = part
    values[behind + slot] = whole
  }
}
