import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { EmaSeed } from './ema.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'
import { rowsOf, runTsi } from './twice-smoothed.ts'

/** Settings of the true strength index. */
export type TsiSettings = readonly [slow: number, fast: number, seed?: EmaSeed]

/** The true strength index as data. */
export const tsiIndicator: Indicator<'source', 'value', TsiSettings> = {
  name: 'tsi',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [
    { name: 'slow', kind: 'period', min: 1, from: 5, to: 100, usual: 25 },
    { name: 'fast', kind: 'period', min: 1, from: 2, to: 60, usual: 13 },
    { name: 'seed', kind: 'variant', options: ['sma', 'first'], usual: 'sma' },
  ],
  warmup: ([slow, fast, seed]) => ({ value: rowsOf(slow, fast, seed) }),
  memory: ([slow, fast, seed]) => [{ counts: [rowsOf(slow, fast, seed) + 1], values: 5 }],
  run: ([memory], [source], [out], settings) => runTsi(memory, out, source, settings),
}

/**
 * True strength index (Blau 1991), -100 to 100: changes, smoothed by an exponential average over `slow` rows and then by
 * one over `fast`, in parts of their sizes smoothed alike. 0 where nothing has moved. Seeds as in {@link ema}, of each
 * average in turn: with `'sma'` first defined at row `slow + fast - 1`, with `'first'` at row 1. A NaN gives NaN, and the
 * averages start anew behind it.
 *
 * @example
 * tsi([1, 3, 2, 3], 1, 3, 'first') // => Float64Array.of(NaN, 100, 33.33333333333333, 60)
 */
export function tsi(source: Numbers, ...settings: TsiSettings): Column {
  return compute(tsiIndicator, source, settings)
}

/** {@link tsi} into a column of the caller. */
export function tsiInto(out: Column, source: Column, ...settings: TsiSettings): Column {
  return computeInto(tsiIndicator, out, source, settings)
}

/** {@link tsi} one value at a time. */
export function tsiStream(...settings: TsiSettings): Stream<'source', 'value'> {
  return streamOf(tsiIndicator, settings)
}

/** First defined row of {@link tsi}. */
export function tsiWarmup(...settings: TsiSettings): number {
  return warmupOf(tsiIndicator, settings)
}
