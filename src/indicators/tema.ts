import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { type EmaSeed, emaSmoothing } from './ema.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { smoothThrice, smoothThriceShape } from './smooth-thrice.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the triple exponential moving average. */
export type TemaSettings = readonly [period: number, seed?: EmaSeed]

/** The triple exponential moving average as data. */
export const temaIndicator: Indicator<'source', 'value', TemaSettings> = {
  name: 'tema',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 2, to: 400, usual: 20 },
    { name: 'seed', kind: 'variant', options: ['sma', 'first'], usual: 'sma' },
  ],
  warmup: ([period, seed]) => ({ value: seed === 'sma' ? 3 * (period - 1) : 0 }),
  memory: ([period, seed]) => [smoothThriceShape(emaSmoothing(period, seed))],
  run: ([memory], [source], [out], [period, seed]) => smoothThrice(memory, out, source, emaSmoothing(period, seed)),
}

/**
 * Triple exponential moving average (Mulloy 1994): three times the exponential average, less three times the average of
 * it, plus the average of that. Seeds as in {@link ema}, of each average in turn: with `'sma'` (TA-Lib) first defined at
 * row `3 (period - 1)`, with `'first'` at row 0. A NaN gives NaN, and the averages start anew behind it.
 *
 * @example
 * tema([1, 2, 4, 8, 16], 3, 'first') // => Float64Array.of(1, 1.875, 3.8125, 7.6875, 15.40625)
 */
export function tema(source: Numbers, ...settings: TemaSettings): Column {
  return compute(temaIndicator, source, settings)
}

/** {@link tema} into a column of the caller. */
export function temaInto(out: Column, source: Column, ...settings: TemaSettings): Column {
  return computeInto(temaIndicator, out, source, settings)
}

/** {@link tema} one value at a time. */
export function temaStream(...settings: TemaSettings): Stream<'source', 'value'> {
  return streamOf(temaIndicator, settings)
}

/** First defined row of {@link tema}. */
export function temaWarmup(...settings: TemaSettings): number {
  return warmupOf(temaIndicator, settings)
}
