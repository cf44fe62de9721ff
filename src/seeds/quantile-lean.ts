import type { Column } from '../base/column.ts'

/** Exposure comes in steps of one over this, so that it is not changed for next to nothing. */
const STEPS = 10

/**
 * How far to lean on quantiles of what comes, lowest level first, the median in the middle: with its sign where the
 * reach of the levels of that side is the longer one. Reach up is the sum of the upper quantiles above 0, reach down that of
 * the lower ones below 0, and the lean is their difference over their sum: 1 where nothing points down. It is full
 * from `full` on. 0 where the two sides disagree, and where a quantile is not known.
 */
export function leanOf(quantiles: Column, full: number): number {
  const middle = (quantiles.length - 1) / 2
  let up = 0
  let down = 0
  for (let k = 1; k <= middle; k++) {
    up += Math.max(0, quantiles[middle + k])
    down += Math.max(0, -quantiles[middle - k])
  }
  const lean = (up - down) / (up + down)
  if (!(lean * quantiles[middle] > 0)) return 0
  return Math.round(STEPS * Math.max(-1, Math.min(1, lean / full))) / STEPS
}
