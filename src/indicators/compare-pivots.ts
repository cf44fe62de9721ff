import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import type { Pivot } from './pivots.ts'

const PRICE = 0
const OSCILLATOR = 1
const SINCE = 2

/** What `comparePivots` remembers: price and oscillator at the last pivot, and the rows since. */
export const PAIR_SHAPE: Shape = { counts: [], values: 3 }

/** Which pivots are compared: peaks or troughs, at most `reach` rows apart. */
export interface Pair extends Pick<Pivot, 'sign'> {
  readonly reach: number
}

/**
 * Writes 1 at a pivot whose price goes beyond the one before while the oscillator stays behind, 0 elsewhere. Where
 * the window is not whole it forgets the last pivot and writes NaN.
 */
export function comparePivots(
  { values }: Memory,
  out: Column,
  [prices, oscillator, whole]: readonly Column[],
  { sign, reach }: Pair,
): void {
  for (let t = 0; t < out.length; t++) {
    out[t] = whole[t]
    if (Number.isNaN(whole[t])) values.fill(Number.NaN)
    values[SINCE]++
    if (Number.isNaN(prices[t]) || Number.isNaN(whole[t])) continue
    const beyond = sign * (prices[t] - values[PRICE]) > 0
    const behind = sign * (oscillator[t] - values[OSCILLATOR]) < 0
    if (beyond && behind && values[SINCE] <= reach) out[t] = 1
    values[PRICE] = prices[t]
    values[OSCILLATOR] = oscillator[t]
    values[SINCE] = 0
  }
}
