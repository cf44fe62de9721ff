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
  for (let t = 0; t < out.length; t++) {
    const range = high[t] - low[t]
    // Without range: 0 for any close that is there, NaN for one that is not.
    const place = range === 0 ? close[t] - close[t] : (close[t] - low[t] - (high[t] - close[t])) / range
    out[t] = place * volume[t]
  }
}
