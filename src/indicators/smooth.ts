import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

/** An exponential average: it starts as the plain mean of `rows` values, then keeps the share `keep` of itself. */
export interface Smoothing {
  readonly rows: number
  readonly keep: number
}

/** What `smooth` remembers: rows averaged so far; how far the average lags the last value, and that value. */
export function smoothShape({ rows }: Smoothing): Shape {
  return { counts: [rows], values: 2 }
}

/** Wilder's average of a period: weight 1/n on the newest value. */
export function wilderSmoothing(period: number): Smoothing {
  return { rows: period, keep: (period - 1) / period }
}

/**
 * Runs an exponential average over a column; `out` may be `source`. A value that is not finite gives NaN and
 * starts the average anew at the next row.
 *
 * The recurrence runs on the lag, value minus average: lag = keep (lag + change). It equals the usual
 * average += weight (value - average), stays exact on flat stretches, loses no digits to a high price level, and
 * waits for one multiplication and one addition a bar instead of three operations. The plain mean of the first k
 * values is the same step with keep = (k - 1) / k, so it needs no code of its own.
 */
export function smooth(memory: Memory, out: Column, source: Column, { rows, keep }: Smoothing): void {
  const { counts, values } = memory
  let seen = counts[0]
  let lag = values[0]
  let previous = values[1]
  for (let t = 0; t < source.length; t++) {
    const value = source[t]
    if (seen === rows) {
      lag = keep * (lag + (value - previous))
    } else {
      lag = seen === 0 ? value - value : (seen / (seen + 1)) * (lag + (value - previous))
      seen++
    }
    previous = value
    const average = value - lag
    if (average - average !== 0) seen = 0
    out[t] = seen === rows ? average : Number.NaN
  }
  counts[0] = seen
  values[0] = lag
  values[1] = previous
}
