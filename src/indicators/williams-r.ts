import type { Column } from '../base/column.ts'
import { barRangeShape, runBarRange } from './bar-range.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
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
  memory: ([period]) => [barRangeShape(period)],
  run([memory], [high, low, close], [out, lowest], [period]) {
    runBarRange(memory, [out, lowest], [high, low], period)
    let t = 0
    // Four rows at a time: the frame of a loop costs as much as this arithmetic.
    for (const last = out.length - 4; t <= last; t += 4) {
      out[t] = depth(close[t], out[t], lowest[t])
      out[t + 1] = depth(close[t + 1], out[t + 1], lowest[t + 1])
      out[t + 2] = depth(close[t + 2], out[t + 2], lowest[t + 2])
      out[t + 3] = depth(close[t + 3], out[t + 3], lowest[t + 3])
    }
    for (; t < out.length; t++) out[t] = depth(close[t], out[t], lowest[t])
  },
}

function depth(close: number, highest: number, lowest: number): number {
  const range = highest - lowest
  // Without range: 0 for any close that is there, NaN for one that is not. In an infinite one nothing has a place, nor has an infinity.
  return range === 0 ? close - close : 100 * ((close - highest) / range) + 0 * range * close
}

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
