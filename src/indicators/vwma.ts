import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { rollingWeightedMean, rollingWeightedMeanShape } from './rolling-weighted-mean.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the volume-weighted moving average. */
export type VwmaSettings = readonly [period: number]

/** The volume-weighted moving average as data. */
export const vwmaIndicator: Indicator<'close' | 'volume', 'value', VwmaSettings> = {
  name: 'vwma',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 400, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingWeightedMeanShape(period)],
  run: ([memory], bars, [out], [period]) => rollingWeightedMean(memory, out, bars, period),
}

/**
 * Volume-weighted moving average: the mean of the last `period` closes, each weighted by its volume. First defined at row
 * `period - 1`; NaN where the window holds a NaN or nothing was traded in it. {@link rollingVwap} does the same with
 * typical prices.
 *
 * @example
 * vwma({ close: [1, 2, 4], volume: [1, 3, 1] }, 2) // => Float64Array.of(NaN, 1.75, 2.5)
 */
export function vwma(input: Inputs<'close' | 'volume', Numbers>, ...settings: VwmaSettings): Column {
  return compute(vwmaIndicator, input, settings)
}

/** {@link vwma} into a column of the caller. */
export function vwmaInto(out: Column, input: Inputs<'close' | 'volume', Column>, ...settings: VwmaSettings): Column {
  return computeInto(vwmaIndicator, out, input, settings)
}

/** {@link vwma} one bar at a time. */
export function vwmaStream(...settings: VwmaSettings): Stream<'close' | 'volume', 'value'> {
  return streamOf(vwmaIndicator, settings)
}

/** First defined row of {@link vwma}. */
export function vwmaWarmup(...settings: VwmaSettings): number {
  return warmupOf(vwmaIndicator, settings)
}
