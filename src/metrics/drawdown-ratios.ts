import type { Column } from '../base/column.ts'
import { checkKeys } from '../base/guards.ts'
import { quantile } from '../math/quantile.ts'
import { checkCompounding, checkPeriods } from './check-returns.ts'
import { deepest, drawdownOf } from './drawdown.ts'
import { deviationFrom, sumsOf } from './return-sums.ts'
import { growthOf, type YearOptions, yearlyGrowth } from './total-return.ts'
import { FEWEST_RETURNS, GROWTH_DUST, ratio, SPREAD_DUST } from './undefined-rules.ts'

/**
 * The Ulcer index: the root of the mean squared drawdown over all bars, peaks included (divisor n). 0 for an account
 * that never falls, NaN for an empty column (Martin 1987).
 *
 * @example
 * ulcerIndex(Float64Array.of(1, -0.5, 1, 1)) // => 0.25
 */
export function ulcerIndex(returns: Column): number {
  checkCompounding('ulcerIndex', returns)
  return rootMeanSquare(drawdownOf(growthOf(returns)))
}

/**
 * The pain index: the mean depth below the peak over all bars, as a positive fraction. NaN for an empty column.
 *
 * @example
 * painIndex(Float64Array.of(1, -0.5, 1, 1)) // => 0.125
 */
export function painIndex(returns: Column): number {
  checkCompounding('painIndex', returns)
  return meanDepth(drawdownOf(growthOf(returns)))
}

/**
 * The Calmar ratio: `cagr` over the size of the deepest fall, of the whole column (Young 1991 takes 36 months). NaN
 * below 4 returns and when equity never falls.
 *
 * @example
 * calmar(Float64Array.of(1, -0.5, 1, 0), { periodsPerYear: 4 }) // => 2
 */
export function calmar(returns: Column, options: YearOptions = {}): number {
  return growthOver('calmar', returns, options, (drawdown) => -deepest(drawdown))
}

/**
 * The Martin ratio, or Ulcer performance index: `cagr` over the Ulcer index. NaN below 4 returns and when equity never
 * falls (Martin and McCann 1989).
 *
 * @example
 * martin(Float64Array.of(1, -0.5, 1, 0), { periodsPerYear: 4 }) // => 4
 */
export function martin(returns: Column, options: YearOptions = {}): number {
  return growthOver('martin', returns, options, rootMeanSquare)
}

/**
 * The pain ratio: `cagr` over the pain index. NaN below 4 returns and when equity never falls.
 *
 * @example
 * painRatio(Float64Array.of(1, -0.5, 1, 0), { periodsPerYear: 4 }) // => 8
 */
export function painRatio(returns: Column, options: YearOptions = {}): number {
  return growthOver('painRatio', returns, options, meanDepth)
}

/**
 * The recovery factor: total compounded return over the size of the deepest fall. NaN below 4 returns and when equity
 * never falls.
 *
 * @example
 * recoveryFactor(Float64Array.of(1, -0.5, 1, 1)) // => 6
 */
export function recoveryFactor(returns: Column): number {
  checkCompounding('recoveryFactor', returns)
  const growth = growthOf(returns)
  if (growth.length < FEWEST_RETURNS) return Number.NaN
  return ratio(growth[growth.length - 1] - 1, -deepest(drawdownOf(growth)), GROWTH_DUST)
}

/**
 * The serenity ratio: `cagr` over the Ulcer index times the pitfall, which is the expected shortfall of the drawdowns
 * (mean of the deepest 5 %) over the volatility of a year. NaN below 4 returns, when equity never falls and when
 * returns do not vary.
 *
 * @example
 * serenity(Float64Array.of(0.5, -0.5, 0.5, 0.5), { periodsPerYear: 4 }).toFixed(4) // => '4.9193'
 */
export function serenity(returns: Column, options: YearOptions = {}): number {
  return growthOver('serenity', returns, options, (drawdown, periodsPerYear) => {
    const deviation = deviationFrom(sumsOf(returns))
    const pitfall = ratio(-meanUpTo(drawdown, quantile(drawdown, 0.05)), deviation, SPREAD_DUST)
    return (rootMeanSquare(drawdown) * pitfall) / Math.sqrt(periodsPerYear)
  })
}

type Size = (drawdown: Column, periodsPerYear: number) => number

/** Compound growth of a year over some measure of the drawdowns. */
function growthOver(where: string, returns: Column, options: YearOptions, size: Size): number {
  checkCompounding(where, returns)
  checkKeys(where, options, ['periodsPerYear'])
  const { periodsPerYear = 1 } = options
  checkPeriods(where, periodsPerYear)
  const growth = growthOf(returns)
  const drawdown = drawdownOf(growth)
  if (growth.length < FEWEST_RETURNS || -deepest(drawdown) <= GROWTH_DUST) return Number.NaN
  return ratio(yearlyGrowth(growth[growth.length - 1], growth.length, periodsPerYear), size(drawdown, periodsPerYear))
}

function rootMeanSquare(drawdown: Column): number {
  let squares = 0
  for (let t = 0; t < drawdown.length; t++) squares += drawdown[t] * drawdown[t]
  return Math.sqrt(squares / drawdown.length)
}

function meanDepth(drawdown: Column): number {
  let depth = 0
  for (let t = 0; t < drawdown.length; t++) depth -= drawdown[t]
  return depth / drawdown.length
}

function meanUpTo(column: Column, bound: number): number {
  const worst = column.filter((value) => value <= bound)
  return worst.reduce((total, value) => total + value, 0) / worst.length
}
