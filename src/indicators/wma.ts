import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingRamp, rollingRampShape } from './rolling-ramp.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the weighted moving average. */
export type WmaSettings = readonly [period: number]

/** The weighted moving average as data. */
export const wmaIndicator: Indicator<'source', 'value', WmaSettings> = {
  name: 'wma',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 400, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingRampShape(period)],
  run: ([memory], [source], [out], [period]) => rollingRamp(memory, out, source, period),
}

/**
 * Weighted moving average: the mean of the last `period` values with weights 1 to `period`, the newest heaviest.
 * First defined at row `period - 1`; NaN where the window holds a NaN. O(1) a row.
 *
 * @example
 * wma([1, 4, 1, 7], 2) // => Float64Array.of(NaN, 3, 2, 5)
 */
export function wma(source: Numbers, ...settings: WmaSettings): Column {
  return compute(wmaIndicator, source, settings)
}

/** {@link wma} into a column of the caller. */
export function wmaInto(out: Column, source: Column, ...settings: WmaSettings): Column {
  return computeInto(wmaIndicator, out, source, settings)
}

/** {@link wma} one value at a time. */
export function wmaStream(...settings: WmaSettings): Stream<'source', 'value'> {
  return streamOf(wmaIndicator, settings)
}

/** First defined row of {@link wma}. */
export function wmaWarmup(...settings: WmaSettings): number {
  return warmupOf(wmaIndicator, settings)
}
