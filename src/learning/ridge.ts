import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber } from '../base/guards.ts'
import { leastSquares } from '../math/least-squares.ts'
import { deviations, mean } from '../math/sum.ts'
import { checkFeatures, checkModel, checkTargets } from './check-rows.ts'
import { scoreRows } from './score-rows.ts'
import { columnsOf } from './standardiser.ts'

/** How hard weights are held at 0. */
export interface RidgeOptions {
  /** Strength of the l2 penalty: the sum of squared errors plus this times the sum of squared weights. Default 1. */
  readonly penalty?: number
}

/** A fitted ridge regression as plain data. */
export interface Ridge {
  readonly kind: 'ridge'
  readonly columns: number
  readonly weights: readonly number[]
  readonly intercept: number
  readonly penalty: number
}

/**
 * Ridge regression (Hoerl and Kennard 1970): least squares with a penalty on the squared weights, so that columns that
 * say the same share their weight instead of fighting over it. The intercept is not penalised; standardise first where
 * units differ. Solved by orthogonal columns, not by normal equations, so nearly dependent columns keep their digits. With a
 * penalty of 0 it is plain least squares, and dependent columns are refused. O(k^2 (n + k)).
 *
 * @example
 * const model = fitRidge(Float64Array.of(-1, 0, 1), 1, Float64Array.of(1, 3, 5), { penalty: 2 })
 * model.weights[0].toFixed(6) // => '1.000000'
 * model.intercept // => 3
 * fitRidge(Float64Array.of(1, 1, 1), 1, Float64Array.of(1, 2, 3), { penalty: 0 }) // throws 'singular-matrix'
 */
export function fitRidge(features: Column, columns: number, targets: Column, options: RidgeOptions = {}): Ridge {
  const rows = checkFeatures('fitRidge', features, columns)
  checkTargets('fitRidge', targets, rows)
  checkKeys('fitRidge', options, ['penalty'])
  const { penalty = 1 } = options
  checkNumber('fitRidge', 'penalty', penalty, { min: 0, max: 1e100 })
  if (penalty === 0) {
    checkInteger('fitRidge', 'the number of rows', rows, {
      above: columns + 1,
      remedy: 'Without a penalty there must be more rows than coefficients: give more, or a penalty.',
    })
  }
  const apart = columnsOf(features, columns)
  const root = Math.sqrt(penalty)
  // A penalised weight is a further row that asks for a target of 0.
  const extended = apart.map((column, j) => {
    const tall = new Float64Array(penalty > 0 ? rows + columns : rows)
    tall.set(deviations(column))
    if (penalty > 0) tall[rows + j] = root
    return tall
  })
  const tallTargets = new Float64Array(extended[0].length)
  tallTargets.set(deviations(targets))
  const weights = Array.from(leastSquares(tallTargets, extended, { intercept: false }).coefficients)
  const intercept = weights.reduce((rest, weight, j) => rest - weight * mean(apart[j]), mean(targets))
  return { kind: 'ridge', columns, weights, intercept, penalty }
}

/** The fitted value of every row. NaN in rows that hold a value that is not finite. */
export function predictRidge(model: Ridge, features: Column): Column {
  checkModel('predictRidge', model, 'ridge', features)
  const { columns, weights, intercept } = model
  return scoreRows({ columns, weights, intercepts: [intercept] }, features)
}
