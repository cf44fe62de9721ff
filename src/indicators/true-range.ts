import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { runTrueRange, TRUE_RANGE_SHAPE } from './run-true-range.ts'
import { type Stream, streamOf } from './stream.ts'

/** The first bar has no previous close: its range is left out, or taken as high minus low. */
export type FirstRange = 'none' | 'high-low'

/** Settings of the true range. */
export type TrueRangeSettings = readonly [first?: FirstRange]

/** The true range as data. */
export const trueRangeIndicator: Indicator<'high' | 'low' | 'close', 'value', TrueRangeSettings> = {
  name: 'true-range',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  parameters: [{ name: 'first', kind: 'variant', options: ['none', 'high-low'], usual: 'none' }],
  warmup: ([first]) => ({ value: first === 'none' ? 1 : 0 }),
  memory: () => [TRUE_RANGE_SHAPE],
  run: ([memory], inputs, [out], [first]) => runTrueRange(memory, out, inputs, first === 'high-low'),
}

/**
 * True range (Wilder 1978): the range of a bar stretched to the previous close. First defined at row 1; with first
 * `'high-low'` also where there is no previous close, as high minus low.
 *
 * @example
 * trueRange({ high: [3, 5], low: [1, 4], close: [2, 4] }) // => Float64Array.of(NaN, 3)
 * trueRange({ high: [3, 5], low: [1, 4], close: [2, 4] }, 'high-low') // => Float64Array.of(2, 3)
 */
export function trueRange(input: Inputs<'high' | 'low' | 'close', Numbers>, ...settings: TrueRangeSettings): Column {
  return compute(trueRangeIndicator, input, settings)
}

/** {@link trueRange} into a column of the caller. */
export function trueRangeInto(
  out: Column,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: TrueRangeSettings
): Column {
  return computeInto(trueRangeIndicator, out, input, settings)
}

/** {@link trueRange} one bar at a time. */
export function trueRangeStream(...settings: TrueRangeSettings): Stream<'high' | 'low' | 'close', 'value'> {
  return streamOf(trueRangeIndicator, settings)
}

/** First defined row of {@link trueRange}. */
export function trueRangeWarmup(...settings: TrueRangeSettings): number {
  return warmupOf(trueRangeIndicator, settings)
}
