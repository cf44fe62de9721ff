import { checkKeys, checkNumber } from '../base/guards.ts'
import { eigenSymmetric } from '../math/eigen.ts'
import type { Matrix } from '../math/matrix.ts'
import { takeApart } from './check-covariance.ts'
import { rebuild } from './rebuild.ts'

/** How a covariance is mended. */
export interface RepairOptions {
  /** Least eigenvalue of the correlation, before its diagonal is brought back to 1. Default 1e-8. */
  readonly floor?: number
}

/**
 * The covariance with the same variances whose correlation has no eigenvalue below the floor: lower ones are lifted to it
 * and the diagonal is brought back to 1 (Rebonato and Jäckel 1999). One that needs no mending is given back as it is. It is
 * near the nearest such covariance, not exactly it. O(n^3).
 *
 * @example
 * const table = matrixFrom([[1, 0.9, 0], [0.9, 1, 0.9], [0, 0.9, 1]])
 * hrp(table) // throws 'invalid-argument'
 * hrp(repairCovariance(table)).weights.length // => 3
 */
export function repairCovariance(covariance: Matrix, options: RepairOptions = {}): Matrix {
  checkKeys('repairCovariance', options, ['floor'])
  const { floor = 1e-8 } = options
  checkNumber('repairCovariance', 'floor', floor, { min: 0, below: 1 })
  const assets = takeApart('repairCovariance', covariance)
  const { count, correlation } = assets
  const { values, vectors } = eigenSymmetric({ rows: count, columns: count, data: correlation })
  if (values[count - 1] >= floor) return { rows: count, columns: count, data: assets.covariance.slice() }
  return rebuild(
    assets,
    values.map((value) => Math.max(floor, value)),
    vectors,
  )
}
