import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import { kurtosis, skewness } from '../math/moments.ts'
import { sharpe } from '../metrics/sharpe.ts'
import { type PerPeriod, ratioOf, type SharpeRatio } from './sharpe-ratio.ts'

/** Moments of a real sample break kurtosis >= 1 + skewness squared by no more than rounding. */
const ROUNDING = 1e-9

/** A Sharpe ratio and the shape of the returns it was measured on. */
export interface SharpeFigures {
  readonly sharpe: SharpeRatio
  /** m3 / m2^1.5 of the returns; 0, that of a normal distribution, by default. */
  readonly skewness?: number
  /** m4 / m2^2 of the returns, not the excess; 3, that of a normal distribution, by default. */
  readonly kurtosis?: number
}

/** The figures of a track record: all that inference about a Sharpe ratio needs of the returns. */
export interface TrackRecord extends SharpeFigures {
  /** Number of returns. */
  readonly count: number
}

/**
 * The track record of returns: their number, Sharpe ratio above `riskFree` per bar, skewness and kurtosis (not the
 * excess). NaN where returns are too few (4 for the ratio) or do not vary.
 *
 * @example
 * trackRecordOf(Float64Array.of(0.75, 0.25, 0.75, 0.25)).kurtosis // => 1
 */
export function trackRecordOf(
  returns: Column,
  options: { readonly riskFree?: number } = {},
): Required<TrackRecord> & { readonly sharpe: PerPeriod } {
  checkKeys('trackRecordOf', options, ['riskFree'])
  const { riskFree = 0 } = options
  return {
    count: returns.length,
    sharpe: { perPeriod: sharpe(returns, { riskFree }) },
    skewness: skewness(returns),
    kurtosis: kurtosis(returns),
  }
}

/** The figures that formulas use: one bar's Sharpe ratio and the moments. */
export interface Moments {
  readonly ratio: number
  readonly skew: number
  readonly kurt: number
}

/** Refuses figures that no returns can have. Columns are taken as returns above the riskless one. */
export function momentsOf(where: string, track: Column | SharpeFigures): Moments {
  if (track instanceof Float64Array) return momentsOf(where, trackRecordOf(track))
  if (typeof track !== 'object' || track === null || 'length' in track) {
    refuse(where, 'track', track, { rule: 'returns (a Float64Array) or their figures' })
  }
  checkKeys(where, track, ['count', 'sharpe', 'skewness', 'kurtosis'])
  const { skewness: skew = 0, kurtosis: kurt = 3 } = track
  const ratio = ratioOf(where, 'sharpe', track.sharpe)
  if (Number.isNaN(skew) || Number.isNaN(kurt)) return { ratio: Number.NaN, skew, kurt }
  checkNumber(where, 'skewness', skew)
  checkNumber(where, 'kurtosis', kurt, {
    min: (1 + skew * skew) * (1 - ROUNDING),
    remedy: 'No returns have less than 1 + skewness squared. Is it the excess? Add 3.',
  })
  return { ratio, skew, kurt }
}

/** The number of returns of a track record. */
export function countOf(where: string, track: Column | TrackRecord): number {
  const count = track instanceof Float64Array ? track.length : track.count
  checkInteger(where, 'count', count, { min: 2, remedy: 'Give the number of returns.' })
  return count
}

/** What skewness and fat tails make of the variance of a Sharpe ratio: 1 when it is 0. NaN unless above 0. */
export function shapeFactor(ratio: number, { skew, kurt }: Moments): number {
  const factor = 1 - skew * ratio + ((kurt - 1) / 4) * ratio * ratio
  return factor > 0 ? factor : Number.NaN
}
