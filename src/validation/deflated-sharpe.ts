import type { Column } from '../base/column.ts'
import { checkKeys, checkOneOf } from '../base/guards.ts'
import { normalCdf } from '../math/normal.ts'
import { luckOf, type Trials } from './expected-max-sharpe.ts'
import { normalMaximum } from './normal-maximum.ts'
import { errorAt } from './probabilistic-sharpe.ts'
import { type LagOptions, standardErrorOf } from './sharpe-standard-error.ts'
import { momentsOf, type TrackRecord } from './track-record.ts'

/** How the error of the ratio is formed. */
export interface DeflatedSharpeOptions extends LagOptions {
  /**
   * `'observed'` (default) and `'benchmark'` as for `probabilisticSharpe`; `'maximum'` is `'benchmark'` with the variance
   * of the largest of so many draws instead of that of one (López de Prado, Lipton and Zoonekynd 2025).
   */
  readonly error?: 'observed' | 'benchmark' | 'maximum'
}

/**
 * The chance that the true Sharpe ratio of the best of many trials is above what luck alone gives the best of so many:
 * `probabilisticSharpe` against `expectedMaxSharpe`. It is a probability, not a smaller Sharpe ratio; 0.95 is
 * the usual bar. With one trial it is the probabilistic ratio against 0. NaN where the ratio is undefined. Bailey and
 * López de Prado, "The Deflated Sharpe Ratio", 2014.
 *
 * @example
 * const winner = { count: 1250, sharpe: { annual: 2.5, periodsPerYear: 250 }, skewness: -3, kurtosis: 10 }
 * const trials = { count: 100, variance: { annual: 0.5, periodsPerYear: 250 } }
 * deflatedSharpe(winner, trials).toFixed(4) // => '0.9004'
 */
export function deflatedSharpe(
  track: Column | TrackRecord,
  trials: Trials,
  options: DeflatedSharpeOptions = {},
): number {
  const where = 'deflatedSharpe'
  checkKeys(where, options, ['error', 'lags'])
  const { error = 'observed', lags = 0 } = options
  checkOneOf(where, 'error', error, ['observed', 'benchmark', 'maximum'])
  const luck = luckOf(where, trials)
  const { ratio } = momentsOf(where, track)
  const spread = error === 'observed' ? standardErrorOf(where, track, lags) : errorAt(where, track, luck.ratio, lags)
  const share = error === 'maximum' ? Math.sqrt(normalMaximum(luck.count).variance) : 1
  return normalCdf((ratio - luck.ratio) / (spread * share))
}
