import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { logRatio } from './log-ratio.ts'
import { rollingTotal, rollingTotalShape } from './rolling-sums.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of Parkinson's volatility. */
export type ParkinsonVolatilitySettings = readonly [period: number]

/** Parkinson's volatility as data. */
export const parkinsonVolatilityIndicator: Indicator<'high' | 'low', 'value', ParkinsonVolatilitySettings> = {
  name: 'parkinson-volatility',
  inputs: ['high', 'low'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 5, to: 400, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingTotalShape(period)],
  run([memory], [high, low], [out], [period]) {
    for (let t = 0; t < out.length; t++) out[t] = logRatio(high[t], low[t]) ** 2
    rollingTotal(memory, out, out, period)
    for (let t = 0; t < out.length; t++) out[t] = Math.sqrt(out[t] / (4 * Math.LN2 * period))
  },
}

/**
 * Parkinson's volatility (1980) from the ranges of the last `period` bars: the root of the mean of ln(high / low)
 * squared over 4 ln 2. As sure as a close-to-close estimate from five times the bars, if prices move without drift, without
 * gaps between bars and are seen all the time; gaps are not counted. Per bar, not annualised. First defined at row
 * `period - 1`; NaN where a price of the window is missing or not above 0.
 *
 * @example
 * const bars = { high: [2, 4, 4], low: [1, 2, 2] }
 * Array.from(parkinsonVolatility(bars, 2), (value) => value.toFixed(6)) // => ['NaN', '0.416277', '0.416277']
 */
export function parkinsonVolatility(
  input: Inputs<'high' | 'low', Numbers>,
  ...settings: ParkinsonVolatilitySettings
): Column {
  return compute(parkinsonVolatilityIndicator, input, settings)
}

/** {@link parkinsonVolatility} into a column of the caller. */
export function parkinsonVolatilityInto(
  out: Column,
  input: Inputs<'high' | 'low', Column>,
  ...settings: ParkinsonVolatilitySettings
): Column {
  return computeInto(parkinsonVolatilityIndicator, out, input, settings)
}

/** {@link parkinsonVolatility} one bar at a time. */
export function parkinsonVolatilityStream(...settings: ParkinsonVolatilitySettings): Stream<'high' | 'low', 'value'> {
  return streamOf(parkinsonVolatilityIndicator, settings)
}

/** First defined row of {@link parkinsonVolatility}. */
export function parkinsonVolatilityWarmup(...settings: ParkinsonVolatilitySettings): number {
  return warmupOf(parkinsonVolatilityIndicator, settings)
}
