import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import type { Matrix } from '../math/matrix.ts'
import { checkCovariance } from './check-covariance.ts'
import { times } from './times.ts'

/** The volatility wanted, and what may be done to reach it. */
export interface VolatilityTargetOptions {
  /** Wanted standard deviation a year, as a fraction: 0.1 for 10 %. */
  readonly target: number
  /** Periods of the covariance in a year: 252 for daily bars of stocks, 8766 for hourly ones of crypto. 1 when it is annual. */
  readonly periodsPerYear: number
  /** Most the weights are multiplied by. Default 1: never borrow. */
  readonly maxScale?: number
}

/** Weights brought to a volatility. */
export interface VolatilityTarget {
  /** The weights times the scale. */
  readonly weights: Column
  /** 1 less the sum of the weights; below 0 when it is borrowed. */
  readonly cash: number
  readonly scale: number
  /** Standard deviation a year that the scaled weights have: below the target when `maxScale` binds. */
  readonly volatility: number
}

/**
 * Weights multiplied so that the portfolio has the wanted volatility, the rest in cash (Moreira and Muir 2017). It is as good
 * as the covariance: volatility that jumps is not in it yet.
 *
 * @example
 * const table = matrixFrom([[0.04, 0], [0, 0.04]])
 * const { scale, cash } = volatilityTarget(Float64Array.of(1, 0), table, { target: 0.1, periodsPerYear: 1 })
 * scale // => 0.5
 * cash // => 0.5
 */
export function volatilityTarget(
  weights: Column,
  covariance: Matrix,
  options: VolatilityTargetOptions,
): VolatilityTarget {
  checkKeys('volatilityTarget', options, ['target', 'periodsPerYear', 'maxScale'])
  const { target, periodsPerYear, maxScale = 1 } = options
  checkNumber('volatilityTarget', 'target', target, { above: 0 })
  checkNumber('volatilityTarget', 'periodsPerYear', periodsPerYear, { above: 0 })
  checkNumber('volatilityTarget', 'maxScale', maxScale, { above: 0 })
  const { count, covariance: table } = checkCovariance('volatilityTarget', covariance)
  checkColumn('volatilityTarget', 'weights', weights, count)
  checkFinite('volatilityTarget', 'weights', weights)
  const pulls = times(table, weights)
  const variance = weights.reduce((all, w, i) => all + w * pulls[i], 0)
  const now = Math.sqrt(Math.max(0, variance) * periodsPerYear)
  if (!(now > 0)) {
    refuse('volatilityTarget', 'the volatility of the weights', now, {
      rule: 'above 0',
      remedy: 'No multiple of a portfolio without risk has the wanted one.',
    })
  }
  const scale = Math.min(maxScale, target / now)
  const scaled = weights.map((weight) => weight * scale)
  return { weights: scaled, cash: 1 - scaled.reduce((all, w) => all + w, 0), scale, volatility: scale * now }
}
