import type { Column } from '../base/column.ts'
import { checkNumber } from '../base/guards.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { type BollingerSettings, bollingerIndicator } from './bollinger.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingMoments, rollingMomentsShape } from './rolling-sums.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the place in the Bollinger bands. */
export type PercentBSettings = BollingerSettings

/** The place in the Bollinger bands as data. */
export const percentBIndicator: Indicator<'source', 'value', PercentBSettings> = {
  name: 'percent-b',
  inputs: ['source'],
  outputs: ['value'],
  parameters: bollingerIndicator.parameters,
  scratch: 1,
  check: ([, width]) =>
    checkNumber('percent-b', 'width', width, { above: 0, remedy: 'Bands of no width have no inside.' }),
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingMomentsShape(period)],
  run([memory], [source], [out, mean], [period, width]) {
    rollingMoments(memory, [mean, out], source, period)
    for (let t = 0; t < out.length; t++) {
      const reach = width * Math.sqrt(out[t])
      out[t] = reach === 0 ? 0.5 : 0.5 + (0.5 * (source[t] - mean[t])) / reach
    }
  },
}

/**
 * Bollinger's %b: where a value stands in its Bollinger bands, as a fraction: 0 at the lower band, 1 at the upper one,
 * beyond them outside. 0.5 where the bands have no width. First defined at row `period - 1`; NaN where the window holds
 * a NaN.
 *
 * @example
 * percentB([1, 3, 3, 9], 2, 2) // => Float64Array.of(NaN, 0.75, 0.5, 0.75)
 */
export function percentB(source: Numbers, ...settings: PercentBSettings): Column {
  return compute(percentBIndicator, source, settings)
}

/** {@link percentB} into a column of the caller. */
export function percentBInto(out: Column, source: Column, ...settings: PercentBSettings): Column {
  return computeInto(percentBIndicator, out, source, settings)
}

/** {@link percentB} one value at a time. */
export function percentBStream(...settings: PercentBSettings): Stream<'source', 'value'> {
  return streamOf(percentBIndicator, settings)
}

/** First defined row of {@link percentB}. */
export function percentBWarmup(...settings: PercentBSettings): number {
  return warmupOf(percentBIndicator, settings)
}
