import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber } from '../base/guards.ts'
import { checkPeriods, checkReturns } from './check-returns.ts'
import { sortinoFrom, sumsOf } from './return-sums.ts'
import { downsideSquares, type TargetOptions } from './volatility.ts'

/**
 * Reward per unit of shortfall: mean return above `target` over the downside deviation (all returns in its divisor),
 * times the root of `periodsPerYear`. NaN below 4 returns and when nothing falls short (Sortino and van der Meer 1991).
 *
 * @example
 * sortino(Float64Array.of(0.5, -1, 0.5, 1)) // => 0.5
 */
export function sortino(returns: Column, options: TargetOptions = {}): number {
  return measure('sortino', returns, options)
}

/**
 * The Sortino ratio over the root of 2, which puts it on the scale of the Sharpe ratio: for returns that scatter evenly
 * about a small mean the two agree (Schwager).
 *
 * @example
 * adjustedSortino(Float64Array.of(0.5, -1, 0.5, 1)).toFixed(4) // => '0.3536'
 */
export function adjustedSortino(returns: Column, options: TargetOptions = {}): number {
  return measure('adjustedSortino', returns, options) / Math.SQRT2
}

function measure(where: string, returns: Column, options: TargetOptions): number {
  checkReturns(where, returns)
  checkKeys(where, options, ['periodsPerYear', 'target'])
  const { periodsPerYear = 1, target = 0 } = options
  checkPeriods(where, periodsPerYear)
  checkNumber(where, 'target', target)
  return sortinoFrom(sumsOf(returns), downsideSquares(returns, target), periodsPerYear, target)
}
