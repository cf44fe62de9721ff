import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { nearBlocksShape } from './near-blocks.ts'
import { runRangeDepth } from './range-depth.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the Williams %R. */
export type WilliamsRSettings = readonly [period: number]

/** The Williams %R as data. */
export const williamsRIndicator: Indicator<'high' | 'low' | 'close', 'value', WilliamsRSettings> = {
  name: 'williams-r',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 3, to: 100, usual: 14 }],
  scratch: 1,
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [nearBlocksShape(period)],
  run: ([memory], bars, outs) => runRangeDepth(memory, outs, bars, { from: 'highest', least: NO_RANGE }),
}

/** Zero is no range; any larger number is. */
const NO_RANGE = Number.MIN_VALUE

/**
 * Williams %R, -100 to 0: how far the close stands below the highest high of the last `period` bars, in parts of their
 * range, the current bar included. A window without any range gives 0, as in TA-Lib. First defined at row `period - 1`;
 * NaN where the window holds a NaN.
 *
 * @example
 * williamsR({ high: [3, 5, 5], low: [1, 1, 3], close: [2, 4, 3] }, 2) // => Float64Array.of(NaN, -25, -50)
 */
export function williamsR(input: Inputs<'high' | 'low' | 'close', Numbers>, ...settings: WilliamsRSettings): Column {
  return compute(williamsRIndicator, input, settings)
}

/** {@link williamsR} into a column of the caller. */
export function williamsRInto(
  out: Column,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: WilliamsRSettings
): Column {
  return computeInto(williamsRIndicator, out, input, settings)
}

/** {@link williamsR} one bar at a time. */
export function williamsRStream(...settings: WilliamsRSettings): Stream<'high' | 'low' | 'close', 'value'> {
  return streamOf(williamsRIndicator, settings)
}

/** First defined row of {@link williamsR}. */
export function williamsRWarmup(...settings: WilliamsRSettings): number {
  return warmupOf(williamsRIndicator, settings)
}
