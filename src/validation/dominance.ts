import type { Column } from '../base/column.ts'

/** An area below 0 by no more than this share of all strips is 0 with rounding. */
const ROUNDING = 1e-12

/** Whether one distribution is to be preferred to another. */
export interface Dominance {
  /** At every level the chance of staying below it is no larger: anybody who likes more prefers it. */
  readonly first: boolean
  /** At every level the expected shortfall below it is no larger: anybody who also shuns risk prefers it. */
  readonly second: boolean
}

/** Whether outcomes `a` dominate outcomes `b`; both ascending, finite and not empty. Equal ones dominate each other. */
export function dominanceOf(a: Column, b: Column): Dominance {
  let first = true
  let second = true
  let area = 0
  let size = 0
  let i = 0
  let j = 0
  let before = Math.min(a[0], b[0])
  while (i < a.length || j < b.length) {
    const level = Math.min(
      i < a.length ? a[i] : Number.POSITIVE_INFINITY,
      j < b.length ? b[j] : Number.POSITIVE_INFINITY,
    )
    const strip = (level - before) * (j * a.length - i * b.length)
    area += strip
    size += Math.abs(strip)
    while (i < a.length && a[i] === level) i++
    while (j < b.length && b[j] === level) j++
    // Counts instead of shares: equal shares must compare as equal, and so must equal areas.
    if (i * b.length > j * a.length) first = false
    if (area < -ROUNDING * size) second = false
    before = level
  }
  return { first, second: first || second }
}
