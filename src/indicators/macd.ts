import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { emaSmoothing } from './ema.ts'
import { writeHistogram } from './histogram.ts'
import type { Indicator, Numbers, Outputs } from './indicator.ts'
import { smooth, smoothShape } from './smooth.ts'
import { smoothDifference, smoothDifferenceShape } from './smooth-difference.ts'
import { type Stream, streamOf } from './stream.ts'

// Over budget: three lines and three ways to seed them.

/** The lines of the MACD. */
export type MacdLine = 'macd' | 'signal' | 'histogram'

/**
 * When the averages start. `'together'` (TA-Lib): the fast average is seeded on the last bars of the slow one's seed,
 * and no line is shown before the signal. `'apart'` (most charts): each on its own first bars, lines when known.
 * `'first'` (pandas): each as the first value, lines from row 0.
 */
export type MacdSeeding = 'together' | 'apart' | 'first'

/** Settings of the MACD. */
export type MacdSettings = readonly [fast: number, slow: number, signal: number, seeding?: MacdSeeding]

const SLOW = 'Slow is the longer period.'

/** The MACD as data. */
export const macdIndicator: Indicator<'source', MacdLine, MacdSettings> = {
  name: 'macd',
  inputs: ['source'],
  outputs: ['macd', 'signal', 'histogram'],
  parameters: [
    { name: 'fast', kind: 'period', min: 1, from: 2, to: 25, usual: 12 },
    { name: 'slow', kind: 'period', min: 2, above: 'fast', remedy: SLOW, from: 13, to: 200, usual: 26 },
    { name: 'signal', kind: 'period', min: 1, from: 2, to: 60, usual: 9 },
    { name: 'seeding', kind: 'variant', options: ['together', 'apart', 'first'], usual: 'together' },
  ],
  warmup([, slow, signal, seeding]) {
    if (seeding === 'first') return { macd: 0, signal: 0, histogram: 0 }
    const whole = slow + signal - 2
    return { macd: seeding === 'together' ? whole : slow - 1, signal: whole, histogram: whole }
  },
  memory: ([, slow, signal, seeding]) => [
    smoothDifferenceShape(seeding === 'first' ? 1 : slow),
    smoothShape(emaSmoothing(signal, seeding === 'first' ? 'first' : 'sma')),
  ],
  run([averages, average], [source], [macd, signal, histogram], [fast, slow, period, seeding]) {
    const together = seeding === 'together'
    const rows = seeding === 'first' ? 1 : slow
    smoothDifference(averages, macd, source, { fast, slow, rows, delay: together ? slow - fast : 0 })
    smooth(average, signal, macd, emaSmoothing(period, seeding === 'first' ? 'first' : 'sma'))
    writeHistogram([macd, signal, histogram], together)
  },
}

/**
 * Moving average convergence divergence (Appel): a fast exponential average minus a slow one, its own exponential
 * average (`signal`) and the difference of the two (`histogram`). All lines are first defined at row
 * `slow + signal - 2`; with seeding `'apart'` the macd line already at `slow - 1`, with `'first'` all at row 0. A NaN gives NaN, and all
 * averages start anew behind it.
 *
 * @example
 * macd([1, 2, 3, 5], 1, 3, 2, 'apart').macd // => Float64Array.of(NaN, NaN, 1, 1.5)
 * macd([1, 2, 3, 5], 1, 3, 2).macd // => Float64Array.of(NaN, NaN, NaN, 1.5)
 */
export function macd(source: Numbers, ...settings: MacdSettings): Outputs<MacdLine, Column> {
  return compute(macdIndicator, source, settings)
}

/** {@link macd} into columns of the caller. */
export function macdInto(
  out: Outputs<MacdLine, Column>,
  source: Column,
  ...settings: MacdSettings
): Outputs<MacdLine, Column> {
  return computeInto(macdIndicator, out, source, settings)
}

/** {@link macd} one value at a time. */
export function macdStream(...settings: MacdSettings): Stream<'source', MacdLine> {
  return streamOf(macdIndicator, settings)
}

/** First defined row of each line of {@link macd}. */
export function macdWarmup(...settings: MacdSettings): Outputs<MacdLine, number> {
  return warmupOf(macdIndicator, settings)
}
