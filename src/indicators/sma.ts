import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingMean, rollingMeanShape } from './rolling-sums.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the simple moving average. */
export type SmaSettings = readonly [period: number]

/** The simple moving average as data. */
export const smaIndicator: Indicator<'source', 'value', SmaSettings> = {
  name: 'sma',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 400, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingMeanShape(period)],
  run: ([memory], [source], [out], [period]) => rollingMean(memory, out, source, period),
}

/**
 * Simple moving average: the mean of the last `period` values, the current one included. First defined at row
 * `period - 1`; NaN where the window holds a NaN.
 *
 * @example
 * sma([1, 2, 3, 6], 3) // => Float64Array.of(NaN, NaN, 2, 11 / 3)
 */
export function sma(source: Numbers, ...settings: SmaSettings): Column {
  return compute(smaIndicator, source, settings)
}

/** {@link sma} into a column of the caller. */
export function smaInto(out: Column, source: Column, ...settings: SmaSettings): Column {
  return computeInto(smaIndicator, out, source, settings)
}

/** {@link sma} one value at a time. */
export function smaStream(...settings: SmaSettings): Stream<'source', 'value'> {
  return streamOf(smaIndicator, settings)
}

/** First defined row of {@link sma}. */
export function smaWarmup(...settings: SmaSettings): number {
  return warmupOf(smaIndicator, settings)
}
