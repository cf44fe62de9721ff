import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingDistance, rollingDistanceShape } from './rolling-distance.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the rolling z-score. */
export type RollingZScoreSettings = readonly [period: number]

/** The rolling z-score as data. */
export const rollingZScoreIndicator: Indicator<'source', 'value', RollingZScoreSettings> = {
  name: 'rolling-z-score',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 2, from: 5, to: 400, usual: 20 }],
  scratch: 1,
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingDistanceShape(period)],
  run([memory], [source], [out, variance], [period]) {
    rollingDistance(memory, [out, variance], source, period)
    for (let t = 0; t < out.length; t++) out[t] = variance[t] === 0 ? 0 : out[t] / Math.sqrt(variance[t])
  },
}

/**
 * How many population standard deviations the newest value stands above the mean of the last `period` values, itself
 * included; 0 where the window is flat. Never beyond `sqrt(period - 1)`, since a spike widens its own yardstick. First
 * defined at row `period - 1`; NaN where the window holds a NaN.
 *
 * @example
 * rollingZScore([1, 3, 3, 0], 2) // => Float64Array.of(NaN, 1, 0, -1)
 */
export function rollingZScore(source: Numbers, ...settings: RollingZScoreSettings): Column {
  return compute(rollingZScoreIndicator, source, settings)
}

/** {@link rollingZScore} into a column of the caller. */
export function rollingZScoreInto(out: Column, source: Column, ...settings: RollingZScoreSettings): Column {
  return computeInto(rollingZScoreIndicator, out, source, settings)
}

/** {@link rollingZScore} one value at a time. */
export function rollingZScoreStream(...settings: RollingZScoreSettings): Stream<'source', 'value'> {
  return streamOf(rollingZScoreIndicator, settings)
}

/** First defined row of {@link rollingZScore}. */
export function rollingZScoreWarmup(...settings: RollingZScoreSettings): number {
  return warmupOf(rollingZScoreIndicator, settings)
}
