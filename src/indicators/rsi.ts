import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { runRsi } from './relative-strength.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the relative strength index. */
export type RsiSettings = readonly [period: number]

/** The relative strength index as data. */
export const rsiIndicator: Indicator<'source', 'value', RsiSettings> = {
  name: 'rsi',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 100, usual: 14 }],
  warmup: ([period]) => ({ value: period }),
  memory: ([period]) => [{ counts: [period], values: 4 }],
  run: ([memory], [source], [out], [period]) => runRsi(memory, out, source, period),
}

/**
 * Relative strength index (Wilder 1978), 0 to 100: the share of gains in all movement, both as Wilder averages that
 * start as the mean of the first `period` changes. First defined at row `period`. An unchanged value leaves it as
 * it is, however long prices rest; 0 where nothing has moved yet, as in TA-Lib (others say 50 or 100). A NaN gives NaN,
 * and the averages start anew behind it.
 *
 * @example
 * rsi([10, 11, 10, 12], 2) // => Float64Array.of(NaN, NaN, 50, 83.33333333333333)
 */
export function rsi(source: Numbers, ...settings: RsiSettings): Column {
  return compute(rsiIndicator, source, settings)
}

/** {@link rsi} into a column of the caller. */
export function rsiInto(out: Column, source: Column, ...settings: RsiSettings): Column {
  return computeInto(rsiIndicator, out, source, settings)
}

/** {@link rsi} one value at a time. */
export function rsiStream(...settings: RsiSettings): Stream<'source', 'value'> {
  return streamOf(rsiIndicator, settings)
}

/** First defined row of {@link rsi}. */
export function rsiWarmup(...settings: RsiSettings): number {
  return warmupOf(rsiIndicator, settings)
}
