import type { Column } from '../base/column.ts'
import { checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { normalCdf } from '../math/normal.ts'
import { ratioOf, type SharpeRatio } from './sharpe-ratio.ts'
import { type LagOptions, standardErrorOf } from './sharpe-standard-error.ts'
import { countOf, momentsOf, shapeFactor, type TrackRecord } from './track-record.ts'

/** What a Sharpe ratio is tested against, and how its error is formed. */
export interface ProbabilisticSharpeOptions extends LagOptions {
  /** The ratio to beat; 0 by default. */
  readonly benchmark?: SharpeRatio
  /**
   * `'observed'` (default): the error at the measured ratio, divisor n - 1, as published in 2012. `'benchmark'`: the
   * error there would be if the benchmark were true, divisor n, as López de Prado, Lipton and Zoonekynd have it in 2025.
   */
  readonly error?: 'observed' | 'benchmark'
}

/**
 * The chance, going by the length and the shape of a track record, that its true Sharpe ratio is above a benchmark:
 * one look at one strategy. For the best of many looks see `deflatedSharpe`. Returns are those above the riskless one.
 * NaN where the ratio is undefined. Bailey and López de Prado, "The Sharpe Ratio Efficient Frontier", 2012.
 *
 * @example
 * const monthly = { perPeriod: 0.45833 }
 * probabilisticSharpe({ count: 24, sharpe: monthly, skewness: -2.448, kurtosis: 10.164 }).toFixed(3) // => '0.913'
 * probabilisticSharpe({ count: 24, sharpe: monthly }).toFixed(3) // => '0.982'
 */
export function probabilisticSharpe(track: Column | TrackRecord, options: ProbabilisticSharpeOptions = {}): number {
  const where = 'probabilisticSharpe'
  checkKeys(where, options, ['benchmark', 'error', 'lags'])
  const { benchmark = { perPeriod: 0 }, error = 'observed', lags = 0 } = options
  checkOneOf(where, 'error', error, ['observed', 'benchmark'])
  const { ratio } = momentsOf(where, track)
  const bar = ratioOf(where, 'benchmark', benchmark)
  const spread = error === 'observed' ? standardErrorOf(where, track, lags) : errorAt(where, track, bar, lags)
  return normalCdf((ratio - bar) / spread)
}

/** The standard error of a Sharpe ratio if the true one were `bar`. */
export function errorAt(where: string, track: Column | TrackRecord, bar: number, lags: number): number {
  if (lags !== 0) {
    refuse(where, 'lags', lags, {
      rule: "0 unless error is 'observed'",
      remedy: 'Serial correlation is measured, not supposed.',
    })
  }
  return Math.sqrt(shapeFactor(bar, momentsOf(where, track)) / countOf(where, track))
}
