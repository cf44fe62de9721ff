import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber } from '../base/guards.ts'
import { quantileSorted } from '../math/quantile.ts'
import { checkReturns } from './check-returns.ts'
import { profitFactor } from './outcomes.ts'
import { FEWEST_RETURNS, ratio } from './undefined-rules.ts'

/** Options of `tailRatio`. */
export interface TailRatioOptions {
  /** Share of bars beyond each of the two quantiles, above 0 and below 0.5; 0.05 by default. */
  readonly share?: number
}

/**
 * The tail ratio: the size of the 95 % quantile of returns over the size of the 5 % quantile (linear between
 * neighbours). Above 1 when good surprises are larger than bad ones. NaN below 4 returns and when the low quantile is
 * 0. O(n log n).
 *
 * @example
 * tailRatio(Float64Array.of(-0.5, -0.25, 0, 0.5, 0.75), { share: 0.25 }) // => 2
 */
export function tailRatio(returns: Column, options: TailRatioOptions = {}): number {
  checkReturns('tailRatio', returns)
  checkKeys('tailRatio', options, ['share'])
  const { share = 0.05 } = options
  checkNumber('tailRatio', 'share', share, { above: 0, below: 0.5 })
  if (returns.length < FEWEST_RETURNS) return Number.NaN
  const sorted = returns.toSorted()
  return ratio(Math.abs(quantileSorted(sorted, 1 - share)), Math.abs(quantileSorted(sorted, share)))
}

/**
 * The common sense ratio: `profitFactor` of the returns times their `tailRatio`; above 1 for a method that both earns
 * and is surprised to the good side. NaN where either is.
 *
 * @example
 * commonSenseRatio(Float64Array.of(-0.5, 0.5, 0.5, -0.5)) // => 1
 */
export function commonSenseRatio(returns: Column): number {
  checkReturns('commonSenseRatio', returns)
  return profitFactor(returns) * tailRatio(returns)
}
