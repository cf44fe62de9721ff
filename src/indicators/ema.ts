import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { type Smoothing, smooth, smoothShape } from './smooth.ts'
import { type Stream, streamOf } from './stream.ts'

/** How an exponential average starts: from the mean of the first `period` values, or from the first value. */
export type EmaSeed = 'sma' | 'first'

/** Settings of the exponential moving average. */
export type EmaSettings = readonly [period: number, seed?: EmaSeed]

/** The exponential moving average as data. */
export const emaIndicator: Indicator<'source', 'value', EmaSettings> = {
  name: 'ema',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 2, to: 400, usual: 20 },
    { name: 'seed', kind: 'variant', options: ['sma', 'first'], usual: 'sma' },
  ],
  warmup: ([period, seed]) => ({ value: seed === 'sma' ? period - 1 : 0 }),
  memory: ([period, seed]) => [smoothShape(emaSmoothing(period, seed))],
  run: ([memory], [source], [out], [period, seed]) => smooth(memory, out, source, emaSmoothing(period, seed)),
}

/** Weight 2 / (n + 1) on the newest value. */
export function emaSmoothing(period: number, seed: EmaSeed = 'sma'): Smoothing {
  return { rows: seed === 'sma' ? period : 1, keep: (period - 1) / (period + 1) }
}

/**
 * Exponential moving average with weight 2 / (period + 1) on the newest value. Seed `'sma'` (TA-Lib) starts as the
 * mean of the first `period` values, first defined at row `period - 1`; seed `'first'` starts as the first value,
 * defined from row 0, as some charts do. A NaN gives NaN and the average starts anew behind it.
 *
 * @example
 * ema([1, 2, 3, 5], 3) // => Float64Array.of(NaN, NaN, 2, 3.5)
 * ema([1, 2, 3, 5], 3, 'first') // => Float64Array.of(1, 1.5, 2.25, 3.625)
 */
export function ema(source: Numbers, ...settings: EmaSettings): Column {
  return compute(emaIndicator, source, settings)
}

/** {@link ema} into a column of the caller. */
export function emaInto(out: Column, source: Column, ...settings: EmaSettings): Column {
  return computeInto(emaIndicator, out, source, settings)
}

/** {@link ema} one value at a time. */
export function emaStream(...settings: EmaSettings): Stream<'source', 'value'> {
  return streamOf(emaIndicator, settings)
}

/** First defined row of {@link ema}. */
export function emaWarmup(...settings: EmaSettings): number {
  return warmupOf(emaIndicator, settings)
}
