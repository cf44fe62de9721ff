import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { logRatio } from './log-ratio.ts'
import { rollingSpread, rollingSpreadShape } from './rolling-spread.ts'
import { rollingTotal, rollingTotalShape } from './rolling-sums.ts'
import { type Stream, streamOf } from './stream.ts'

// Over budget: two centres, each with its own bound of the period.

/** Where returns deviate from: zero, as intraday estimates take it, or their own mean in the window. */
export type VolatilityCentre = 'zero' | 'mean'

/** Settings of the realised volatility. */
export type RealisedVolatilitySettings = readonly [period: number, centre?: VolatilityCentre]

const RETURN_OF_ONE = 'One return has no deviation from its own mean.'

/** The realised volatility as data. */
export const realisedVolatilityIndicator: Indicator<'source', 'value', RealisedVolatilitySettings> = {
  name: 'realised-volatility',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [
    {
      name: 'period',
      kind: 'period',
      min: 1,
      minWith: { mean: 2 },
      remedy: RETURN_OF_ONE,
      from: 5,
      to: 400,
      usual: 20,
    },
    { name: 'centre', kind: 'variant', options: ['zero', 'mean'], usual: 'zero' },
  ],
  warmup: ([period]) => ({ value: period }),
  memory: ([period, centre]) => [
    { counts: [], values: 1 },
    centre === 'mean' ? rollingSpreadShape(period) : rollingTotalShape(period),
  ],
  run([{ values }, window], [source], [out], [period, centre]) {
    let previous = values[0]
    for (let t = 0; t < out.length; t++) {
      out[t] = logRatio(source[t], previous)
      previous = source[t]
    }
    values[0] = previous
    if (centre === 'mean') rollingSpread(window, out, out, { period, divisor: period - 1 })
    else {
      for (let t = 0; t < out.length; t++) out[t] *= out[t]
      rollingTotal(window, out, out, period)
      for (let t = 0; t < out.length; t++) out[t] = Math.sqrt(out[t] / period)
    }
  },
}

/**
 * Realised volatility: the root mean square of the last `period` logarithmic returns; with centre `'mean'` their sample
 * standard deviation (divisor n - 1), often called historical volatility. Per bar, not annualised: multiply by the
 * square root of the bars in a year. First defined at row `period`; NaN where a price of the window is missing or not
 * above 0.
 *
 * @example
 * const source = [1, 2, 1].map((power) => Math.E ** power)
 * Array.from(realisedVolatility(source, 2), (value) => value.toFixed(9)) // => ['NaN', 'NaN', '1.000000000']
 * Array.from(realisedVolatility(source, 2, 'mean'), (value) => value.toFixed(9)) // => ['NaN', 'NaN', '1.414213562']
 */
export function realisedVolatility(source: Numbers, ...settings: RealisedVolatilitySettings): Column {
  return compute(realisedVolatilityIndicator, source, settings)
}

/** {@link realisedVolatility} into a column of the caller. */
export function realisedVolatilityInto(out: Column, source: Column, ...settings: RealisedVolatilitySettings): Column {
  return computeInto(realisedVolatilityIndicator, out, source, settings)
}

/** {@link realisedVolatility} one price at a time. */
export function realisedVolatilityStream(...settings: RealisedVolatilitySettings): Stream<'source', 'value'> {
  return streamOf(realisedVolatilityIndicator, settings)
}

/** First defined row of {@link realisedVolatility}. */
export function realisedVolatilityWarmup(...settings: RealisedVolatilitySettings): number {
  return warmupOf(realisedVolatilityIndicator, settings)
}
