import type { Column } from '../base/column.ts'

/** Writes the typical price of each bar, the mean of high, low and close. */
export function writeTypicalPrice(out: Column, bars: readonly Column[]): void {
  const high = bars[0]
  const low = bars[1]
  const close = bars[2]
  let t = 0
  // Four rows at a time: the frame of a loop costs as much as this arithmetic.
  for (const last = out.length - 4; t <= last; t += 4) {
    out[t] = (high[t] + low[t] + close[t]) / 3
    out[t + 1] = (high[t + 1] + low[t + 1] + close[t + 1]) / 3
    out[t + 2] = (high[t + 2] + low[t + 2] + close[t + 2]) / 3
    out[t + 3] = (high[t + 3] + low[t + 3] + close[t + 3]) / 3
  }
  for (; t < out.length; t++) out[t] = (high[t] + low[t] + close[t]) / 3
}
