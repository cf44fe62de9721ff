import type { Column } from '../base/column.ts'
import { pearson } from '../math/correlation.ts'
import { deviations, dot } from '../math/sum.ts'
import { checkBenchmark, checkReturns } from './check-returns.ts'
import { deviationFrom, meanFrom, sharpeFrom, sumsOf } from './return-sums.ts'
import { SHARPE_KEYS, type SharpeOptions, sharpeOptions } from './sharpe.ts'
import type { YearOptions } from './total-return.ts'
import { FEWEST_RETURNS, SPREAD_DUST } from './undefined-rules.ts'

/**
 * Beta: how much returns move when the benchmark moves by 1, covariance over variance of the benchmark. NaN below 4
 * bars and when the benchmark does not vary.
 *
 * @example
 * marketBeta(Float64Array.of(0.5, -0.5, 0.5, 0), Float64Array.of(0.25, -0.25, 0.25, 0)) // => 2
 */
export function marketBeta(returns: Column, benchmark: Column): number {
  checkReturns('marketBeta', returns)
  checkBenchmark('marketBeta', benchmark, returns.length)
  return slope(returns, benchmark)
}

/**
 * Jensen's alpha: the mean return above what beta explains, (mean - riskFree) - beta (benchmark mean - riskFree), times
 * `periodsPerYear`; arithmetic, not compounded. NaN where beta is.
 *
 * @example
 * jensenAlpha(Float64Array.of(0.75, -0.25, 0.75, 0.25), Float64Array.of(0.25, -0.25, 0.25, 0)) // => 0.25
 */
export function jensenAlpha(returns: Column, benchmark: Column, options: SharpeOptions = {}): number {
  const { periodsPerYear, riskFree } = sharpeOptions('jensenAlpha', returns, options, SHARPE_KEYS)
  checkBenchmark('jensenAlpha', benchmark, returns.length)
  const earned = meanFrom(sumsOf(returns)) - riskFree
  return (earned - slope(returns, benchmark) * (meanFrom(sumsOf(benchmark)) - riskFree)) * periodsPerYear
}

/**
 * R squared: the share of the variance of the returns that the benchmark explains, in [0, 1]. NaN below 4 bars and when
 * either column does not vary.
 *
 * @example
 * rSquared(Float64Array.of(0.5, -0.5, 0.5, 0), Float64Array.of(0.25, -0.25, 0.25, 0)) // => 1
 */
export function rSquared(returns: Column, benchmark: Column): number {
  checkReturns('rSquared', returns)
  checkBenchmark('rSquared', benchmark, returns.length)
  return varies(returns) && varies(benchmark) ? pearson(returns, benchmark) ** 2 : Number.NaN
}

/**
 * Tracking error: the volatility of returns less the benchmark's, bar by bar. NaN below 2 bars.
 *
 * @example
 * trackingError(Float64Array.of(0.5, 0.25, 0), Float64Array.of(0, 0, 0), { periodsPerYear: 4 }) // => 0.5
 */
export function trackingError(returns: Column, benchmark: Column, options: YearOptions = {}): number {
  const { periodsPerYear } = sharpeOptions('trackingError', returns, options, ['periodsPerYear'])
  checkBenchmark('trackingError', benchmark, returns.length)
  return deviationFrom(sumsOf(active(returns, benchmark))) * Math.sqrt(periodsPerYear)
}

/**
 * The information ratio: mean return above the benchmark over the tracking error, which is the Sharpe ratio of the
 * difference. NaN below 4 bars and when the difference does not vary.
 *
 * @example
 * informationRatio(Float64Array.of(0.75, 0.25, 0.75, 0.25), new Float64Array(4)).toFixed(4) // => '1.7321'
 */
export function informationRatio(returns: Column, benchmark: Column, options: YearOptions = {}): number {
  const { periodsPerYear } = sharpeOptions('informationRatio', returns, options, ['periodsPerYear'])
  checkBenchmark('informationRatio', benchmark, returns.length)
  return sharpeFrom(sumsOf(active(returns, benchmark)), periodsPerYear)
}

/**
 * The Treynor ratio: mean return above `riskFree`, times `periodsPerYear`, over beta. Negative for a method that earns
 * while it moves against the benchmark, so compare it only among positive betas. NaN where beta is, or is 0.
 *
 * @example
 * treynor(Float64Array.of(0.75, -0.25, 0.75, 0.25), Float64Array.of(0.25, -0.25, 0.25, 0)) // => 0.1875
 */
export function treynor(returns: Column, benchmark: Column, options: SharpeOptions = {}): number {
  const { periodsPerYear, riskFree } = sharpeOptions('treynor', returns, options, SHARPE_KEYS)
  checkBenchmark('treynor', benchmark, returns.length)
  const beta = slope(returns, benchmark)
  const earned = (meanFrom(sumsOf(returns)) - riskFree) * periodsPerYear
  return beta === 0 ? Number.NaN : earned / beta
}

function slope(returns: Column, benchmark: Column): number {
  if (!varies(benchmark)) return Number.NaN
  const apart = deviations(benchmark)
  return dot(deviations(returns), apart) / dot(apart, apart)
}

function varies(column: Column): boolean {
  return column.length >= FEWEST_RETURNS && deviationFrom(sumsOf(column)) > SPREAD_DUST
}

function active(returns: Column, benchmark: Column): Column {
  return returns.map((value, t) => value - benchmark[t])
}
