import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'

/** What `smoothAdaptively` remembers: how far the average lags the last value, and that value. */
export const ADAPTIVE_SHAPE = { counts: [], values: 2 } as const

/**
 * Runs an exponential average whose weight on the newest value is the square of a share between `lazy` and `quick`, by
 * how much of the path travelled was net movement. In `out` stand the values that the paths lead from. It runs on the
 * lag, as `smooth` does; until there is a path it stays on the value itself.
 */
export function smoothAdaptively(
  { values }: Memory,
  out: Column,
  columns: readonly Column[],
  shares: readonly number[],
): void {
  const source = columns[0]
  const travelled = columns[1]
  const lazy = shares[1]
  const range = shares[0] - lazy
  let lag = values[0]
  let previous = values[1]
  for (let t = 0; t < out.length; t++) {
    const value = source[t]
    const path = travelled[t]
    const net = Math.abs(value - out[t])
    const root = lazy + (net < path ? net / path : 1) * range
    const change = value - previous
    previous = value
    if (path < Number.POSITIVE_INFINITY) {
      lag = (1 - root * root) * (lag + change)
      out[t] = value - lag
    } else {
      lag = 0
      out[t] = Number.NaN
    }
  }
  values[0] = lag
  values[1] = previous
}
