import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { runAdx } from './directional-movement.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** The lines of the directional movement system. */
export type AdxLine = 'adx' | 'plus' | 'minus'

/** Settings of the average directional index. */
export type AdxSettings = readonly [period: number]

/** The average directional index as data. */
export const adxIndicator: Indicator<'high' | 'low' | 'close', AdxLine, AdxSettings> = {
  name: 'adx',
  inputs: ['high', 'low', 'close'],
  outputs: ['adx', 'plus', 'minus'],
  parameters: [{ name: 'period', kind: 'period', min: 2, from: 5, to: 100, usual: 14 }],
  warmup: ([period]) => ({ adx: 2 * period - 1, plus: period, minus: period }),
  memory: ([period]) => [{ counts: [2 * period - 1], values: 8 }],
  run([memory], inputs, columns, [period]) {
    runAdx(memory, inputs, columns, period)
  },
}

/**
 * Average directional index (Wilder 1978), 0 to 100, with both directional lines. `plus` and `minus` are the share of
 * the true range that went to higher highs or lower lows; `adx` averages how far they are apart, whichever leads. As in
 * TA-Lib: sums over bars 1 to n - 1, from then on S - S/n + x; the lines are first defined at row `period`, `adx` at
 * `2 period - 1` as the mean of n indices; it stays as it is while neither line has a value. A NaN gives NaN, and all
 * starts anew behind it.
 *
 * @example
 * const bars = { high: [2, 3, 4, 4], low: [1, 2, 3, 2], close: [2, 3, 3, 3] }
 * adx(bars, 2).plus // => Float64Array.of(NaN, NaN, 100, 27.272727272727273)
 */
export function adx(
  input: Inputs<'high' | 'low' | 'close', Numbers>,
  ...settings: AdxSettings
): Outputs<AdxLine, Column> {
  return compute(adxIndicator, input, settings)
}

/** {@link adx} into columns of the caller. */
export function adxInto(
  out: Outputs<AdxLine, Column>,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: AdxSettings
): Outputs<AdxLine, Column> {
  return computeInto(adxIndicator, out, input, settings)
}

/** {@link adx} one bar at a time. */
export function adxStream(...settings: AdxSettings): Stream<'high' | 'low' | 'close', AdxLine> {
  return streamOf(adxIndicator, settings)
}

/** First defined row of each line of {@link adx}. */
export function adxWarmup(...settings: AdxSettings): Outputs<AdxLine, number> {
  return warmupOf(adxIndicator, settings)
}
