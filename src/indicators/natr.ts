import type { Column } from '../base/column.ts'
import { atrIndicator } from './atr.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the normalised average true range. */
export type NatrSettings = readonly [period: number]

/** The normalised average true range as data. */
export const natrIndicator: Indicator<'high' | 'low' | 'close', 'value', NatrSettings> = {
  name: 'natr',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 100, usual: 14 }],
  warmup: ([period]) => ({ value: period }),
  memory: ([period]) => atrIndicator.memory([period, 'none']),
  run(memory, inputs, [out], [period]) {
    const close = inputs[2]
    atrIndicator.run(memory, inputs, [out], [period, 'none'])
    for (let t = 0; t < out.length; t++) out[t] /= close[t]
  },
}

/**
 * Normalised average true range: the average true range of `period` bars as a fraction of the close (TA-Lib gives the
 * same in percent), so that markets of different prices compare. First defined at row `period`. A NaN gives NaN, and
 * the average starts anew behind it.
 *
 * @example
 * natr({ high: [3, 5, 5], low: [1, 4, 3], close: [2, 4, 4] }, 2) // => Float64Array.of(NaN, NaN, 0.625)
 */
export function natr(input: Inputs<'high' | 'low' | 'close', Numbers>, ...settings: NatrSettings): Column {
  return compute(natrIndicator, input, settings)
}

/** {@link natr} into a column of the caller. */
export function natrInto(
  out: Column,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: NatrSettings
): Column {
  return computeInto(natrIndicator, out, input, settings)
}

/** {@link natr} one bar at a time. */
export function natrStream(...settings: NatrSettings): Stream<'high' | 'low' | 'close', 'value'> {
  return streamOf(natrIndicator, settings)
}

/** First defined row of {@link natr}. */
export function natrWarmup(...settings: NatrSettings): number {
  return warmupOf(natrIndicator, settings)
}
