import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { averageRangeShapes, runAverageRange } from './run-average-range.ts'
import { type Stream, streamOf } from './stream.ts'
import type { FirstRange } from './true-range.ts'

/** Settings of the average true range. */
export type AtrSettings = readonly [period: number, first?: FirstRange]

/** The average true range as data. */
export const atrIndicator: Indicator<'high' | 'low' | 'close', 'value', AtrSettings> = {
  name: 'atr',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 2, to: 100, usual: 14 },
    { name: 'first', kind: 'variant', options: ['none', 'high-low'], usual: 'none' },
  ],
  warmup: ([period, first]) => ({ value: first === 'none' ? period : period - 1 }),
  memory: ([period]) => averageRangeShapes(period),
  run: (memories, bars, [out], [period, first]) =>
    runAverageRange(memories, out, bars, { period, countFirst: first === 'high-low' }),
}

/**
 * Average true range (Wilder 1978): a Wilder average of true ranges that starts as their plain mean. By default
 * (TA-Lib) ranges count from bar 1, so it is first defined at row `period`; with first `'high-low'` bar 0 counts as
 * high minus low, and it is defined from row `period - 1`. A NaN gives NaN, and the average starts anew behind it.
 *
 * @example
 * const bars = { high: [3, 5, 5], low: [1, 4, 3], close: [2, 4, 4] }
 * atr(bars, 2) // => Float64Array.of(NaN, NaN, 2.5)
 * atr(bars, 2, 'high-low') // => Float64Array.of(NaN, 2.5, 2.25)
 */
export function atr(input: Inputs<'high' | 'low' | 'close', Numbers>, ...settings: AtrSettings): Column {
  return compute(atrIndicator, input, settings)
}

/** {@link atr} into a column of the caller. */
export function atrInto(
  out: Column,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: AtrSettings
): Column {
  return computeInto(atrIndicator, out, input, settings)
}

/** {@link atr} one bar at a time. */
export function atrStream(...settings: AtrSettings): Stream<'high' | 'low' | 'close', 'value'> {
  return streamOf(atrIndicator, settings)
}

/** First defined row of {@link atr}. */
export function atrWarmup(...settings: AtrSettings): number {
  return warmupOf(atrIndicator, settings)
}
