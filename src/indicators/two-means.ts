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
 * growing sums of the block behind them. The fast window is the tail of one block and the head of the next, or the
 * difference of two growing sums; all of them are of rows in the slow window, so nothing drifts and no NaN stays.
 */
// Over budget: four rows at a time, since the frame of a loop costs as much as the arithmetic of a row.
export function runTwoMeans(memory: Memory, out: Column, bars: readonly Column[], periods: readonly number[]): void {
  const { counts, values } = memory
  const high = bars[0]
  const low = bars[1]
  const fast = periods[0]
  const slow = periods[1]
  const perFast = 1 / fast
  const perSlow = 1 / slow
  const heads = SLOTS + slow + 1
  const fastTails = SLOTS + slow - fast + 1
  let at = counts[0]
  let sum = values[SUM]
  let anchor = values[ANCHOR]
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
    const whole = end - 4
    while (t < end) {
      for (; at >= fast && t <= whole; t += 4, at += 4) {
        const a = 0.5 * high[t] + 0.5 * low[t]
        const b = 0.5 * high[t + 1] + 0.5 * low[t + 1]
        const c = 0.5 * high[t + 2] + 0.5 * low[t + 2]
        const d = 0.5 * high[t + 3] + 0.5 * low[t + 3]
        const slot = SLOTS + at
        const head = heads + at
        const sumA = sum + (a - anchor)
        const sumB = sumA + (b - anchor)
        const sumC = sumB + (c - anchor)
        sum = sumC + (d - anchor)
        values[head] = sumA
        values[head + 1] = sumB
        values[head + 2] = sumC
        values[head + 3] = sum
        const first = (sumA - values[head - fast]) * perFast - (values[slot + 1] + sumA) * perSlow
        const second = (sumB - values[head + 1 - fast]) * perFast - (values[slot + 2] + sumB) * perSlow
        const third = (sumC - values[head + 2 - fast]) * perFast - (values[slot + 3] + sumC) * perSlow
        const fourth = (sum - values[head + 3 - fast]) * perFast - (values[slot + 4] + sum) * perSlow
        values[slot] = a
        values[slot + 1] = b
        values[slot + 2] = c
        values[slot + 3] = d
        out[t] = first
        out[t + 1] = second
        out[t + 2] = third
        out[t + 3] = fourth
        check += first + second + (third + fourth)
      }
      if (t === end) break
      const middle = 0.5 * high[t] + 0.5 * low[t]
      sum += middle - anchor
      values[SLOTS + at] = middle
      values[heads + at] = sum
      const quick = at < fast ? sum + values[fastTails + at] : sum - values[heads + at - fast]
      at++
      out[t] = quick * perFast - (values[SLOTS + at] + sum) * perSlow
      check += out[t]
      t++
    }
    leaveOutInfinite(out, start, end, check)
  }
  counts[0] = at
  values[SUM] = sum
  values[ANCHOR] = anchor
}

function tailSums(values: Column, anchor: number, period: number): void {
  let sum = 0
  let slot = SLOTS + period - 1
  values[SLOTS + period] = 0
  for (; slot > SLOTS + 4; slot -= 4) {
    const sumA = sum + (values[slot] - anchor)
    const sumB = sumA + (values[slot - 1] - anchor)
    const sumC = sumB + (values[slot - 2] - anchor)
    sum = sumC + (values[slot - 3] - anchor)
    values[slot] = sumA
    values[slot - 1] = sumB
    values[slot - 2] = sumC
    values[slot - 3] = sum
  }
  for (; slot > SLOTS; slot--) {
    sum += values[slot] - anchor
    values[slot] = sum
  }
}
