import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber } from '../base/guards.ts'
import { exp } from '../math/exp.ts'
import { type Matrix, multiply } from '../math/matrix.ts'
import { standardDeviation } from '../math/moments.ts'
import { pow } from '../math/pow.ts'
import { dot, mean } from '../math/sum.ts'
import { checkConfidence, checkHoldings } from './check-input.ts'
import { type CovarianceRiskOptions, deviationOf, LAW_KEYS, lawOf } from './covariance-risk.ts'
import { historicalLoss } from './tail-risk.ts'
import { weighted } from './weighted-returns.ts'

/** A loss, and how much of it each position makes. What is not defined is NaN, row by row too. */
export interface Contributions {
  /** The loss of the whole, positive. */
  readonly total: number
  /** Weight times marginal loss of every position: they sum to the total. Below 0 for a hedge. */
  readonly components: Column
  /** How fast the total grows with the weight of every position, all others kept. */
  readonly marginal: Column
  /** The total less that of the portfolio without the position, its place left in cash. They do not sum to the total. */
  readonly incremental: Column
}

/** Contributions to both losses. */
export interface RiskContributions {
  readonly valueAtRisk: Contributions
  readonly expectedShortfall: Contributions
}

/** Options of `historicalContributions`. */
export interface HistoricalContributionsOptions {
  /** Share of bars that should do better, above 0.5 and below 1; 0.95 by default. */
  readonly confidence?: number
  /** Width of the kernel around the value at risk in portfolio returns; by default 0.9 deviations times n^-0.2. */
  readonly bandwidth?: number
}

/**
 * Contributions to the value at risk and the expected shortfall of `covarianceRisk`, by Euler's rule: exact slopes of a normal or
 * t law. Components and slopes are NaN for a portfolio without variance: its loss has a corner there. O(k^3) for the
 * incremental losses.
 *
 * @example
 * const made = covarianceContributions(Float64Array.of(0.75, 0.25), matrixFrom([[0.0004, 0], [0, 0.0036]]))
 * Array.from(made.valueAtRisk.components, (part) => part.toFixed(6)) // => ['0.017446', '0.017446']
 * made.valueAtRisk.total.toFixed(6) // => '0.034893'
 */
export function covarianceContributions(
  weights: Column,
  covariance: Matrix,
  options: CovarianceRiskOptions = {},
): RiskContributions {
  const where = 'covarianceContributions'
  checkKeys(where, options, LAW_KEYS)
  const law = lawOf(where, weights, covariance, options)
  const deviation = deviationOf(where, weights, law.covariance)
  const pulls = multiply(law.covariance, weights).map((pull) => (deviation > 0 ? pull / deviation : Number.NaN))
  const without = weights.map((_, i) => deviationOf(where, less(weights, i), law.covariance))
  const root = Math.sqrt(law.horizon)
  const shares = (size: number): Contributions => {
    const marginal = pulls.map((pull, i) => root * size * pull - law.horizon * law.means[i])
    const total = root * size * deviation - law.horizon * dot(weights, law.means)
    const rest = without.map((spread, i) => root * size * spread - law.horizon * dot(less(weights, i), law.means))
    return {
      ...{ total, marginal, components: marginal.map((slope, i) => weights[i] * slope) },
      incremental: rest.map((loss) => total - loss),
    }
  }
  return { valueAtRisk: shares(law.tail.quantile), expectedShortfall: shares(law.tail.mean) }
}

/**
 * Contributions to the historical value at risk and expected shortfall of weights restored at every bar. The shortfall's are
 * exact: the mean loss of a position in the bars of the tail. The value at risk hangs on one or two bars, so its slopes are
 * means over bars near it, weighted by a normal kernel and scaled by one factor so that components sum to the total (Epperlein
 * and Smillie 2006, "Cracking VaR with kernels"): an estimate, and NaN where the kernel sees no loss or the total is none.
 * All is NaN below 4 rows. O(k n log n).
 *
 * @example
 * const columns = [Float64Array.of(-0.5, 0.25, 0, 0.25, 0.5), Float64Array.of(0.25, -0.25, 0.25, 0.25, 0.25)]
 * const made = historicalContributions(Float64Array.of(0.5, 0.5), columns, { confidence: 0.75 })
 * made.expectedShortfall.components // => Float64Array.of(0.0625, 0)
 * made.expectedShortfall.total // => 0.0625
 */
export function historicalContributions(
  weights: Column,
  returns: readonly Column[],
  options: HistoricalContributionsOptions = {},
): RiskContributions {
  const where = 'historicalContributions'
  checkHoldings(where, weights, returns)
  checkKeys(where, options, ['confidence', 'bandwidth'])
  const { confidence = 0.95, bandwidth } = options
  checkConfidence(where, confidence)
  if (bandwidth !== undefined) checkNumber(where, 'bandwidth', bandwidth, { above: 0 })
  const whole = weighted(weights, returns)
  const { valueAtRisk, expectedShortfall } = historicalLoss(whole, confidence)
  const rest = returns.map((_, i) => historicalLoss(weighted(less(weights, i), returns), confidence))
  const tail = rowsOfTail(whole, valueAtRisk)
  const losses = Float64Array.from(returns, (column) => 0 - meanOf(column, tail))
  const slopes = kernelSlopes(whole, returns, { weights, valueAtRisk, bandwidth })
  const others = (name: 'valueAtRisk' | 'expectedShortfall') => Float64Array.from(rest, (loss) => loss[name])
  return {
    valueAtRisk: parts(weights, slopes, valueAtRisk, others('valueAtRisk')),
    expectedShortfall: parts(weights, losses, expectedShortfall, others('expectedShortfall')),
  }
}

function parts(weights: Column, marginal: Column, total: number, rest: Column): Contributions {
  const components = marginal.map((slope, i) => weights[i] * slope)
  return { total, components, marginal, incremental: rest.map((loss) => total - loss) }
}

/** Rows at or below the value at risk, as the expected shortfall counts them. */
function rowsOfTail(whole: Column, valueAtRisk: number): number[] {
  return Array.from(whole.keys()).filter((row) => whole[row] <= -valueAtRisk)
}

function meanOf(column: Column, rows: readonly number[]): number {
  return rows.length === 0 ? Number.NaN : mean(Float64Array.from(rows, (row) => column[row]))
}

interface Kernel {
  readonly weights: Column
  readonly valueAtRisk: number
  readonly bandwidth: number | undefined
}

function kernelSlopes(whole: Column, returns: readonly Column[], kernel: Kernel): Column {
  const { weights, valueAtRisk, bandwidth = 0.9 * standardDeviation(whole) * pow(whole.length, -0.2) } = kernel
  const unknown = weights.map(() => Number.NaN)
  if (!(bandwidth > 0 && valueAtRisk > 0)) return unknown
  // The offset of the nearest row leaves at least one weight of 1, however narrow the kernel.
  const distances = whole.map((value) => ((value + valueAtRisk) / bandwidth) ** 2 / 2)
  const nearest = distances.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
  const shares = distances.map((distance) => exp(nearest - distance))
  const slopes = Float64Array.from(returns, (column) => 0 - dot(shares, column))
  const seen = dot(weights, slopes)
  if (!(seen > 0)) return unknown
  return slopes.map((slope) => (slope / seen) * valueAtRisk)
}

function less(weights: Column, position: number): Column {
  return weights.map((weight, i) => (i === position ? 0 : weight))
}
