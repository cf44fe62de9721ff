import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingSpread, rollingSpreadShape } from './rolling-spread.ts'
import { type Stream, streamOf } from './stream.ts'

/** Divisor of a variance: n for the population, n - 1 for an unbiased estimate from a sample. */
export type Divisor = 'population' | 'sample'

/** Settings of the rolling standard deviation. */
export type RollingDeviationSettings = readonly [period: number, divisor?: Divisor]

const SAMPLE_OF_ONE = 'One value has no sample deviation.'

/** The rolling standard deviation as data. */
export const rollingDeviationIndicator: Indicator<'source', 'value', RollingDeviationSettings> = {
  name: 'rolling-deviation',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [
    {
      name: 'period',
      kind: 'period',
      min: 1,
      minWith: { sample: 2 },
      remedy: SAMPLE_OF_ONE,
      from: 5,
      to: 400,
      usual: 20,
    },
    { name: 'divisor', kind: 'variant', options: ['population', 'sample'], usual: 'population' },
  ],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingSpreadShape(period)],
  run: ([memory], [source], [out], [period, divisor]) =>
    rollingSpread(memory, out, source, { period, divisor: divisor === 'sample' ? period - 1 : period }),
}

/**
 * Standard deviation of the last `period` values, the current one included: of the population (divisor n, as in
 * Bollinger bands) unless `'sample'` (divisor n - 1) is asked for. First defined at row `period - 1`; NaN where
 * the window holds a NaN; exactly 0 where it is flat. Deviations are taken from a value inside the window, so a
 * high price level costs no digits.
 *
 * @example
 * rollingDeviation([1, 3, 3, 9], 2) // => Float64Array.of(NaN, 1, 0, 3)
 * rollingDeviation([1, 3, 5], 3, 'sample')[2] // => 2
 */
export function rollingDeviation(source: Numbers, ...settings: RollingDeviationSettings): Column {
  return compute(rollingDeviationIndicator, source, settings)
}

/** {@link rollingDeviation} into a column of the caller. */
export function rollingDeviationInto(out: Column, source: Column, ...settings: RollingDeviationSettings): Column {
  return computeInto(rollingDeviationIndicator, out, source, settings)
}

/** {@link rollingDeviation} one value at a time. */
export function rollingDeviationStream(...settings: RollingDeviationSettings): Stream<'source', 'value'> {
  return streamOf(rollingDeviationIndicator, settings)
}

/** First defined row of {@link rollingDeviation}. */
export function rollingDeviationWarmup(...settings: RollingDeviationSettings): number {
  return warmupOf(rollingDeviationIndicator, settings)
}
