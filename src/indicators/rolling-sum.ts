import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingTotal, rollingTotalShape } from './rolling-sums.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the rolling sum. */
export type RollingSumSettings = readonly [period: number]

/** The rolling sum as data. */
export const rollingSumIndicator: Indicator<'source', 'value', RollingSumSettings> = {
  name: 'rolling-sum',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 400, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingTotalShape(period)],
  run: ([memory], [source], [out], [period]) => rollingTotal(memory, out, source, period),
}

/**
 * The sum of the last `period` values, the current one included. First defined at row `period - 1`; NaN where the
 * window holds a NaN. Only additions of values in the window: it does not drift, and sums of integers are exact.
 *
 * @example
 * rollingSum([3, 1, 2, 5], 2) // => Float64Array.of(NaN, 4, 3, 7)
 */
export function rollingSum(source: Numbers, ...settings: RollingSumSettings): Column {
  return compute(rollingSumIndicator, source, settings)
}

/** {@link rollingSum} into a column of the caller. */
export function rollingSumInto(out: Column, source: Column, ...settings: RollingSumSettings): Column {
  return computeInto(rollingSumIndicator, out, source, settings)
}

/** {@link rollingSum} one value at a time. */
export function rollingSumStream(...settings: RollingSumSettings): Stream<'source', 'value'> {
  return streamOf(rollingSumIndicator, settings)
}

/** First defined row of {@link rollingSum}. */
export function rollingSumWarmup(...settings: RollingSumSettings): number {
  return warmupOf(rollingSumIndicator, settings)
}
