import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingExtreme, rollingExtremeShape } from './rolling-extremes.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the rolling minimum. */
export type RollingMinSettings = readonly [period: number]

/** The rolling minimum as data. */
export const rollingMinIndicator: Indicator<'source', 'value', RollingMinSettings> = {
  name: 'rolling-min',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 400, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingExtremeShape(period)],
  run: ([memory], [source], [out], [period]) => rollingExtreme(memory, out, source, { period, sign: -1 }),
}

/**
 * The lowest of the last `period` values, the current one included. First defined at row `period - 1`; NaN where
 * the window holds a NaN. O(1) a row, whatever the period.
 *
 * @example
 * rollingMin([3, 1, 2, 5], 2) // => Float64Array.of(NaN, 1, 1, 2)
 */
export function rollingMin(source: Numbers, ...settings: RollingMinSettings): Column {
  return compute(rollingMinIndicator, source, settings)
}

/** {@link rollingMin} into a column of the caller. */
export function rollingMinInto(out: Column, source: Column, ...settings: RollingMinSettings): Column {
  return computeInto(rollingMinIndicator, out, source, settings)
}

/** {@link rollingMin} one value at a time. */
export function rollingMinStream(...settings: RollingMinSettings): Stream<'source', 'value'> {
  return streamOf(rollingMinIndicator, settings)
}

/** First defined row of {@link rollingMin}. */
export function rollingMinWarmup(...settings: RollingMinSettings): number {
  return warmupOf(rollingMinIndicator, settings)
}
