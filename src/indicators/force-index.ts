import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { type EmaSeed, emaSmoothing } from './ema.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { smooth, smoothShape } from './smooth.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the force index. */
export type ForceIndexSettings = readonly [period: number, seed?: EmaSeed]

/** The force index as data. */
export const forceIndexIndicator: Indicator<'close' | 'volume', 'value', ForceIndexSettings> = {
  name: 'force-index',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 1, to: 100, usual: 13 },
    { name: 'seed', kind: 'variant', options: ['sma', 'first'], usual: 'sma' },
  ],
  warmup: ([period, seed]) => ({ value: seed === 'sma' ? period : 1 }),
  memory: ([period, seed]) => [{ counts: [], values: 1 }, smoothShape(emaSmoothing(period, seed))],
  run([{ values }, average], [close, volume], [out], [period, seed]) {
    let previous = values[0]
    for (let t = 0; t < out.length; t++) {
      out[t] = (close[t] - previous) * volume[t]
      previous = close[t]
    }
    values[0] = previous
    smooth(average, out, out, emaSmoothing(period, seed))
  },
}

/**
 * Force index (Elder 1993): an exponential average, seeded as in {@link ema}, of the change of the close times volume.
 * First defined at row `period`, with seed `'first'` at row 1. A value that is not finite gives NaN, and the average starts anew behind it.
 *
 * @example
 * forceIndex({ close: [10, 11, 13, 12, 14], volume: [9, 4, 5, 2, 6] }, 3) // => Float64Array.of(NaN, NaN, NaN, 4, 8)
 */
export function forceIndex(input: Inputs<'close' | 'volume', Numbers>, ...settings: ForceIndexSettings): Column {
  return compute(forceIndexIndicator, input, settings)
}

/** {@link forceIndex} into a column of the caller. */
export function forceIndexInto(
  out: Column,
  input: Inputs<'close' | 'volume', Column>,
  ...settings: ForceIndexSettings
): Column {
  return computeInto(forceIndexIndicator, out, input, settings)
}

/** {@link forceIndex} one bar at a time. */
export function forceIndexStream(...settings: ForceIndexSettings): Stream<'close' | 'volume', 'value'> {
  return streamOf(forceIndexIndicator, settings)
}

/** First defined row of {@link forceIndex}. */
export function forceIndexWarmup(...settings: ForceIndexSettings): number {
  return warmupOf(forceIndexIndicator, settings)
}
