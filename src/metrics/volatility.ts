import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber } from '../base/guards.ts'
import { checkPeriods, checkReturns } from './check-returns.ts'
import { deviationFrom, sumsOf } from './return-sums.ts'
import type { YearOptions } from './total-return.ts'

/** A year, and the return that must be reached. */
export interface TargetOptions extends YearOptions {
  /** Smallest return of a bar that is not a shortfall (minimum acceptable return); 0 by default. */
  readonly target?: number
}

/**
 * How far returns scatter: their sample standard deviation (divisor n - 1) times the root of `periodsPerYear`. 0 for
 * a constant column, NaN below 2 returns.
 *
 * @example
 * volatility(Float64Array.of(0.5, 0.25, 0), { periodsPerYear: 4 }) // => 0.5
 */
export function volatility(returns: Column, options: YearOptions = {}): number {
  checkReturns('volatility', returns)
  checkKeys('volatility', options, ['periodsPerYear'])
  const { periodsPerYear = 1 } = options
  checkPeriods('volatility', periodsPerYear)
  return deviationFrom(sumsOf(returns)) * Math.sqrt(periodsPerYear)
}

/**
 * How far returns fall short of a target: the root of the mean of min(return - target, 0) squared, over all
 * returns and not only the losing ones, times the root of `periodsPerYear`. 0 without a shortfall, NaN for an empty column.
 *
 * @example
 * downsideDeviation(Float64Array.of(0.5, -1, 0.5, 1)) // => 0.5
 */
export function downsideDeviation(returns: Column, options: TargetOptions = {}): number {
  checkReturns('downsideDeviation', returns)
  checkKeys('downsideDeviation', options, ['periodsPerYear', 'target'])
  const { periodsPerYear = 1, target = 0 } = options
  checkPeriods('downsideDeviation', periodsPerYear)
  checkNumber('downsideDeviation', 'target', target)
  return Math.sqrt(downsideSquares(returns, target) / returns.length) * Math.sqrt(periodsPerYear)
}

/** The sum, in index order, of the squares of min(return - target, 0). */
export function downsideSquares(returns: Column, target: number): number {
  let squares = 0
  for (let t = 0; t < returns.length; t++) {
    const short = Math.min(returns[t] - target, 0)
    squares += short * short
  }
  return squares
}
