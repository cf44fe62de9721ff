import type { Column } from '../base/column.ts'

/**
 * Writes start and end of the last leg between swings of the close: a swing is known at the first close that comes back
 * from it by more than a share of its price. The first swing sought is a high.
 */
export function followReversals([start, end]: readonly Column[], close: Column, share: number): void {
  let side = 1
  let extreme = close[0]
  let last = Number.NaN
  let before = Number.NaN
  for (let t = 0; t < close.length; t++) {
    if (side * (close[t] - extreme) > 0) extreme = close[t]
    else if (side * (close[t] - extreme * (1 - side * share)) < 0) {
      before = last
      last = extreme
      extreme = close[t]
      side = -side
    }
    start[t] = before
    end[t] = last
  }
}
