import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { leaveOutInfinite } from './leave-out-infinite.ts'

const SUM = 0
const ANCHOR = 1
const SLOTS = 2

/** What `runTwoMeans` remembers. */
export function twoMeansShape(slow: number): Shape {
  return { counts: [slow], values: SLOTS + 2 * slow + 1 }
}

/**
 * Runs the fast mean of bar middles less the slow one. Sums in blocks of the slow period as in `rolling-sums`, with the
 * growing sums of the block behind them. The fast window is the tail of one block and the head of the next, or the difference of two growing sums; all of them are of
 * rows in the slow window, so nothing drifts and no NaN stays.
 */
export function runTwoMeans(
  { counts, values }: Memory,
  out: Column,
  [high, low]: readonly Column[],
  [fast, slow]: readonly [number, number],
): void {
  const heads = SLOTS + slow + 1
  let at = counts[0]
  let [sum, anchor] = values
  for (let t = 0; t < out.length; ) {
    if (at === slow) at = 0
    if (at === 0) {
      anchor = 0.5 * high[t] + 0.5 * low[t]
      tailSums(values, anchor, slow)
      sum = 0
    }
    const start = t
    let check = 0
    const end = Math.min(out.length, t + slow - at)
    for (; t < end; t++) {
      const middle = 0.5 * high[t] + 0.5 * low[t]
      sum += middle - anchor
      values[SLOTS + at] = middle
      values[heads + at] = sum
      const quick = at < fast ? sum + values[SLOTS + slow - fast + at + 1] : sum - values[heads + at - fast]
      at++
      const gap = quick / fast - (values[SLOTS + at] + sum) / slow
      check += gap
      out[t] = gap
    }
    leaveOutInfinite(out, start, end, check)
  }
  counts[0] = at
  values[SUM] = sum
  values[ANCHOR] = anchor
}

function tailSums(values: Column, anchor: number, period: number): void {
  let sum = 0
  values[SLOTS + period] = 0
  for (let slot = SLOTS + period - 1; slot > SLOTS; slot--) {
    sum += values[slot] - anchor
    values[slot] = sum
  }
}
