import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { type EmaSeed, emaSmoothing } from './ema.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { smooth, smoothShape } from './smooth.ts'
import { type Stream, streamOf } from './stream.ts'
import { twiceLess } from './twice-less.ts'

/** Settings of the double exponential moving average. */
export type DemaSettings = readonly [period: number, seed?: EmaSeed]

/** The double exponential moving average as data. */
export const demaIndicator: Indicator<'source', 'value', DemaSettings> = {
  name: 'dema',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 2, to: 400, usual: 20 },
    { name: 'seed', kind: 'variant', options: ['sma', 'first'], usual: 'sma' },
  ],
  scratch: 1,
  warmup: ([period, seed]) => ({ value: seed === 'sma' ? 2 * (period - 1) : 0 }),
  memory: ([period, seed]) => [smoothShape(emaSmoothing(period, seed)), smoothShape(emaSmoothing(period, seed))],
  run([first, second], [source], [out, twice], [period, seed]) {
    const smoothing = emaSmoothing(period, seed)
    smooth(first, out, source, smoothing)
    smooth(second, twice, out, smoothing)
    twiceLess(out, twice)
  },
}

/**
 * Double exponential moving average (Mulloy 1994): twice the exponential average less the exponential average of it,
 * which cancels most of the lag. Seeds as in {@link ema}, of each average in turn: with `'sma'` (TA-Lib) first defined
 * at row `2 (period - 1)`, with `'first'` at row 0. A NaN gives NaN, and the averages start anew behind it.
 *
 * @example
 * dema([1, 2, 4, 8, 16], 3, 'first') // => Float64Array.of(1, 1.75, 3.5, 7.0625, 14.1875)
 */
export function dema(source: Numbers, ...settings: DemaSettings): Column {
  return compute(demaIndicator, source, settings)
}

/** {@link dema} into a column of the caller. */
export function demaInto(out: Column, source: Column, ...settings: DemaSettings): Column {
  return computeInto(demaIndicator, out, source, settings)
}

/** {@link dema} one value at a time. */
export function demaStream(...settings: DemaSettings): Stream<'source', 'value'> {
  return streamOf(demaIndicator, settings)
}

/** First defined row of {@link dema}. */
export function demaWarmup(...settings: DemaSettings): number {
  return warmupOf(demaIndicator, settings)
}
