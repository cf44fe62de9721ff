import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { cciShape, runCci } from './mean-distance.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the commodity channel index. */
export type CciSettings = readonly [period: number]

/** The commodity channel index as data. */
export const cciIndicator: Indicator<'high' | 'low' | 'close', 'value', CciSettings> = {
  name: 'cci',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 5, to: 200, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [cciShape(period)],
  run: ([memory], bars, [out], [period]) => runCci(memory, out, bars, period),
}

/**
 * Commodity channel index (Lambert 1980): how far the typical price stands from its mean of the last `period` bars, in
 * units of 0.015 mean absolute deviations about that mean, so that most values lie between -100 and 100. 0 where the
 * window is flat. First defined at row `period - 1`; NaN where the window holds a NaN. O(period) a row, as every
 * deviation changes with the mean.
 *
 * @example
 * const bars = { high: [3, 6, 9], low: [1, 4, 7], close: [2, 5, 8] }
 * cci(bars, 3).map((value) => Math.round(value)) // => Float64Array.of(NaN, NaN, 100)
 */
export function cci(input: Inputs<'high' | 'low' | 'close', Numbers>, ...settings: CciSettings): Column {
  return compute(cciIndicator, input, settings)
}

/** {@link cci} into a column of the caller. */
export function cciInto(
  out: Column,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: CciSettings
): Column {
  return computeInto(cciIndicator, out, input, settings)
}

/** {@link cci} one bar at a time. */
export function cciStream(...settings: CciSettings): Stream<'high' | 'low' | 'close', 'value'> {
  return streamOf(cciIndicator, settings)
}

/** First defined row of {@link cci}. */
export function cciWarmup(...settings: CciSettings): number {
  return warmupOf(cciIndicator, settings)
}
