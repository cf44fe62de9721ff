import type { Column } from '../base/column.ts'

/** Writes the typical price of each bar, the mean of high, low and close. */
export function writeTypicalPrice(out: Column, [high, low, close]: readonly Column[]): void {
  for (let t = 0; t < out.length; t++) out[t] = (high[t] + low[t] + close[t]) / 3
}
