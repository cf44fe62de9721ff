import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Memory, Numbers } from './indicator.ts'
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
  run: ([memory], inputs, [out], [first]) => runTrueRange(memory, out, inputs, first),
}

/** What `runTrueRange` remembers: the last close. */
export const TRUE_RANGE_SHAPE = { counts: [], values: 1 } as const

/** Runs the true range over high, low and close. */
export function runTrueRange(
  { values }: Memory,
  out: Column,
  [high, low, close]: readonly Column[],
  first: FirstRange,
): void {
  let previous = values[0]
  for (let t = 0; t < out.length; t++) {
    if (first === 'high-low' && Number.isNaN(previous)) out[t] = high[t] - low[t]
    else out[t] = Math.max(high[t], previous) - Math.min(low[t], previous)
    previous = close[t]
  }
  values[0] = previous
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
