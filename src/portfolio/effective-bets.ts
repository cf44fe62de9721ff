import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite } from '../base/guards.ts'
import { eigenSymmetric } from '../math/eigen.ts'
import type { Matrix } from '../math/matrix.ts'
import { dot } from '../math/sum.ts'
import { checkCovariance } from './check-covariance.ts'

/**
 * On how many independent things a portfolio bets: e to the entropy of the shares of its variance that lie along the
 * principal axes of the covariance (Meucci 2009). 1 when all risk lies along one axis, n when it is spread evenly over all.
 * NaN when the portfolio has no variance. Where eigenvalues repeat the axes are any of many, and so is the number.
 * O(n^3), near 2 s for 500 assets.
 *
 * @example
 * effectiveBets(Float64Array.of(0.5, 0.5), matrixFrom([[1, 0], [0, 1]])).toFixed(12) // => '2.000000000000'
 * effectiveBets(Float64Array.of(0.5, 0.5), matrixFrom([[1, 0.5], [0.5, 1]])).toFixed(12) // => '1.000000000000'
 */
export function effectiveBets(weights: Column, covariance: Matrix): number {
  const { count } = checkCovariance('effectiveBets', covariance)
  checkColumn('effectiveBets', 'weights', weights, count)
  checkFinite('effectiveBets', 'weights', weights)
  const { values, vectors } = eigenSymmetric(covariance)
  const shares = values.map((value, i) => Math.max(0, value) * dot(vectors[i], weights) ** 2)
  return numberOf(shares)
}

/** e to the entropy of shares that need not sum to 1: how many equal ones would be as spread out. */
export function numberOf(shares: Column): number {
  const total = shares.reduce((all, share) => all + share, 0)
  if (!(total > 0)) return Number.NaN
  let entropy = 0
  for (const share of shares) if (share > 0) entropy -= (share / total) * Math.log(share / total)
  return Math.exp(entropy)
}
