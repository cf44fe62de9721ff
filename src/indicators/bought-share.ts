import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { moneyFlow } from './money-flow.ts'
import { tailPairs } from './tail-pairs.ts'

const FLOW = 0
const VOLUME = 1
const SLOTS = 2

/** What `runBoughtShare` remembers. */
export function boughtShareShape(period: number): Shape {
  return { counts: [period], values: SLOTS + 2 * (period + 1) }
}

/**
 * Runs what the money flow of the last `period` bars is of their volume, 0 of nothing. Blocks as in `rolling-sums`, both
 * sums in one loop, the slots of a row side by side.
 */
// Over budget: four rows at a time, since the frame of a loop costs as much as the arithmetic of a row; what they need is
// read first, then row goes after row, so that few values wait at once.
export function runBoughtShare({ counts, values }: Memory, out: Column, bars: readonly Column[], period: number): void {
  const high = bars[0]
  const low = bars[1]
  const close = bars[2]
  const volume = bars[3]
  let at = counts[0]
  let flow = values[FLOW]
  let traded = values[VOLUME]
  for (let t = 0; t < out.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      tailPairs(values, SLOTS, period)
      flow = 0
      traded = 0
    }
    const end = Math.min(out.length, t + period - at)
    let slot = SLOTS + 2 * at
    at += end - t
    for (; t + 4 <= end; t += 4, slot += 8) {
      const volumeA = volume[t]
      const a = moneyFlow(high[t], low[t], close[t]) * volumeA
      const volumeB = volume[t + 1]
      const b = moneyFlow(high[t + 1], low[t + 1], close[t + 1]) * volumeB
      const volumeC = volume[t + 2]
      const c = moneyFlow(high[t + 2], low[t + 2], close[t + 2]) * volumeC
      const volumeD = volume[t + 3]
      const d = moneyFlow(high[t + 3], low[t + 3], close[t + 3]) * volumeD
      values[slot] = a
      values[slot + 1] = volumeA
      const flowA = flow + a
      const tradedA = traded + volumeA
      out[t] = shareOf(values[slot + 2] + flowA, values[slot + 3] + tradedA)
      values[slot + 2] = b
      values[slot + 3] = volumeB
      const flowB = flowA + b
      const tradedB = tradedA + volumeB
      out[t + 1] = shareOf(values[slot + 4] + flowB, values[slot + 5] + tradedB)
      values[slot + 4] = c
      values[slot + 5] = volumeC
      const flowC = flowB + c
      const tradedC = tradedB + volumeC
      out[t + 2] = shareOf(values[slot + 6] + flowC, values[slot + 7] + tradedC)
      values[slot + 6] = d
      values[slot + 7] = volumeD
      flow = flowC + d
      traded = tradedC + volumeD
      out[t + 3] = shareOf(values[slot + 8] + flow, values[slot + 9] + traded)
    }
    for (; t < end; t++, slot += 2) {
      const bought = moneyFlow(high[t], low[t], close[t]) * volume[t]
      values[slot] = bought
      values[slot + 1] = volume[t]
      flow += bought
      traded += volume[t]
      out[t] = shareOf(values[slot + 2] + flow, values[slot + 3] + traded)
    }
  }
  counts[0] = at
  values[FLOW] = flow
  values[VOLUME] = traded
}

/** 0 of nothing; NaN where a sum is beyond the largest number. */
function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 * part : part / whole + 0 * part * whole
}
