import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { logRatio } from './log-ratio.ts'
import { rollingTotal, rollingTotalShape } from './rolling-sums.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the Garman-Klass volatility. */
export type GarmanKlassVolatilitySettings = readonly [period: number]

/** The Garman-Klass volatility as data. */
export const garmanKlassVolatilityIndicator: Indicator<
  'open' | 'high' | 'low' | 'close',
  'value',
  GarmanKlassVolatilitySettings
> = {
  name: 'garman-klass-volatility',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 5, to: 400, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingTotalShape(period)],
  run([memory], [open, high, low, close], [out], [period]) {
    for (let t = 0; t < out.length; t++) {
      out[t] = 0.5 * logRatio(high[t], low[t]) ** 2 - (2 * Math.LN2 - 1) * logRatio(close[t], open[t]) ** 2
    }
    rollingTotal(memory, out, out, period)
    for (let t = 0; t < out.length; t++) out[t] = Math.sqrt(out[t] / period)
  },
}

/**
 * Garman-Klass volatility (1980) from whole bars: the root of the mean over `period` bars of
 * ln(high / low)^2 / 2 - (2 ln 2 - 1) ln(close / open)^2. As sure as a close-to-close estimate from seven times the bars,
 * under Parkinson's conditions; gaps between bars are not counted. Per bar, not annualised. First defined at row
 * `period - 1`; NaN where a price of the window is missing or not above 0.
 *
 * @example
 * const bars = { open: [1, 2], high: [2, 4], low: [1, 2], close: [1, 4] }
 * Array.from(garmanKlassVolatility(bars, 1), (value) => value.toFixed(6)) // => ['0.490129', '0.233731']
 */
export function garmanKlassVolatility(
  input: Inputs<'open' | 'high' | 'low' | 'close', Numbers>,
  ...settings: GarmanKlassVolatilitySettings
): Column {
  return compute(garmanKlassVolatilityIndicator, input, settings)
}

/** {@link garmanKlassVolatility} into a column of the caller. */
export function garmanKlassVolatilityInto(
  out: Column,
  input: Inputs<'open' | 'high' | 'low' | 'close', Column>,
  ...settings: GarmanKlassVolatilitySettings
): Column {
  return computeInto(garmanKlassVolatilityIndicator, out, input, settings)
}

/** {@link garmanKlassVolatility} one bar at a time. */
export function garmanKlassVolatilityStream(
  ...settings: GarmanKlassVolatilitySettings
): Stream<'open' | 'high' | 'low' | 'close', 'value'> {
  return streamOf(garmanKlassVolatilityIndicator, settings)
}

/** First defined row of {@link garmanKlassVolatility}. */
export function garmanKlassVolatilityWarmup(...settings: GarmanKlassVolatilitySettings): number {
  return warmupOf(garmanKlassVolatilityIndicator, settings)
}
