import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkInteger, checkKeys, checkOneOf } from '../base/guards.ts'
import { checkPanel } from './covariance-matrix.ts'
import { type Orthogonal, orthogonalise, project } from './orthogonal.ts'
import { studentSurvival } from './student.ts'
import { deviations, dot } from './sum.ts'

/** How a regression is fitted and how sure it is of itself. */
export interface LeastSquaresOptions {
  /** Whether a constant is fitted too, before all columns: true by default. */
  readonly intercept?: boolean
  /**
   * Standard errors of Newey and West (1987) that allow for unequal variance and for correlation over this many
   * rows, weighted 1 - l / (lags + 1), without a small-sample factor; 0 is White's (1980). Left out, the classical
   * ones, which trust the residuals to be independent and alike.
   */
  readonly lags?: number
}

/** A fitted regression. With an intercept, it comes first in every column of coefficients. */
export interface LeastSquaresFit {
  readonly coefficients: Column
  readonly standardErrors: Column
  /** Coefficient over its standard error. */
  readonly tStatistics: Column
  /** Chance of so large a |t| if the coefficient were 0: two-sided, Student's t with `freedom` degrees. */
  readonly pValues: Column
  /** Share of the variance of y that is explained; of its mean square when there is no intercept. NaN for a flat y. */
  readonly rSquared: number
  readonly residuals: Column
  /** Root of the sum of squared residuals over `freedom`. */
  readonly residualDeviation: number
  /** Degrees of freedom: rows less coefficients. */
  readonly freedom: number
}

/**
 * Ordinary least squares of `y` on columns. A column that is constant, or follows from those before it, is
 * refused by name with `'singular-matrix'`; so are values that are not finite and too few rows. O(k^2 n), by
 * orthogonal columns in compensated sums.
 *
 * @example
 * const market = Float64Array.of(0, 1, 2, 3)
 * const fit = leastSquares(Float64Array.of(1, 3, 4, 8), [market])
 * fit.coefficients.map((value) => Math.round(value * 1e9) / 1e9) // => Float64Array.of(0.7, 2.2)
 * fit.standardErrors[1].toFixed(6) // => '0.424264'
 */
export function leastSquares(
  y: Column,
  columns: readonly Column[],
  options: LeastSquaresOptions = {},
): LeastSquaresFit {
  checkDoor(y, columns, options)
  const { intercept = true, lags } = options
  const rows = y.length
  const regressors = intercept ? [new Float64Array(rows).fill(1), ...columns] : columns
  const names = columns.map((_, i) => `columns[${i}]`)
  const basis = orthogonalise('leastSquares', regressors, intercept ? ['the intercept', ...names] : names)
  const freedom = rows - regressors.length
  const { rest: residuals, shares } = project(y, basis.axes)
  const coefficients = unmix(basis, shares)
  const squares = dot(residuals, residuals)
  const pulls = influences(basis)
  const standardErrors = Float64Array.from(pulls, (pull) =>
    lags === undefined ? Math.sqrt((dot(pull, pull) * squares) / freedom) : neweyWest(pull, residuals, lags),
  )
  const tStatistics = coefficients.map((value, i) => value / standardErrors[i])
  const centred = intercept ? deviations(y) : y
  const total = dot(centred, centred)
  return {
    coefficients,
    standardErrors,
    tStatistics,
    pValues: tStatistics.map((t) => 2 * studentSurvival(Math.abs(t), freedom)),
    rSquared: total > 0 ? 1 - squares / total : Number.NaN,
    residuals,
    residualDeviation: Math.sqrt(squares / freedom),
    freedom,
  }
}

function checkDoor(y: Column, columns: readonly Column[], options: LeastSquaresOptions): void {
  checkKeys('leastSquares', options, ['intercept', 'lags'])
  const { intercept = true, lags } = options
  checkOneOf('leastSquares', 'intercept', intercept, [true, false])
  checkPanel('leastSquares', columns)
  checkColumn('leastSquares', 'y', y, columns[0].length)
  const coefficients = columns.length + (intercept ? 1 : 0)
  checkInteger('leastSquares', 'the number of rows', y.length, {
    above: coefficients,
    remedy: `There are ${coefficients} coefficients to fit: give more rows or fewer columns.`,
  })
  if (lags !== undefined) checkInteger('leastSquares', 'lags', lags, { min: 0, below: y.length })
  checkFinite('leastSquares', 'y', y)
  for (const [i, column] of columns.entries()) checkFinite('leastSquares', `columns[${i}]`, column)
}

/** The coefficients of the original columns that give these shares of the axes, by back substitution. */
function unmix({ weights }: Orthogonal, shares: Column): Column {
  const coefficients = shares.slice()
  for (let i = shares.length - 1; i >= 0; i--) {
    for (let j = i + 1; j < shares.length; j++) coefficients[i] -= weights[j][i] * coefficients[j]
    coefficients[i] /= weights[i][i]
  }
  return coefficients
}

/** For every coefficient, how far each row of y pulls it: the rows of the pseudo-inverse. */
function influences({ axes, weights }: Orthogonal): Column[] {
  const pulls: Column[] = []
  for (let i = axes.length - 1; i >= 0; i--) {
    pulls[i] = axes[i].map((value, t) => {
      let pull = value
      for (let j = i + 1; j < axes.length; j++) pull -= weights[j][i] * pulls[j][t]
      return pull / weights[i][i]
    })
  }
  return pulls
}

function neweyWest(pull: Column, residuals: Column, lags: number): number {
  const moves = pull.map((value, t) => value * residuals[t])
  let variance = dot(moves, moves)
  for (let lag = 1; lag <= lags; lag++) {
    const together = dot(moves.subarray(lag), moves.subarray(0, moves.length - lag))
    variance += 2 * (1 - lag / (lags + 1)) * together
  }
  return Math.sqrt(Math.max(0, variance))
}
