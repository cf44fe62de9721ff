import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'

/** What `smoothAdaptively` remembers: how far the average lags the last value, and that value. */
export const ADAPTIVE_SHAPE = { counts: [], values: 2 } as const

/**
 * Runs an exponential average whose weight on the newest value is the square of a share between `lazy` and `quick`, by
 * how much of the path travelled was net movement. Net movements stand in `out`. It runs on the lag, as `smooth` does;
 * until there is a path it stays on the value itself.
 */
export function smoothAdaptively(
  { values }: Memory,
  out: Column,
  [source, travelled]: readonly Column[],
  [quick, lazy]: readonly number[],
): void {
  let lag = values[0]
  let previous = values[1]
  for (let t = 0; t < out.length; t++) {
    const efficiency = out[t] < travelled[t] ? out[t] / travelled[t] : 1
    const root = lazy + efficiency * (quick - lazy)
    const change = source[t] - previous
    previous = source[t]
    if (travelled[t] < Number.POSITIVE_INFINITY) {
      lag = (1 - root * root) * (lag + change)
      out[t] = previous - lag
    } else {
      lag = 0
      out[t] = Number.NaN
    }
  }
  values[0] = lag
  values[1] = previous
}
