import type { Column } from '../base/column.ts'
import { atrIndicator } from './atr.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'
import type { FirstRange } from './true-range.ts'

/** Settings of the normalised average true range. */
export type NatrSettings = readonly [period: number, first?: FirstRange]

/** The normalised average true range as data. */
export const natrIndicator: Indicator<'high' | 'low' | 'close', 'value', NatrSettings> = {
  name: 'natr',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  parameters: atrIndicator.parameters,
  warmup: atrIndicator.warmup,
  memory: atrIndicator.memory,
  run(memory, inputs, [out], settings) {
    const close = inputs[2]
    atrIndicator.run(memory, inputs, [out], settings)
    let t = 0
    for (const last = out.length - 4; t <= last; t += 4) {
      out[t] = partOf(out[t], close[t])
      out[t + 1] = partOf(out[t + 1], close[t + 1])
      out[t + 2] = partOf(out[t + 2], close[t + 2])
      out[t + 3] = partOf(out[t + 3], close[t + 3])
    }
    for (; t < out.length; t++) out[t] = partOf(out[t], close[t])
  },
}

function partOf(range: number, close: number): number {
  // Of nothing and of an infinity there is no part.
  return close === 0 ? Number.NaN : range / close + 0 * close
}

/**
 * Normalised average true range: the average true range of `period` bars as a fraction of the close (TA-Lib gives the
 * same in percent: 100 times this), so that markets of different prices compare. The first range counts as in
 * {@link atr}: first defined at row `period`, with `'high-low'` one row earlier. NaN where the close is 0. A NaN gives NaN,
 * and the average starts anew behind it.
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
