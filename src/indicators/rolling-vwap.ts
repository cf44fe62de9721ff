import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { rollingTypicalMean } from './rolling-typical-mean.ts'
import { rollingWeightedMeanShape } from './rolling-weighted-mean.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the rolling volume-weighted average price. */
export type RollingVwapSettings = readonly [period: number]

/** The rolling volume-weighted average price as data. */
export const rollingVwapIndicator: Indicator<'high' | 'low' | 'close' | 'volume', 'value', RollingVwapSettings> = {
  name: 'rolling-vwap',
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 5, to: 400, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingWeightedMeanShape(period)],
  run: ([memory], bars, [out], [period]) => rollingTypicalMean(memory, out, bars, period),
}

/**
 * Volume-weighted average price of the last `period` bars, the current one included: the sum of typical price times
 * volume over the sum of volume, the typical price being the mean of high, low and close. First defined at row
 * `period - 1`; NaN where the window holds a NaN or nothing was traded in it. {@link sessionVwap} starts anew with
 * each day or week instead.
 *
 * @example
 * const bars = { high: [4, 7, 8], low: [2, 5, 8], close: [3, 6, 8], volume: [1, 3, 1] }
 * rollingVwap(bars, 2) // => Float64Array.of(NaN, 5.25, 6.5)
 */
export function rollingVwap(
  input: Inputs<'high' | 'low' | 'close' | 'volume', Numbers>,
  ...settings: RollingVwapSettings
): Column {
  return compute(rollingVwapIndicator, input, settings)
}

/** {@link rollingVwap} into a column of the caller. */
export function rollingVwapInto(
  out: Column,
  input: Inputs<'high' | 'low' | 'close' | 'volume', Column>,
  ...settings: RollingVwapSettings
): Column {
  return computeInto(rollingVwapIndicator, out, input, settings)
}

/** {@link rollingVwap} one bar at a time. */
export function rollingVwapStream(
  ...settings: RollingVwapSettings
): Stream<'high' | 'low' | 'close' | 'volume', 'value'> {
  return streamOf(rollingVwapIndicator, settings)
}

/** First defined row of {@link rollingVwap}. */
export function rollingVwapWarmup(...settings: RollingVwapSettings): number {
  return warmupOf(rollingVwapIndicator, settings)
}
