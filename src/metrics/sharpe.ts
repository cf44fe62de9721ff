import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber } from '../base/guards.ts'
import { pearson } from '../math/correlation.ts'
import { pow } from '../math/pow.ts'
import { deviations, dot } from '../math/sum.ts'
import { checkPeriods, checkReturns } from './check-returns.ts'
import { sharpeFrom, sumsOf } from './return-sums.ts'
import type { YearOptions } from './total-return.ts'

/** A year, and the return that could be had without risk. */
export interface SharpeOptions extends YearOptions {
  /** Return of one bar without risk; 0 by default. */
  readonly riskFree?: number
}

/** Options of `loSharpe`. */
export interface LoSharpeOptions extends SharpeOptions {
  /** Autocorrelations that are counted; by default the whole part of 4 (n / 100)^(2/9), and fewer than n. */
  readonly lags?: number
}

/**
 * Reward per unit of risk: mean return above `riskFree` over the sample standard deviation (divisor n - 1), times the
 * root of `periodsPerYear`. That root is right for returns without autocorrelation; see `loSharpe`. NaN below 4 returns
 * and when the returns do not vary (Sharpe 1994).
 *
 * @example
 * sharpe(Float64Array.of(0.75, 0.25, 0.75, 0.25)).toFixed(4) // => '1.7321'
 */
export function sharpe(returns: Column, options: SharpeOptions = {}): number {
  const { periodsPerYear, riskFree } = sharpeOptions('sharpe', returns, options, SHARPE_KEYS)
  return sharpeFrom(sumsOf(returns), periodsPerYear, riskFree)
}

/**
 * The Sharpe ratio divided by an autocorrelation penalty, the "smart Sharpe" of quantstats: with rho the absolute
 * correlation of neighbouring returns, the penalty is the root of 1 + 2 sum (1 - k / n) rho^k, k = 1 .. n - 1. Never
 * larger than the plain ratio in size, whatever the sign of the autocorrelation. NaN where the plain ratio or rho is.
 *
 * @example
 * smartSharpe(Float64Array.of(0.75, 0.25, 0.75, 0.25)).toFixed(4) // => '0.8660'
 */
export function smartSharpe(returns: Column, options: SharpeOptions = {}): number {
  const { periodsPerYear, riskFree } = sharpeOptions('smartSharpe', returns, options, SHARPE_KEYS)
  return sharpeFrom(sumsOf(returns), periodsPerYear, riskFree) / autocorrelationPenalty(returns)
}

/**
 * The Sharpe ratio brought to a year with the autocorrelation of the returns counted in: the ratio of one bar times
 * `loFactor` of the sample autocorrelations. Trending returns earn less than the root rule says, reverting ones more.
 * Not annualised (`periodsPerYear` 1) it is the plain ratio. NaN where the plain ratio is (Lo 2002).
 *
 * @example
 * loSharpe(Float64Array.of(0.75, 0.25, 0.75, 0.25), { periodsPerYear: 12, lags: 2 }).toFixed(4) // => '8.8626'
 */
export function loSharpe(returns: Column, options: LoSharpeOptions = {}): number {
  const { periodsPerYear, riskFree } = sharpeOptions('loSharpe', returns, options, [...SHARPE_KEYS, 'lags'])
  const { lags = Math.max(0, Math.min(returns.length - 1, usualLags(returns.length))) } = options
  checkInteger('loSharpe', 'lags', lags, { min: 0, max: Math.max(0, returns.length - 1) })
  return sharpeFrom(sumsOf(returns), 1, riskFree) * factorOf(correlationsOf(returns, lags), periodsPerYear)
}

/** The whole part of 4 (n / 100)^(2/9). */
function usualLags(count: number): number {
  const nearest = Math.round(4 * pow(count / 100, 2 / 9))
  // Asked of whole numbers, because 2/9 is none that a computer has: the power of 51,200 bars falls just short of 16.
  return pow(nearest, 9) * 10_000 > 262_144 * count * count ? nearest - 1 : nearest
}

/**
 * What a Sharpe ratio of one bar is multiplied by to span q bars, given the autocorrelations at lags 1, 2, …:
 * q / sqrt(q + 2 sum (q - k) rho_k) over k below q. The root of q when all are 0; NaN when the sum is not positive,
 * which sample autocorrelations allow (Lo 2002).
 *
 * @example
 * loFactor(new Float64Array(0), 16) // => 4
 */
export function loFactor(autocorrelation: Column, q: number): number {
  checkReturns('loFactor', autocorrelation)
  checkNumber('loFactor', 'q', q, { above: 0 })
  return factorOf(autocorrelation, q)
}

function factorOf(autocorrelation: Column, q: number): number {
  let spread = q
  for (let k = 1; k <= autocorrelation.length && k < q; k++) spread += 2 * (q - k) * autocorrelation[k - 1]
  return spread > 0 ? q / Math.sqrt(spread) : Number.NaN
}

/**
 * The sample autocorrelations of a column at lags 1 to `lags`: covariance with itself k bars ago over the variance,
 * both summed about the mean of all. NaN for a constant column.
 *
 * @example
 * autocorrelations(Float64Array.of(1, -1, 1, -1), 2) // => Float64Array.of(-0.75, 0.5)
 */
export function autocorrelations(returns: Column, lags: number): Column {
  checkReturns('autocorrelations', returns)
  checkInteger('autocorrelations', 'lags', lags, { min: 0, max: Math.max(0, returns.length - 1) })
  return correlationsOf(returns, lags)
}

function correlationsOf(returns: Column, lags: number): Column {
  const apart = deviations(returns)
  const all = dot(apart, apart)
  return Float64Array.from({ length: lags }, (_, k) => dot(apart.subarray(k + 1), apart.subarray(0, -(k + 1))) / all)
}

/** Options that every ratio over a riskless return knows. */
export const SHARPE_KEYS: readonly string[] = ['periodsPerYear', 'riskFree']

/** The options of a ratio with their defaults, checked together with the returns it is formed on. */
export function sharpeOptions(
  where: string,
  returns: Column,
  options: SharpeOptions,
  known: readonly string[],
): Required<SharpeOptions> {
  checkReturns(where, returns)
  checkKeys(where, options, known)
  const { periodsPerYear = 1, riskFree = 0 } = options
  checkPeriods(where, periodsPerYear)
  checkNumber(where, 'riskFree', riskFree)
  return { periodsPerYear, riskFree }
}

function autocorrelationPenalty(returns: Column): number {
  const n = returns.length
  if (n < 2) return Number.NaN
  const rho = Math.abs(pearson(returns.subarray(0, -1), returns.subarray(1)))
  let tail = 0
  for (let k = n - 1; k >= 1; k--) tail = (tail + (n - k) / n) * rho
  return Math.sqrt(1 + 2 * tail)
}
