import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'

/**
 * Below this the averages would lose the digits of their ratio. Rows without a change shrink both alike, so then they are
 * raised together, by a power of two: the ratio is what it was.
 */
const LEAST = 2 ** -1010
const RAISE = 1024

/**
 * Runs the relative strength index on two averages that need no branch: of the changes, and of their sizes. Gains are
 * half the sum of the two and losses half the difference, so gains / (gains + losses) is half of 1 + changes / sizes.
 */
export function runRsi(memory: Memory, out: Column, source: Column, period: number): void {
  for (let t = 0; t < source.length; t++) {
    t = runMoves(memory, out, source, [t, period])
    if (t < source.length) out[t] = rest(memory, period)
  }
}

/** Up to and with a row that leaves sizes below the least, whose value is left open; returns that row. */
function runMoves(
  { counts, values }: Memory,
  out: Column,
  source: Column,
  [start, period]: readonly [number, number],
): number {
  let seen = counts[0]
  let [previous, changes, sizes] = values
  let keep = (seen - 1) / seen
  let weight = 1 / seen
  let t = start
  for (; t < source.length; t++) {
    const change = source[t] - previous
    previous = source[t]
    if (change - change !== 0) {
      seen = 0
      changes = 0
      sizes = 0
      out[t] = Number.NaN
      continue
    }
    if (seen < period) {
      seen++
      keep = (seen - 1) / seen
      weight = 1 / seen
    }
    changes = keep * changes + weight * change
    sizes = keep * sizes + weight * Math.abs(change)
    if (sizes < LEAST) break
    out[t] = seen < period ? Number.NaN : 50 + 50 * (changes / sizes)
  }
  const before = t === start ? values[0] : source[t - 1]
  values[3] = previous - before
  counts[0] = seen
  values[0] = previous
  values[1] = changes
  values[2] = sizes
  return t
}

/** The value of a row that left sizes below the least. */
function rest({ counts, values }: Memory, period: number): number {
  if (values[3] === 0) {
    values[1] *= RAISE
    values[2] *= RAISE
  }
  const [, changes, sizes] = values
  return counts[0] < period ? Number.NaN : sizes === 0 ? 0 : 50 + 50 * (changes / sizes)
}
