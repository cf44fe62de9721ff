import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber } from '../base/guards.ts'
import { normalQuantile } from '../math/normal-quantile.ts'
import { checkTrials, expectedMaxNormal } from './normal-maximum.ts'
import { ratioOf, type SharpeRatio } from './sharpe-ratio.ts'
import { momentsOf, type SharpeFigures, shapeFactor } from './track-record.ts'

/** What a track record is to prove, and how surely. */
export interface MinimumTrackRecordOptions {
  /** The ratio to beat; 0 by default. */
  readonly benchmark?: SharpeRatio
  /** The chance wanted, above one half; 0.95 by default. */
  readonly confidence?: number
}

/**
 * How many bars a track record needs before its Sharpe ratio beats a benchmark with the confidence wanted: the length
 * at which `probabilisticSharpe` is that confidence. Not rounded; divided by the bars of a year it is years.
 * Infinity when the ratio is not above the benchmark, for then no length will do; NaN where the ratio is undefined.
 * Bailey and López de Prado 2012.
 *
 * @example
 * const [two, one] = [2, 1].map((annual) => ({ annual, periodsPerYear: 250 }))
 * const bars = minimumTrackRecord({ sharpe: two }, { benchmark: one })
 * (bars / 250).toFixed(4) // => '2.7312'
 */
export function minimumTrackRecord(track: Column | SharpeFigures, options: MinimumTrackRecordOptions = {}): number {
  const where = 'minimumTrackRecord'
  checkKeys(where, options, ['benchmark', 'confidence'])
  const { benchmark = { perPeriod: 0 }, confidence = 0.95 } = options
  checkNumber(where, 'confidence', confidence, { above: 0.5, below: 1, remedy: 'Give a fraction, for example 0.95.' })
  const moments = momentsOf(where, track)
  const ahead = moments.ratio - ratioOf(where, 'benchmark', benchmark)
  if (ahead <= 0) return Number.POSITIVE_INFINITY
  return 1 + shapeFactor(moments.ratio, moments) * (normalQuantile(confidence) / ahead) ** 2
}

/**
 * How many bars a backtest needs so that the best of `count` trials without skill is not expected to reach a Sharpe
 * ratio: fewer bars, and that ratio says nothing. It is (`expectedMaxNormal` / ratio)^2, never above
 * 2 ln(count) / ratio^2, in the bars that the ratio is told in (years when `periodsPerYear` is 1). Bailey, Borwein, López
 * de Prado and Zhu, "Pseudo-Mathematics and Financial Charlatanism", 2014.
 *
 * @example
 * minimumBacktestLength(45, { annual: 1, periodsPerYear: 1 }).toFixed(3) // => '4.998'
 * (minimumBacktestLength(45, { annual: 1, periodsPerYear: 252 }) / 252).toFixed(3) // => '4.998'
 */
export function minimumBacktestLength(count: number, sharpe: SharpeRatio): number {
  const where = 'minimumBacktestLength'
  checkTrials(where, count)
  const ratio = ratioOf(where, 'sharpe', sharpe)
  if (!Number.isNaN(ratio)) checkNumber(where, 'sharpe', ratio, { above: 0 })
  return (expectedMaxNormal(count) / ratio) ** 2
}
