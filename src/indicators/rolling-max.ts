import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingExtreme, rollingExtremeShape } from './rolling-extremes.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the rolling maximum. */
export type RollingMaxSettings = readonly [period: number]

/** The rolling maximum as data. */
export const rollingMaxIndicator: Indicator<'source', 'value', RollingMaxSettings> = {
  name: 'rolling-max',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 400, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingExtremeShape(period)],
  run: ([memory], [source], [out], [period]) => rollingExtreme(memory, out, source, { period, sign: 1 }),
}

/**
 * The highest of the last `period` values, the current one included. First defined at row `period - 1`; NaN where
 * the window holds a NaN. O(1) a row, whatever the period.
 *
 * @example
 * rollingMax([3, 1, 2, 5], 2) // => Float64Array.of(NaN, 3, 2, 5)
 */
export function rollingMax(source: Numbers, ...settings: RollingMaxSettings): Column {
  return compute(rollingMaxIndicator, source, settings)
}

/** {@link rollingMax} into a column of the caller. */
export function rollingMaxInto(out: Column, source: Column, ...settings: RollingMaxSettings): Column {
  return computeInto(rollingMaxIndicator, out, source, settings)
}

/** {@link rollingMax} one value at a time. */
export function rollingMaxStream(...settings: RollingMaxSettings): Stream<'source', 'value'> {
  return streamOf(rollingMaxIndicator, settings)
}

/** First defined row of {@link rollingMax}. */
export function rollingMaxWarmup(...settings: RollingMaxSettings): number {
  return warmupOf(rollingMaxIndicator, settings)
}
