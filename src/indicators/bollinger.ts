import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers, Outputs } from './indicator.ts'
import { rollingMoments, rollingMomentsShape } from './rolling-moments.ts'
import { type Stream, streamOf } from './stream.ts'

/** The lines of a price channel. */
export type Band = 'upper' | 'middle' | 'lower'

/** Settings of Bollinger bands. */
export type BollingerSettings = readonly [period: number, width: number]

/** Bollinger bands as data. */
export const bollingerIndicator: Indicator<'source', Band, BollingerSettings> = {
  name: 'bollinger',
  inputs: ['source'],
  outputs: ['upper', 'middle', 'lower'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 5, to: 200, usual: 20 },
    { name: 'width', kind: 'number', min: 0, from: 0.5, to: 4, usual: 2 },
  ],
  warmup: ([period]) => ({ upper: period - 1, middle: period - 1, lower: period - 1 }),
  memory: ([period]) => [rollingMomentsShape(period)],
  run([memory], [source], [upper, middle, lower], [period, width]) {
    rollingMoments(memory, [middle, upper], source, period)
    for (let t = 0; t < source.length; t++) {
      const reach = width * Math.sqrt(upper[t])
      upper[t] = middle[t] + reach
      lower[t] = middle[t] - reach
    }
  },
}

/**
 * Bollinger bands: the simple moving average, and `width` population standard deviations above and below it.
 * First defined at row `period - 1`; NaN where the window holds a NaN.
 *
 * @example
 * const bands = bollinger([1, 3, 3, 9], 2, 2)
 * bands.upper // => Float64Array.of(NaN, 4, 3, 12)
 * bands.lower // => Float64Array.of(NaN, 0, 3, 0)
 */
export function bollinger(source: Numbers, ...settings: BollingerSettings): Outputs<Band, Column> {
  return compute(bollingerIndicator, source, settings)
}

/** {@link bollinger} into columns of the caller. */
export function bollingerInto(
  out: Outputs<Band, Column>,
  source: Column,
  ...settings: BollingerSettings
): Outputs<Band, Column> {
  return computeInto(bollingerIndicator, out, source, settings)
}

/** {@link bollinger} one value at a time. */
export function bollingerStream(...settings: BollingerSettings): Stream<'source', Band> {
  return streamOf(bollingerIndicator, settings)
}

/** First defined row of each line of {@link bollinger}. */
export function bollingerWarmup(...settings: BollingerSettings): Outputs<Band, number> {
  return warmupOf(bollingerIndicator, settings)
}
