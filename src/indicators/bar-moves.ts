import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'
import { logRatio } from './log-ratio.ts'

/** True high and true low: the bar stretched to the last close. */
export function stretchBars(
  { values }: Memory,
  [high, low, close]: readonly Column[],
  [top, bottom]: readonly Column[],
): void {
  for (let t = 0; t < top.length; t++) {
    top[t] = Math.max(high[t], values[0])
    bottom[t] = Math.min(low[t], values[0])
    values[0] = close[t]
  }
}

/** How far each high is from the last low, each low from the last high, and the true range. */
export function vortexMoves(
  { values }: Memory,
  [high, low, close]: readonly Column[],
  [plus, minus, range]: readonly Column[],
): void {
  let [lastHigh, lastLow, lastClose] = values
  for (let t = 0; t < range.length; t++) {
    plus[t] = Math.abs(high[t] - lastLow)
    minus[t] = Math.abs(low[t] - lastHigh)
    range[t] = Math.max(high[t], lastClose) - Math.min(low[t], lastClose)
    lastHigh = high[t]
    lastLow = low[t]
    lastClose = close[t]
  }
  values.set([lastHigh, lastLow, lastClose])
}

/** Logarithmic moves: from the last close to the open, from the open to the close, and the range around them. */
export function splitBars(
  { values }: Memory,
  [open, high, low, close]: readonly Column[],
  [gap, move, range]: readonly Column[],
): void {
  for (let t = 0; t < gap.length; t++) {
    const rise = logRatio(high[t], open[t])
    const fall = logRatio(low[t], open[t])
    gap[t] = logRatio(open[t], values[0])
    move[t] = logRatio(close[t], open[t])
    range[t] = rise * (rise - move[t]) + fall * (fall - move[t])
    values[0] = close[t]
  }
}
