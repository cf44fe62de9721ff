import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, refuse } from '../base/guards.ts'
import { deviations, dot } from '../math/sum.ts'
import { countOf, momentsOf, shapeFactor, type TrackRecord } from './track-record.ts'

/** How serial correlation is counted. */
export interface LagOptions {
  /** Neighbours whose correlation is counted (Newey-West weights); 0 by default: returns are independent. */
  readonly lags?: number
}

/**
 * How far a measured Sharpe ratio of one bar lies from the true one, as a standard deviation: the root of
 * (1 - skewness SR + (kurtosis - 1) / 4 SR^2) / (n - 1). With `lags` the returns themselves must be given, and
 * their serial correlation is counted in the way of Lo 2002: the long-run variance of each return's influence on the
 * ratio, (z - SR (z^2 - 1) / 2) with z the standardised return, with weights 1 - lag / (lags + 1). Returns are those
 * above the riskless one. NaN where the ratio is undefined. Mertens 2002; Lo 2002.
 *
 * @example
 * sharpeStandardError({ count: 101, sharpe: { perPeriod: 0 } }) // => 0.1
 * sharpeStandardError(Float64Array.of(0.75, 0.25, 0.75, 0.25), { lags: 1 }).toFixed(4) // => '0.2887'
 */
export function sharpeStandardError(track: Column | TrackRecord, options: LagOptions = {}): number {
  checkKeys('sharpeStandardError', options, ['lags'])
  return standardErrorOf('sharpeStandardError', track, options.lags ?? 0)
}

/** `sharpeStandardError` on behalf of another door. */
export function standardErrorOf(where: string, track: Column | TrackRecord, lags: number): number {
  const moments = momentsOf(where, track)
  const count = countOf(where, track)
  checkInteger(where, 'lags', lags, { min: 0, max: count - 1 })
  if (lags === 0) return Math.sqrt(shapeFactor(moments.ratio, moments) / (count - 1))
  if (!(track instanceof Float64Array)) {
    refuse(where, 'lags', lags, { rule: '0 for figures', remedy: 'Give the returns: figures do not know their order.' })
  }
  const spread = longRunVariance(influence(track, moments.ratio), lags)
  return spread > 0 ? Math.sqrt(spread / (count - 1)) : Number.NaN
}

/** What each return adds to the error of the ratio; its variance is the shape factor. */
function influence(returns: Column, ratio: number): Column {
  const apart = deviations(returns)
  const unit = Math.sqrt(dot(apart, apart) / returns.length)
  return apart.map((value) => value / unit - (ratio / 2) * ((value / unit) ** 2 - 1))
}

/** The variance of the mean of a column with mean 0, times its length, by Newey and West 1987: never below 0. */
function longRunVariance(column: Column, lags: number): number {
  let total = dot(column, column)
  for (let lag = 1; lag <= lags; lag++) {
    total += 2 * (1 - lag / (lags + 1)) * dot(column.subarray(lag), column.subarray(0, -lag))
  }
  return total / column.length
}
