import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkInteger, checkKeys, refuse } from '../base/guards.ts'
import { type Matrix, multiply, symmetric } from '../math/matrix.ts'
import { dot } from '../math/sum.ts'
import { checkConfidence, checkTailFreedom, checkWeights } from './check-input.ts'
import { gaussianTail, lossesOf, studentTail, type Tail, type TailRisk } from './tail-curves.ts'

/** What is assumed of the returns beside their covariance. */
export interface CovarianceRiskOptions {
  /** Share of periods that should do better, above 0.5 and below 1; 0.95 by default. */
  readonly confidence?: number
  /** Mean return of every asset per period; 0 by default. */
  readonly means?: Column
  /** Degrees of freedom of a multivariate t of this covariance, above 2; by default the returns are normal. */
  readonly freedom?: number
  /** Periods that the weights are held, 1 by default. More than 1 asks for `scaling`, and is not offered with `freedom`. */
  readonly horizon?: number
  /** `'independent'`: periods know nothing of each other, so means and covariances add up. */
  readonly scaling?: 'independent'
}

/** A checked covariance and what goes with it. */
export interface Law {
  readonly covariance: Matrix
  readonly means: Column
  readonly horizon: number
  readonly tail: Tail
}

/** A variance this near to 0, as a share of what the same weights could have at most, is rounding error. */
const NOTHING = 1e-12

/** The options of `covarianceRisk`. */
export const LAW_KEYS: readonly string[] = ['confidence', 'means', 'freedom', 'horizon', 'scaling']

/**
 * Value at risk and expected shortfall of weights, from a covariance per period: those of a normal curve, or of a multivariate t
 * with that covariance. Exact for returns of that law; no draw is made. Losses are per unit of capital. Where the covariance
 * leaves the weights no variance, both are what the means lose for sure. O(k^2).
 *
 * @example
 * const weights = Float64Array.of(0.5, 0.5)
 * const twoAssets = matrixFrom([[0.0004, 0], [0, 0.0004]])
 * covarianceRisk(weights, twoAssets).valueAtRisk.toFixed(6) // => '0.023262'
 * covarianceRisk(weights, twoAssets, { freedom: 4 }).expectedShortfall.toFixed(6) // => '0.032029'
 */
export function covarianceRisk(weights: Column, covariance: Matrix, options: CovarianceRiskOptions = {}): TailRisk {
  checkKeys('covarianceRisk', options, LAW_KEYS)
  const law = lawOf('covarianceRisk', weights, covariance, options)
  const deviation = deviationOf('covarianceRisk', weights, law.covariance)
  return lossesOf(law.horizon * dot(weights, law.means), Math.sqrt(law.horizon) * deviation, law.tail)
}

/** Checks weights, covariance and options. */
export function lawOf(where: string, weights: Column, covariance: Matrix, options: CovarianceRiskOptions): Law {
  const { confidence = 0.95, freedom, horizon = 1, scaling } = options
  const whole = symmetric(where, covariance)
  checkWeights(where, weights, whole.rows)
  const { means = new Float64Array(whole.rows) } = options
  checkColumn(where, 'means', means, whole.rows)
  checkFinite(where, 'means', means)
  checkConfidence(where, confidence)
  checkInteger(where, 'horizon', horizon, { min: 1 })
  if (freedom !== undefined) checkTailFreedom(where, freedom)
  if (horizon > 1) checkScaling(where, freedom, scaling)
  const tail = freedom === undefined ? gaussianTail(confidence) : studentTail(confidence, freedom)
  return { covariance: whole, means, horizon, tail }
}

function checkScaling(where: string, freedom: number | undefined, scaling: unknown): void {
  if (freedom !== undefined) {
    refuse(where, 'freedom', freedom, {
      rule: 'left out with a horizon above 1',
      remedy: 'Sums of t draws are not t: use simulatedRisk.',
    })
  }
  if (scaling === 'independent') return
  refuse(where, 'scaling', scaling, {
    rule: "'independent' with a horizon above 1",
    remedy: 'How losses grow with time is an assumption: say it, nothing is scaled by the root of time in silence.',
  })
}

/** The standard deviation of weights, 0 where rounding says so. Refuses a covariance that makes a variance negative. */
export function deviationOf(where: string, weights: Column, covariance: Matrix): number {
  const variance = dot(weights, multiply(covariance, weights))
  // No covariance gives these weights more than this: the variance of assets that all move as one.
  const size = weights.reduce((all, weight, i) => all + Math.abs(weight) * deviationAt(covariance, i), 0) ** 2
  if (variance > NOTHING * size) return Math.sqrt(variance)
  if (variance >= -NOTHING * size) return 0
  return refuse(where, 'the variance of these weights', variance, {
    rule: 'at least 0, as in every covariance of whole columns',
    remedy: 'Mend it with repairCovariance of portfolio: tables estimated pair by pair can need it.',
  })
}

function deviationAt({ rows, data }: Matrix, i: number): number {
  return Math.sqrt(data[i * (rows + 1)])
}
