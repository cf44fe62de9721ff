import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { delayShape, runDelay } from './delay.ts'
import { type EmaSeed, emaSmoothing } from './ema.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { smooth, smoothShape } from './smooth.ts'
import { type Stream, streamOf } from './stream.ts'

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
  scratch: 1,
  warmup: ([slow, fast, seed]) => ({ value: seed === 'sma' ? slow + fast - 1 : 1 }),
  memory: ([slow, fast, seed]) => {
    const [first, second] = [emaSmoothing(slow, seed), emaSmoothing(fast, seed)].map(smoothShape)
    return [delayShape(1), first, second, first, second]
  },
  run([last, first, second, third, fourth], [source], [out, sizes], [slow, fast, seed]) {
    out.set(source)
    runDelay(last, out, 1)
    for (let t = 0; t < out.length; t++) {
      out[t] = source[t] - out[t]
      sizes[t] = Math.abs(out[t])
    }
    const [lazy, quick] = [emaSmoothing(slow, seed), emaSmoothing(fast, seed)]
    smooth(first, out, out, lazy)
    smooth(second, out, out, quick)
    smooth(third, sizes, sizes, lazy)
    smooth(fourth, sizes, sizes, quick)
    for (let t = 0; t < out.length; t++) {
      out[t] = sizes[t] === 0 ? 0 : Math.max(-100, Math.min(100, 100 * (out[t] / sizes[t])))
    }
  },
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
