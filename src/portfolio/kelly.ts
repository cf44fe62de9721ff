import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import type { Matrix } from '../math/matrix.ts'
import { solve } from '../math/solve.ts'
import { dot } from '../math/sum.ts'
import { checkCovariance } from './check-covariance.ts'
import { leastVariance } from './least-variance.ts'
import { checkLimits, LIMIT_KEYS, type Limits, refuseLimits } from './limits.ts'
import { times } from './times.ts'

/** A bet with two outcomes. */
export interface BinaryBet {
  /** Probability of a win. */
  readonly probability: number
  /** What a stake of 1 gains in a win. */
  readonly gain: number
  /** What a stake of 1 loses otherwise. Default 1: all of it. */
  readonly loss?: number
}

/** How much of the full bet is taken. */
export interface KellyOptions {
  /** Share of the full bet: 0.5 is half Kelly, with three quarters of the growth and half the volatility. Default 1. */
  readonly fraction?: number
}

/** How many bets at once are taken. */
export interface KellyManyOptions extends KellyOptions, Limits {
  /**
   * `'unconstrained'` (default): shorts and borrowing, and limits are refused. `'long-only'`: stakes of at least 0 within the
   * limits, that sum to no more than 1.
   */
  readonly stakes?: 'unconstrained' | 'long-only'
}

/** Stakes as fractions of equity. They need not sum to 1. */
export interface KellyStakes {
  /** Below 0 for a short. */
  readonly stakes: Column
  /** What is left of equity beside the stakes; below 0 when it is borrowed. */
  readonly cash: number
  /** Expected growth per period, in the gaussian approximation. */
  readonly growth: number
}

/**
 * The stake, as a fraction of equity, that makes a bet with two outcomes grow fastest: p / loss - q / gain (Kelly 1956).
 * Below 0 when the bet is better from the other side. It can be above 1, which is to borrow.
 *
 * @example
 * kellyBinary({ probability: 0.6, gain: 1 }).toFixed(12) // => '0.200000000000'
 * kellyBinary({ probability: 0.6, gain: 1 }, { fraction: 0.5 }).toFixed(12) // => '0.100000000000'
 */
export function kellyBinary(bet: BinaryBet, options: KellyOptions = {}): number {
  checkKeys('kellyBinary', bet, ['probability', 'gain', 'loss'])
  const { probability, gain, loss = 1 } = bet
  checkNumber('kellyBinary', 'probability', probability, { min: 0, max: 1 })
  checkNumber('kellyBinary', 'gain', gain, { above: 0 })
  checkNumber('kellyBinary', 'loss', loss, { above: 0 })
  return fractionOf('kellyBinary', options) * (probability / loss - (1 - probability) / gain)
}

/**
 * The stake that makes gaussian returns grow fastest: mean over variance, of excess returns per period.
 *
 * @example
 * kellyGaussian(0.0005, 0.0004) // => 1.25
 */
export function kellyGaussian(mean: number, variance: number, options: KellyOptions = {}): number {
  checkNumber('kellyGaussian', 'mean', mean)
  checkNumber('kellyGaussian', 'variance', variance, { above: 0 })
  return (fractionOf('kellyGaussian', options) * mean) / variance
}

/**
 * The stakes in many assets that make gaussian returns grow fastest: the inverse of the covariance times the means, of excess
 * returns per period (Thorp 2006). Small errors of the means move the stakes far, so take a fraction. Refuses a singular
 * covariance. Long only, the stakes within the limits where means less half the variance over the fraction is largest: a
 * fraction of the full bet where nothing binds, never more than all equity, and no inverse is needed. O(n^3).
 *
 * @example
 * const table = matrixFrom([[1, 0], [0, 4]])
 * const { stakes, cash } = kelly(Float64Array.of(0.25, 0.5), table, { fraction: 0.5 })
 * stakes // => Float64Array.of(0.125, 0.0625)
 * cash // => 0.8125
 * kelly(Float64Array.of(3, -0.5), table, { stakes: 'long-only', max: 0.25 }).stakes // => Float64Array.of(0.25, 0)
 */
export function kelly(means: Column, covariance: Matrix, options: KellyManyOptions = {}): KellyStakes {
  checkKeys('kelly', options, ['fraction', 'stakes', ...LIMIT_KEYS])
  const { stakes: sign = 'unconstrained', fraction } = options
  checkOneOf('kelly', 'stakes', sign, ['unconstrained', 'long-only'])
  const { count, covariance: table } = checkCovariance('kelly', covariance)
  checkColumn('kelly', 'means', means, count)
  checkFinite('kelly', 'means', means)
  const share = fractionOf('kelly', fraction === undefined ? {} : { fraction })
  if (sign === 'unconstrained') refuseLimits('kelly', options)
  const box = checkLimits('kelly', sign === 'unconstrained' ? {} : options, count, 'at-most')
  const tilt = means.map((mean) => share * mean)
  const stakes =
    sign === 'unconstrained'
      ? solve({ rows: count, columns: count, data: table }, tilt)
      : leastVariance('kelly', { count, table, box, tilt, total: 'at-most' })
  const pulls = times(table, stakes)
  const risk = stakes.reduce((all, s, i) => all + s * pulls[i], 0)
  return { stakes, cash: 1 - stakes.reduce((all, s) => all + s, 0), growth: dot(stakes, means) - risk / 2 }
}

/**
 * The stake that would have made returns that were seen grow fastest: where the mean of r / (1 + f r) is 0 (Vince 1990), per
 * period, in [0, 1 / worst loss). 0 when they lose on average. Infinity when nothing was ever lost. What was not seen is not in
 * it: the worst loss is still to come.
 *
 * @example
 * kellyEmpirical(Float64Array.of(1, 1, 1, -1, -1)).toFixed(12) // => '0.200000000000'
 */
export function kellyEmpirical(returns: Column, options: KellyOptions = {}): number {
  checkColumn('kellyEmpirical', 'returns', returns)
  checkFinite('kellyEmpirical', 'returns', returns)
  if (returns.length === 0) refuse('kellyEmpirical', 'returns.length', 0, { rule: 'at least 1' })
  const fraction = fractionOf('kellyEmpirical', options)
  const slope = (stake: number): number => returns.reduce((all, r) => all + r / (1 + stake * r), 0)
  const worst = returns.reduce((least, r) => Math.min(least, r), 0)
  if (!(slope(0) > 0)) return 0
  if (worst === 0) return Number.POSITIVE_INFINITY
  let low = 0
  let high = -1 / worst
  for (let middle = high / 2; middle > low && middle < high; middle = low + (high - low) / 2) {
    if (slope(middle) > 0) low = middle
    else high = middle
  }
  return fraction * low
}

function fractionOf(where: string, options: KellyOptions): number {
  checkKeys(where, options, ['fraction'])
  const { fraction = 1 } = options
  checkNumber(where, 'fraction', fraction, { above: 0, max: 1, remedy: 'Above 1 grows slower and risks more.' })
  return fraction
}
