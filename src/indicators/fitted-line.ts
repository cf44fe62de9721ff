import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

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
    line[t] = end
    deviation[t] = Math.sqrt(squares / period)
  }
  counts[0] = at
}
