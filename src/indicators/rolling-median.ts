import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { runQuantile } from './rolling-quantile.ts'
import { sortedWindowShape } from './sorted-window.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the rolling median. */
export type RollingMedianSettings = readonly [period: number]

/** The rolling median as data. */
export const rollingMedianIndicator: Indicator<'source', 'value', RollingMedianSettings> = {
  name: 'rolling-median',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 3, to: 400, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [sortedWindowShape(period)],
  run: ([memory], [source], [out], [period]) => runQuantile(memory, out, source, [period, 0.5]),
}

/**
 * The middle of the last `period` values in order, the current one included; of an even number, the mean of the two in the
 * middle. First defined at row `period - 1`; NaN where a value of the window is not finite. The window is kept in order:
 * O(log p) to find a place and one step for each rank that the newest value lies away from the oldest.
 *
 * @example
 * rollingMedian([4, 1, 3, 2], 3) // => Float64Array.of(NaN, NaN, 3, 2)
 */
export function rollingMedian(source: Numbers, ...settings: RollingMedianSettings): Column {
  return compute(rollingMedianIndicator, source, settings)
}

/** {@link rollingMedian} into a column of the caller. */
export function rollingMedianInto(out: Column, source: Column, ...settings: RollingMedianSettings): Column {
  return computeInto(rollingMedianIndicator, out, source, settings)
}

/** {@link rollingMedian} one value at a time. */
export function rollingMedianStream(...settings: RollingMedianSettings): Stream<'source', 'value'> {
  return streamOf(rollingMedianIndicator, settings)
}

/** First defined row of {@link rollingMedian}. */
export function rollingMedianWarmup(...settings: RollingMedianSettings): number {
  return warmupOf(rollingMedianIndicator, settings)
}
