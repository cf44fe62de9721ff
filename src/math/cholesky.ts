import { CholeskyDecomposition } from 'ml-matrix'
import { refuse } from '../base/guards.ts'
import { type Matrix, symmetric, toRows } from './matrix.ts'

/** A row of which less than this share is its own, not explained by the rows before it, is rounding error. */
const OWN = 1e-14

/**
 * The lower triangular L with L times its transpose equal to a symmetric, positive definite matrix: what turns
 * independent draws into draws with that covariance. Refuses a matrix that is not positive definite with
 * `'singular-matrix'`, naming the first row at fault. O(n^3), over ml-matrix.
 *
 * @example
 * cholesky(matrixFrom([[4, 2], [2, 5]])).data // => Float64Array.of(2, 0, 1, 2)
 * cholesky(matrixFrom([[1, 1], [1, 1]])) // throws 'singular-matrix'
 */
export function cholesky(matrix: Matrix): Matrix {
  const whole = symmetric('cholesky', matrix)
  const n = whole.rows
  const data = Float64Array.from(new CholeskyDecomposition(toRows(whole)).lowerTriangularMatrix.to1DArray())
  for (let i = 0; i < n; i++) {
    const entry = whole.data[i * n + i]
    const pivot = data[i * n + i]
    if (entry > 0 && pivot * pivot > OWN * entry) continue
    refuse('cholesky', `matrix(${i}, ${i})`, entry, {
      rule: i === 0 ? 'above 0' : 'above what the rows before it explain',
      code: 'singular-matrix',
      remedy: 'Give a positive definite matrix: drop duplicate columns, or shrink it towards its diagonal.',
    })
  }
  return { rows: n, columns: n, data }
}
