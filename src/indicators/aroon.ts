import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { aroonShape, runAroon } from './extreme-ages.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** The lines of the Aroon indicator. */
export type AroonLine = 'up' | 'down' | 'oscillator'

/** Settings of the Aroon indicator. */
export type AroonSettings = readonly [period: number]

/** The Aroon indicator as data. */
export const aroonIndicator: Indicator<'high' | 'low', AroonLine, AroonSettings> = {
  name: 'aroon',
  inputs: ['high', 'low'],
  outputs: ['up', 'down', 'oscillator'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 5, to: 100, usual: 14 }],
  warmup: ([period]) => ({ up: period, down: period, oscillator: period }),
  memory: ([period]) => [aroonShape(period)],
  run: ([memory], bars, lines, [period]) => runAroon(memory, lines, bars, period),
}

/**
 * Aroon (Chande 1995), 0 to 100: `up` is 100 where the current bar made the highest high of the last `period` bars and the
 * one before them, and falls by 100 / period with every bar since, `down` the same for lows, `oscillator` their difference.
 * Of equal highs the latest counts, as in TA-Lib. First defined at row `period`; NaN where the window holds a value
 * that is not finite.
 *
 * @example
 * const lines = aroon({ high: [5, 4, 3, 6], low: [3, 2, 1, 2] }, 2)
 * lines.up // => Float64Array.of(NaN, NaN, 0, 100)
 * lines.down // => Float64Array.of(NaN, NaN, 100, 50)
 */
export function aroon(input: Inputs<'high' | 'low', Numbers>, ...settings: AroonSettings): Outputs<AroonLine, Column> {
  return compute(aroonIndicator, input, settings)
}

/** {@link aroon} into columns of the caller. */
export function aroonInto(
  out: Outputs<AroonLine, Column>,
  input: Inputs<'high' | 'low', Column>,
  ...settings: AroonSettings
): Outputs<AroonLine, Column> {
  return computeInto(aroonIndicator, out, input, settings)
}

/** {@link aroon} one bar at a time. */
export function aroonStream(...settings: AroonSettings): Stream<'high' | 'low', AroonLine> {
  return streamOf(aroonIndicator, settings)
}

/** First defined row of each line of {@link aroon}. */
export function aroonWarmup(...settings: AroonSettings): Outputs<AroonLine, number> {
  return warmupOf(aroonIndicator, settings)
}
