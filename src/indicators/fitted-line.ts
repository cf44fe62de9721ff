import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { LEAST } from './least-variance.ts'

/** What `runFittedLine` remembers. */
export function fittedLineShape(period: number): Shape {
  return { counts: [period - 1], values: 2 * period }
}

/**
 * Writes the end of the fitted line and the deviation from it. Each value is kept twice, a period apart, so that the
 * window lies in one piece; it holds NaN until it is full.
 */
export function runFittedLine(
  { counts, values }: Memory,
  source: Column,
  [line, deviation]: readonly Column[],
  period: number,
): void {
  const middle = (period - 1) / 2
  const spread = (period * (period * period - 1)) / 12
  let at = counts[0]
  for (let t = 0; t < source.length; t++) {
    const value = source[t]
    values[at] = value
    values[at + period] = value
    at = at + 1 === period ? 0 : at + 1
    let sum = 0
    let tilt = 0
    for (let i = 0; i < period; i++) {
      const rise = values[at + i] - value
      sum += rise
      tilt += (i - middle) * rise
    }
    const slope = tilt / spread
    const end = value + sum / period + slope * middle
    let squares = 0
    for (let i = 0; i < period; i++) squares += (values[at + i] - end + slope * (period - 1 - i)) ** 2
    line[t] = end - end === 0 ? end : Number.NaN
    const isSure = squares > LEAST && squares < Number.POSITIVE_INFINITY
    if (!isSure) squares = fitsExactly(values.subarray(at, at + period), end, slope) ? 0 : Number.NaN
    deviation[t] = Math.sqrt(squares / period)
  }
  counts[0] = at
}

/** Whether a line goes through every value of a window: squares too small to trust are then truly 0. */
function fitsExactly(window: Column, end: number, slope: number): boolean {
  for (let i = 0; i < window.length; i++) if (window[i] - end + slope * (window.length - 1 - i) !== 0) return false
  return true
}
