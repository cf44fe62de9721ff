import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { tailPairs } from './tail-pairs.ts'

const PRICE = 0
const UP = 1
const MOVED = 2
const SLOTS = 3

/** What `runFlowShare` remembers. */
export function flowShareShape(period: number): Shape {
  return { counts: [period], values: SLOTS + 2 * (period + 1) }
}

/**
 * Runs the money flow index. Sums in blocks as in `rolling-sums`: of the money that came with rises, and of all that came
 * with a change, side by side. The price is the sum of high, low and close: the three of the mean cancels.
 */
// Over budget: as `runBoughtShare`.
export function runFlowShare({ counts, values }: Memory, out: Column, bars: readonly Column[], period: number): void {
  const high = bars[0]
  const low = bars[1]
  const close = bars[2]
  const volume = bars[3]
  let at = counts[0]
  let last = values[PRICE]
  let up = values[UP]
  let moved = values[MOVED]
  for (let t = 0; t < out.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      tailPairs(values, SLOTS, period)
      up = 0
      moved = 0
    }
    const end = Math.min(out.length, t + period - at)
    let slot = SLOTS + 2 * at
    at += end - t
    for (; t + 2 <= end; t += 2, slot += 4) {
      const a = high[t] + low[t] + close[t]
      const b = high[t + 1] + low[t + 1] + close[t + 1]
      const changeA = a - last
      const changeB = b - a
      last = b
      // NaN if the change is, on either side.
      const flowA = a * volume[t] + (changeA - changeA)
      const flowB = b * volume[t + 1] + (changeB - changeB)
      // Flags by arithmetic: a branch on the change of a price is mispredicted half of the time. Hardly any is zero.
      const riseA = Number(changeA > 0) * flowA
      const riseB = Number(changeB > 0) * flowB
      const allA = changeA === 0 ? 0 * flowA : flowA
      const allB = changeB === 0 ? 0 * flowB : flowB
      values[slot] = riseA
      values[slot + 1] = allA
      const upA = up + riseA
      const movedA = moved + allA
      out[t] = shareOf(values[slot + 2] + upA, values[slot + 3] + movedA)
      values[slot + 2] = riseB
      values[slot + 3] = allB
      up = upA + riseB
      moved = movedA + allB
      out[t + 1] = shareOf(values[slot + 4] + up, values[slot + 5] + moved)
    }
    for (; t < end; t++, slot += 2) {
      const price = high[t] + low[t] + close[t]
      const change = price - last
      last = price
      const flow = price * volume[t] + (change - change)
      const rise = Number(change > 0) * flow
      const all = change === 0 ? 0 * flow : flow
      values[slot] = rise
      values[slot + 1] = all
      up += rise
      moved += all
      out[t] = shareOf(values[slot + 2] + up, values[slot + 3] + moved)
    }
  }
  counts[0] = at
  values[PRICE] = last
  values[UP] = up
  values[MOVED] = moved
}

/** In percent; 0 of nothing, NaN where a sum is beyond the largest number. */
function shareOf(up: number, moved: number): number {
  return moved === 0 ? 0 : 100 * (up / moved) + 0 * moved
}
