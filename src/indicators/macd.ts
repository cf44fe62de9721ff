import type { Column } from '../base/column.ts'
import { checkInteger } from '../base/guards.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { emaSmoothing } from './ema.ts'
import type { Indicator, Memory, Numbers, Outputs } from './indicator.ts'
import { smooth, smoothShape } from './smooth.ts'
import { type Stream, streamOf } from './stream.ts'

/** The lines of the MACD. */
export type MacdLine = 'macd' | 'signal' | 'histogram'

/**
 * When the averages start. `'together'` (TA-Lib): the fast average is seeded on the last bars of the slow one's seed,
 * and no line is shown before the signal. `'apart'` (most charts): each on its own first bars, lines when known.
 */
export type MacdSeeding = 'together' | 'apart'

/** Settings of the MACD. */
export type MacdSettings = readonly [fast: number, slow: number, signal: number, seeding?: MacdSeeding]

/** The MACD as data. */
export const macdIndicator: Indicator<'source', MacdLine, MacdSettings> = {
  name: 'macd',
  inputs: ['source'],
  outputs: ['macd', 'signal', 'histogram'],
  parameters: [
    { name: 'fast', kind: 'period', min: 1, from: 2, to: 60, usual: 12 },
    { name: 'slow', kind: 'period', min: 2, from: 5, to: 200, usual: 26 },
    { name: 'signal', kind: 'period', min: 1, from: 2, to: 60, usual: 9 },
    { name: 'seeding', kind: 'variant', options: ['together', 'apart'], usual: 'together' },
  ],
  check: ([fast, slow]) => checkInteger('macd', 'slow', slow, { above: fast, remedy: 'Slow is the longer period.' }),
  warmup([, slow, signal, seeding]) {
    const whole = slow + signal - 2
    return { macd: seeding === 'together' ? whole : slow - 1, signal: whole, histogram: whole }
  },
  memory: ([, slow, signal]) => [{ counts: [slow], values: 3 }, smoothShape(emaSmoothing(signal))],
  run([averages, average], [source], [macd, signal, histogram], [fast, slow, period, seeding]) {
    runDifference(averages, macd, source, [fast, slow, seeding === 'together' ? slow - fast : 0])
    smooth(average, signal, macd, emaSmoothing(period))
    for (let t = 0; t < macd.length; t++) {
      histogram[t] = macd[t] - signal[t]
      if (seeding === 'together' && Number.isNaN(signal[t])) macd[t] = Number.NaN
    }
  },
}

/** Fast average minus slow average, as the difference of their lags (see `smooth`), so that flat prices give 0. */
function runDifference({ counts, values }: Memory, out: Column, source: Column, settings: readonly number[]): void {
  const [fast, slow, delay] = settings
  const { keep: keepFast } = emaSmoothing(fast)
  const { keep: keepSlow } = emaSmoothing(slow)
  let seen = counts[0]
  let [previous, lagFast, lagSlow] = values
  for (let t = 0; t < source.length; t++) {
    const change = source[t] - previous
    previous = source[t]
    if (seen === slow) {
      lagFast = keepFast * (lagFast + change)
      lagSlow = keepSlow * (lagSlow + change)
    } else {
      const seenFast = seen - delay
      lagFast = seenFast <= 0 ? 0 : (seenFast < fast ? seenFast / (seenFast + 1) : keepFast) * (lagFast + change)
      lagSlow = seen === 0 ? previous - previous : (seen / (seen + 1)) * (lagSlow + change)
      seen++
    }
    const difference = lagSlow - lagFast
    if (difference - difference !== 0) seen = 0
    out[t] = seen === slow ? difference : Number.NaN
  }
  counts[0] = seen
  values[0] = previous
  values[1] = lagFast
  values[2] = lagSlow
}

/**
 * Moving average convergence divergence (Appel): a fast exponential average minus a slow one, its own exponential
 * average (`signal`) and the difference of the two (`histogram`). All lines are first defined at row
 * `slow + signal - 2`; with seeding `'apart'` the macd line already at `slow - 1`. A NaN gives NaN, and all
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
