import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { BollingerSettings } from './bollinger.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingDistance, rollingDistanceShape } from './rolling-distance.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the place in the Bollinger bands. */
export type PercentBSettings = BollingerSettings

const NO_INSIDE = 'Bands of no width have no inside.'

/** The place in the Bollinger bands as data. */
export const percentBIndicator: Indicator<'source', 'value', PercentBSettings> = {
  name: 'percent-b',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 5, to: 200, usual: 20 },
    { name: 'width', kind: 'number', min: 0, above: 0, remedy: NO_INSIDE, from: 0.5, to: 4, usual: 2 },
  ],
  scratch: 1,
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingDistanceShape(period)],
  run([memory], [source], [out, distance], [period, width]) {
    rollingDistance(memory, [distance, out], source, period)
    for (let t = 0; t < out.length; t++) {
      const reach = width * Math.sqrt(out[t])
      out[t] = reach === 0 ? 0.5 : 0.5 + (0.5 * distance[t]) / reach
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
