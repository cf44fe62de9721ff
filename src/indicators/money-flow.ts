import type { Column } from '../base/column.ts'

/**
 * Writes each bar's volume times where its close stands, from -1 at the low to 1 at the high; a bar without range
 * stands in the middle.
 */
export function writeMoneyFlow(out: Column, bars: readonly Column[]): void {
  const high = bars[0]
  const low = bars[1]
  const close = bars[2]
  const volume = bars[3]
  let t = 0
  // Four rows at a time: the frame of a loop costs as much as this arithmetic.
  for (const last = out.length - 4; t <= last; t += 4) {
    out[t] = moneyFlow(high[t], low[t], close[t]) * volume[t]
    out[t + 1] = moneyFlow(high[t + 1], low[t + 1], close[t + 1]) * volume[t + 1]
    out[t + 2] = moneyFlow(high[t + 2], low[t + 2], close[t + 2]) * volume[t + 2]
    out[t + 3] = moneyFlow(high[t + 3], low[t + 3], close[t + 3]) * volume[t + 3]
  }
  for (; t < out.length; t++) out[t] = moneyFlow(high[t], low[t], close[t]) * volume[t]
}

/** Where a close stands in its bar, from -1 at the low to 1 at the high. */
export function moneyFlow(high: number, low: number, close: number): number {
  const range = high - low
  // Without range: 0 for any close that is there, NaN for one that is not.
  return range === 0 ? close - close : (close - low - (high - close)) / range
}
