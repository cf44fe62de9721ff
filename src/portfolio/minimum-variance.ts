import type { Column } from '../base/column.ts'
import { checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import type { Matrix } from '../math/matrix.ts'
import { solve } from '../math/solve.ts'
import { type Allocation, checkReport, REPORT_KEYS, type ReportOptions, reportOn } from './allocation.ts'
import { checkCovariance } from './check-covariance.ts'
import { leastVariance } from './least-variance.ts'
import { checkLimits, keepsLimits, LIMIT_KEYS, type Limits, refuseLimits } from './limits.ts'
import { tangency } from './tangency.ts'

/** Which weights there may be. */
export interface MinimumVarianceOptions extends Limits, ReportOptions {
  /** `'long-only'` (default): none below 0, and within the limits. `'unconstrained'`: any, and limits are refused. */
  readonly weights?: 'long-only' | 'unconstrained'
}

/** Which weights there may be. */
export type MaximumDiversificationOptions = MinimumVarianceOptions

/** Names of the choice of weights. */
const SIGNS: readonly string[] = ['long-only', 'unconstrained']

/**
 * The portfolio with the least variance: the more it leans on small differences of the covariance, the less of it is left
 * out of sample. Long only by an interior point, proven to 1e-9 of the least variance there is; unconstrained as the
 * inverse of the covariance times ones, for which a singular covariance is refused. O(n^3).
 *
 * @example
 * const table = matrixFrom([[1, 1.5], [1.5, 4]])
 * minimumVariance(table).weights // => Float64Array.of(1, 0)
 * const { weights } = minimumVariance(table, { weights: 'unconstrained' })
 * Array.from(weights, (weight) => weight.toFixed(12)) // => ['1.250000000000', '-0.250000000000']
 * minimumVariance(table, { max: 0.75 }).weights // => Float64Array.of(0.75, 0.25)
 */
export function minimumVariance(covariance: Matrix, options: MinimumVarianceOptions = {}): Allocation {
  checkKeys('minimumVariance', options, [...LIMIT_KEYS, ...REPORT_KEYS, 'weights'])
  const { weights: sign = 'long-only' } = options
  checkOneOf('minimumVariance', 'weights', sign, SIGNS)
  const assets = checkCovariance('minimumVariance', covariance)
  checkReport('minimumVariance', options, assets.count)
  const { count, covariance: table } = assets
  if (sign === 'unconstrained') {
    refuseLimits('minimumVariance', options)
    const weights = byInverse(table, count)
    return { weights, report: reportOn(weights, assets, options) }
  }
  const box = checkLimits('minimumVariance', options, count)
  const weights = leastVariance('minimumVariance', { count, table, box })
  return { weights, report: reportOn(weights, assets, options) }
}

/**
 * The most diversified portfolio: the one whose volatility is smallest beside the mean volatility of its parts (Choueifaty
 * and Coignard 2008). It is the portfolio of least variance of assets brought to one volatility. Limits are part of the
 * problem. O(n^3).
 *
 * @example
 * const { weights, report } = maximumDiversification(matrixFrom([[1, 0], [0, 4]]))
 * Array.from(weights, (weight) => weight.toFixed(9)) // => ['0.666666667', '0.333333333']
 * report.diversificationRatio?.toFixed(9) // => '1.414213562'
 */
export function maximumDiversification(covariance: Matrix, options: MaximumDiversificationOptions = {}): Allocation {
  checkKeys('maximumDiversification', options, [...LIMIT_KEYS, ...REPORT_KEYS, 'weights'])
  const { weights: sign = 'long-only' } = options
  checkOneOf('maximumDiversification', 'weights', sign, SIGNS)
  const assets = checkCovariance('maximumDiversification', covariance)
  checkReport('maximumDiversification', options, assets.count)
  if (sign === 'unconstrained') refuseLimits('maximumDiversification', options)
  const { count, correlation, deviations } = assets
  const box = checkLimits('maximumDiversification', options, count)
  const free = checkLimits('maximumDiversification', {}, count)
  const level =
    sign === 'unconstrained'
      ? byInverse(correlation, count)
      : leastVariance('maximumDiversification', { count, table: correlation, box: free })
  const calmest = deviations.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
  const raw = level.map((weight, i) => weight * (calmest / deviations[i]))
  const best = scaledToOne('maximumDiversification', raw)
  const weights =
    sign === 'unconstrained' || keepsLimits(best, box) ? best : tangency('maximumDiversification', assets, box)
  return { weights, report: reportOn(weights, assets, options) }
}

/** The unconstrained portfolio of least variance. */
export function byInverse(table: Column, count: number): Column {
  const raw = solve({ rows: count, columns: count, data: table }, new Float64Array(count).fill(1))
  return scaledToOne('minimumVariance', raw)
}

function scaledToOne(where: string, raw: Column): Column {
  const total = raw.reduce((all, each) => all + each, 0)
  if (!(total > 1e-12 * raw.reduce((all, each) => all + Math.abs(each), 0))) {
    refuse(where, 'the sum of weights', total, {
      rule: 'above 0',
      code: 'singular-matrix',
      remedy: "Longs and shorts cancel: choose weights: 'long-only', or shrink the covariance.",
    })
  }
  return raw.map((each) => each / total)
}
