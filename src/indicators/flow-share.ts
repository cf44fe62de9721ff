import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

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
 * with a change. The price is the sum of high, low and close: the three of the mean cancels.
 *
 * Over budget: one loop, whose sums must stay in locals.
 */
export function runFlowShare({ counts, values }: Memory, out: Column, bars: readonly Column[], period: number): void {
  const high = bars[0]
  const low = bars[1]
  const close = bars[2]
  const volume = bars[3]
  const alls = SLOTS + period + 1
  let at = counts[0]
  let last = values[PRICE]
  let up = values[UP]
  let moved = values[MOVED]
  for (let t = 0; t < out.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      tailFlows(values, period)
      up = 0
      moved = 0
    }
    const end = Math.min(out.length, t + period - at)
    for (; t + 2 <= end; t += 2, at += 2) {
      const first = high[t] + low[t] + close[t]
      const second = high[t + 1] + low[t + 1] + close[t + 1]
      const changeA = first - last
      const changeB = second - first
      last = second
      // NaN if the change is, on either side.
      const flowA = first * volume[t] + (changeA - changeA)
      const flowB = second * volume[t + 1] + (changeB - changeB)
      // Flags by arithmetic: a branch on the change of a price is mispredicted half of the time. Hardly any is zero.
      const riseA = Number(changeA > 0) * flowA
      const riseB = Number(changeB > 0) * flowB
      const allA = changeA === 0 ? 0 * flowA : flowA
      const allB = changeB === 0 ? 0 * flowB : flowB
      const slot = SLOTS + at
      const tail = alls + at
      const upA = up + riseA
      const movedA = moved + allA
      up = upA + riseB
      moved = movedA + allB
      const flows = values[tail + 1] + movedA
      const nextFlows = values[tail + 2] + moved
      out[t] = flows === 0 ? 0 : 100 * ((values[slot + 1] + upA) / flows)
      out[t + 1] = nextFlows === 0 ? 0 : 100 * ((values[slot + 2] + up) / nextFlows)
      values[slot] = riseA
      values[slot + 1] = riseB
      values[tail] = allA
      values[tail + 1] = allB
    }
    for (; t < end; t++) {
      const price = high[t] + low[t] + close[t]
      const change = price - last
      last = price
      const flow = price * volume[t] + (change - change)
      const rise = Number(change > 0) * flow
      const all = change === 0 ? 0 * flow : flow
      values[SLOTS + at] = rise
      values[alls + at] = all
      at++
      up += rise
      moved += all
      const flows = values[alls + at] + moved
      out[t] = flows === 0 ? 0 : 100 * ((values[SLOTS + at] + up) / flows)
    }
  }
  counts[0] = at
  values[PRICE] = last
  values[UP] = up
  values[MOVED] = moved
}

function tailFlows(values: Column, period: number): void {
  const alls = SLOTS + period + 1
  let up = 0
  let moved = 0
  let slot = period - 1
  values[SLOTS + period] = 0
  values[alls + period] = 0
  for (; slot > 2; slot -= 2) {
    const place = SLOTS + slot
    const tail = alls + slot
    const upA = up + values[place]
    const movedA = moved + values[tail]
    up = upA + values[place - 1]
    moved = movedA + values[tail - 1]
    values[place] = upA
    values[place - 1] = up
    values[tail] = movedA
    values[tail - 1] = moved
  }
  for (; slot > 0; slot--) {
    up += values[SLOTS + slot]
    moved += values[alls + slot]
    values[SLOTS + slot] = up
    values[alls + slot] = moved
  }
}
