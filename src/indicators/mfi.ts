import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { flowShareShape, runFlowShare } from './flow-share.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the money flow index. */
export type MfiSettings = readonly [period: number]

/** The money flow index as data. */
export const mfiIndicator: Indicator<'high' | 'low' | 'close' | 'volume', 'value', MfiSettings> = {
  name: 'mfi',
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 100, usual: 14 }],
  warmup: ([period]) => ({ value: period }),
  memory: ([period]) => [flowShareShape(period)],
  run: ([memory], bars, [out], [period]) => runFlowShare(memory, out, bars, period),
}

/**
 * Money flow index (Quong and Soudack 1989), 0 to 100: of the typical price times volume of the last `period` changes, the
 * share that came with a rise of the typical price; an unchanged price counts on neither side. 0 where no side has any
 * (TA-Lib: less than 1). First defined at row `period`; NaN where the window, or the bar before it, holds a NaN.
 *
 * @example
 * const bars = { high: [2, 4, 3, 3], low: [2, 4, 3, 3], close: [2, 4, 3, 3], volume: [5, 3, 1, 9] }
 * mfi(bars, 2) // => Float64Array.of(NaN, NaN, 80, 0)
 */
export function mfi(input: Inputs<'high' | 'low' | 'close' | 'volume', Numbers>, ...settings: MfiSettings): Column {
  return compute(mfiIndicator, input, settings)
}

/** {@link mfi} into a column of the caller. */
export function mfiInto(
  out: Column,
  input: Inputs<'high' | 'low' | 'close' | 'volume', Column>,
  ...settings: MfiSettings
): Column {
  return computeInto(mfiIndicator, out, input, settings)
}

/** {@link mfi} one bar at a time. */
export function mfiStream(...settings: MfiSettings): Stream<'high' | 'low' | 'close' | 'volume', 'value'> {
  return streamOf(mfiIndicator, settings)
}

/** First defined row of {@link mfi}. */
export function mfiWarmup(...settings: MfiSettings): number {
  return warmupOf(mfiIndicator, settings)
}
