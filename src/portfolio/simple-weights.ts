import type { Column } from '../base/column.ts'
import { checkKeys } from '../base/guards.ts'
import type { Matrix } from '../math/matrix.ts'
import { type Allocation, checkReport, REPORT_KEYS, type ReportOptions, reportOn } from './allocation.ts'
import { type Assets, checkCovariance } from './check-covariance.ts'
import { fitToLimits, isBinding } from './fit-to-limits.ts'
import { checkLimits, LIMIT_KEYS, type Limits } from './limits.ts'

/** Limits and report of the rules that look at one asset at a time. Limits keep the proportions of what they do not cut. */
export interface SimpleOptions extends Limits, ReportOptions {}

/**
 * The same weight for every asset.
 *
 * @example
 * const table = matrixFrom([[1, 0], [0, 4]])
 * equalWeights(table).weights // => Float64Array.of(0.5, 0.5)
 * equalWeights(table, { max: [0.25, 1] }).weights // => Float64Array.of(0.25, 0.75)
 * equalWeights(table, { max: 0.4 }) // throws 'invalid-argument'
 */
export function equalWeights(covariance: Matrix, options: SimpleOptions = {}): Allocation {
  return weigh('equalWeights', { covariance, options, of: () => 1 })
}

/**
 * Weights by the inverse of the variance: the minimum variance portfolio when nothing is correlated. Not the inverse of the
 * volatility, which is milder.
 *
 * @example
 * inverseVariance(matrixFrom([[1, 0], [0, 4]])).weights // => Float64Array.of(0.8, 0.2)
 */
export function inverseVariance(covariance: Matrix, options: SimpleOptions = {}): Allocation {
  return weigh('inverseVariance', { covariance, options, of: (deviation) => 1 / (deviation * deviation) })
}

/**
 * Weights by the inverse of the volatility, often called risk parity: contributions to risk are equal only when all
 * correlations are. `riskParity` makes them equal.
 *
 * @example
 * inverseVolatility(matrixFrom([[1, 0], [0, 9]])).weights // => Float64Array.of(0.75, 0.25)
 */
export function inverseVolatility(covariance: Matrix, options: SimpleOptions = {}): Allocation {
  return weigh('inverseVolatility', { covariance, options, of: (deviation) => 1 / deviation })
}

interface Rule {
  readonly covariance: Matrix
  readonly options: SimpleOptions
  readonly of: (deviation: number) => number
}

function weigh(where: string, { covariance, options, of }: Rule): Allocation {
  checkKeys(where, options, [...LIMIT_KEYS, ...REPORT_KEYS])
  const assets = checkCovariance(where, covariance)
  checkReport(where, options, assets.count)
  const box = checkLimits(where, options, assets.count)
  const plain = proportions(assets, of)
  const weights = isBinding(box) ? fitToLimits(plain, box) : plain
  return { weights, report: reportOn(weights, assets, options) }
}

function proportions({ deviations }: Assets, of: (deviation: number) => number): Column {
  // Against the calmest asset, so that no unit overflows.
  const calmest = deviations.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
  const raw = deviations.map((deviation) => of(deviation / calmest))
  const total = raw.reduce((all, each) => all + each, 0)
  return raw.map((each) => each / total)
}
