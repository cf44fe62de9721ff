import type { Column } from '../base/column.ts'
import { checkKeys } from '../base/guards.ts'
import { expm1 } from '../math/exp.ts'
import { ln } from '../math/ln.ts'
import { pow } from '../math/pow.ts'
import { checkCompounding, checkPeriods, checkReturns } from './check-returns.ts'
import { meanFrom, sumsOf } from './return-sums.ts'

/** Below this a rate is not taken from a power less 1. */
const SMALL_RATE = 0.01

/** How many returns make a year. */
export interface YearOptions {
  /** Bars in a year, for example 252 or 8766 (see `periodsPerYear`); 1 by default: per bar, not annualised. */
  readonly periodsPerYear?: number
}

/**
 * The compounded equity after every bar of an account that starts with 1: the running product of 1 + return.
 *
 * @example
 * growthColumn(Float64Array.of(0.5, -0.5, 1)) // => Float64Array.of(1.5, 0.75, 1.5)
 */
export function growthColumn(returns: Column): Column {
  checkCompounding('growthColumn', returns)
  return growthOf(returns)
}

/** `growthColumn` of returns that are checked already. */
export function growthOf(returns: Column): Column {
  const growth = new Float64Array(returns.length)
  let equity = 1
  for (let t = 0; t < returns.length; t++) growth[t] = equity *= 1 + returns[t]
  return growth
}

/**
 * What an account gained in all, as a fraction of its start: the product of 1 + return, less 1. An account whose
 * equity is known has equity / start - 1, the same to rounding. 0 for an empty column.
 *
 * @example
 * totalReturn(Float64Array.of(0.5, -0.5, 1)) // => 0.5
 */
export function totalReturn(returns: Column): number {
  checkCompounding('totalReturn', returns)
  return compounded(returns) - 1
}

/**
 * Compound annual growth rate: the steady yearly return that ends where these returns end. It counts bars, not
 * calendar days: the exponent is periodsPerYear / n. -1 after a total loss; NaN for an empty column, and where
 * the rate of a short, steep column is beyond the largest number.
 *
 * @example
 * cagr(Float64Array.of(0.1, 0.1), { periodsPerYear: 1 }).toFixed(12) // => '0.100000000000'
 */
export function cagr(returns: Column, options: YearOptions = {}): number {
  checkCompounding('cagr', returns)
  checkKeys('cagr', options, ['periodsPerYear'])
  const { periodsPerYear = 1 } = options
  checkPeriods('cagr', periodsPerYear)
  return yearlyGrowth(compounded(returns), returns.length, periodsPerYear)
}

/**
 * `cagr` of an account whose final equity over starting equity is known.
 *
 * @example
 * yearlyGrowth(4, 24, 12) // => 1
 */
export function yearlyGrowth(growth: number, count: number, periodsPerYear: number): number {
  const rate = count === 0 ? Number.NaN : pow(growth, periodsPerYear / count) - 1
  return rate === Number.POSITIVE_INFINITY ? Number.NaN : rate
}

/**
 * The geometric mean return of a bar: the steady return that ends where these returns end. NaN for an empty
 * column.
 *
 * @example
 * geometricMean(Float64Array.of(1, -0.5)) // => 0
 */
export function geometricMean(returns: Column): number {
  checkCompounding('geometricMean', returns)
  const growth = compounded(returns)
  const rate = yearlyGrowth(growth, returns.length, 1)
  // A root this near to 1 has lost the digits of the rate: half of them for bars of a minute.
  return Math.abs(rate) < SMALL_RATE ? expm1(ln(growth) / returns.length) : rate
}

/**
 * The expected return of a bar: the arithmetic mean, times `periodsPerYear`. NaN for an empty column.
 *
 * @example
 * expectedReturn(Float64Array.of(0.5, -0.25, 0.5)) // => 0.25
 */
export function expectedReturn(returns: Column, options: YearOptions = {}): number {
  checkReturns('expectedReturn', returns)
  checkKeys('expectedReturn', options, ['periodsPerYear'])
  const { periodsPerYear = 1 } = options
  checkPeriods('expectedReturn', periodsPerYear)
  return meanFrom(sumsOf(returns)) * periodsPerYear
}

/**
 * The largest value of a column: the best bar, or the best month of `calendarReturns(...).returns`. NaN for an empty
 * column.
 *
 * @example
 * bestReturn(Float64Array.of(0.1, -0.2)) // => 0.1
 */
export function bestReturn(returns: Column): number {
  checkReturns('bestReturn', returns)
  return returns.length === 0 ? Number.NaN : returns.reduce((best, value) => Math.max(best, value))
}

/**
 * The smallest value of a column: the worst bar, day, month or year. NaN for an empty column.
 *
 * @example
 * worstReturn(Float64Array.of(0.1, -0.2)) // => -0.2
 */
export function worstReturn(returns: Column): number {
  checkReturns('worstReturn', returns)
  return returns.length === 0 ? Number.NaN : returns.reduce((worst, value) => Math.min(worst, value))
}

/** What 1 grows to over the rows from `from` up to and without `end`. */
export function compounded(returns: Column, from = 0, end: number = returns.length): number {
  let equity = 1
  for (let t = from; t < end; t++) equity *= 1 + returns[t]
  return equity
}
