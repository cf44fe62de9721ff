import type { Column } from '../base/column.ts'
import { checkFinite, checkInteger, checkKeys, refuse } from '../base/guards.ts'
import { cholesky } from '../math/cholesky.ts'
import type { Matrix } from '../math/matrix.ts'
import { dot } from '../math/sum.ts'
import { gamma } from '../random/gamma.ts'
import { Random } from '../random/random.ts'
import { checkTailFreedom } from './check-input.ts'
import { type CovarianceRiskOptions, lawOf } from './covariance-risk.ts'
import type { TailRisk } from './tail-curves.ts'
import { historicalLoss } from './tail-risk.ts'

/** Options of `simulatedRisk`. */
export interface SimulatedRiskOptions extends Pick<CovarianceRiskOptions, 'confidence' | 'means' | 'freedom'> {
  /** Stream of the draws; it is advanced. */
  readonly random: Random
  /** Number of draws, 10000 by default. */
  readonly draws?: number
  /** Periods that the positions are held, 1 by default: drawn one by one and compounded, nothing is rebalanced. */
  readonly horizon?: number
  /**
   * Profit, as a share of capital, when the assets return this much over the horizon. By default the sum of weight times
   * return; give another for options, stops, or a loss that ends at the margin.
   */
  readonly profit?: (returns: Column) => number
}

const KEYS = ['confidence', 'means', 'freedom', 'random', 'draws', 'horizon', 'profit']

/**
 * Value at risk and expected shortfall by Monte Carlo: draws of normal returns with this covariance, or of a multivariate t with
 * it, by its Cholesky factor. Worth its noise where no formula reaches: several periods that compound, a t held for several, a
 * `profit` that is no straight line; else `covarianceRisk` is exact. A drawn return below -1 counts as -1. Refuses a singular
 * covariance. O(draws horizon k^2).
 *
 * @example
 * const twoAssets = matrixFrom([[0.0004, 0.0001], [0.0001, 0.0004]])
 * const risk = simulatedRisk(Float64Array.of(0.5, 0.5), twoAssets, { random: randomFrom(42), horizon: 5 })
 * risk.valueAtRisk > 0.05 && risk.valueAtRisk < 0.06 // => true
 */
export function simulatedRisk(weights: Column, covariance: Matrix, options: SimulatedRiskOptions): TailRisk {
  checkKeys('simulatedRisk', options, KEYS)
  const { confidence = 0.95, means, freedom, random, draws = 10_000, horizon = 1 } = options
  lawOf('simulatedRisk', weights, covariance, { confidence, ...(means && { means }), ...(freedom && { freedom }) })
  if (freedom !== undefined) checkTailFreedom('simulatedRisk', freedom)
  checkInteger('simulatedRisk', 'draws', draws, { min: 100, remedy: 'A tail needs draws: 10000 is usual.' })
  checkInteger('simulatedRisk', 'horizon', horizon, { min: 1 })
  if (!(random instanceof Random)) {
    refuse('simulatedRisk', 'random', random, { rule: 'a stream', remedy: 'Open one with randomFrom(seed).' })
  }
  const { profit = (returns: Column) => dot(weights, returns) } = options
  if (typeof profit !== 'function') refuse('simulatedRisk', 'profit', profit, { rule: 'a function of returns' })
  const draw = drawer(cholesky(covariance), options)
  const profits = Float64Array.from({ length: draws }, () => profit(heldFor(horizon, weights.length, draw)))
  checkFinite('simulatedRisk', 'profits', profits)
  return historicalLoss(profits, confidence)
}

/** A function that writes one draw of returns into a column. */
function drawer({ rows, data }: Matrix, { random, means, freedom }: SimulatedRiskOptions): (out: Column) => void {
  const raw = new Float64Array(rows)
  return (out) => {
    for (let i = 0; i < rows; i++) raw[i] = random.normal()
    const scale = freedom === undefined ? 1 : Math.sqrt((freedom - 2) / (2 * gamma(random, freedom / 2)))
    for (let i = 0; i < rows; i++) {
      let value = 0
      for (let j = 0; j <= i; j++) value += data[i * rows + j] * raw[j]
      out[i] = (means?.[i] ?? 0) + scale * value
    }
  }
}

function heldFor(horizon: number, count: number, draw: (out: Column) => void): Column {
  const one = new Float64Array(count)
  const growth = new Float64Array(count).fill(1)
  for (let step = 0; step < horizon; step++) {
    draw(one)
    for (let i = 0; i < count; i++) growth[i] *= Math.max(0, 1 + one[i])
  }
  return growth.map((value) => value - 1)
}
