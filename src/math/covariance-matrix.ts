import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, checkKeys } from '../base/guards.ts'
import { cosine } from './correlation.ts'
import type { Matrix } from './matrix.ts'
import type { SpreadOptions } from './moments.ts'
import { deviations, dot } from './sum.ts'

/**
 * The covariance of every pair of columns, divided by n - `ddof` (by default n - 1), exactly symmetric; entry
 * (i, j) belongs to columns i and j. NaN when n is not above `ddof`. O(k^2 n) for k columns.
 *
 * @example
 * covarianceMatrix([Float64Array.of(1, 2, 3), Float64Array.of(2, 4, 6)]).data // => Float64Array.of(1, 2, 2, 4)
 */
export function covarianceMatrix(columns: readonly Column[], options: SpreadOptions = {}): Matrix {
  checkPanel('covarianceMatrix', columns)
  checkKeys('covarianceMatrix', options, ['ddof'])
  const { ddof = 1 } = options
  checkInteger('covarianceMatrix', 'ddof', ddof, { min: 0 })
  const divisor = columns[0].length > ddof ? columns[0].length - ddof : Number.NaN
  return pairwise(columns, (x, y) => dot(x, y) / divisor)
}

/**
 * Pearson's correlation of every pair of columns, exactly symmetric, 1 on the diagonal. The row and the column of
 * a constant are NaN, its diagonal entry too. O(k^2 n) for k columns.
 *
 * @example
 * correlationMatrix([Float64Array.of(1, 2, 3), Float64Array.of(6, 4, 2)]).data // => Float64Array.of(1, -1, -1, 1)
 */
export function correlationMatrix(columns: readonly Column[]): Matrix {
  checkPanel('correlationMatrix', columns)
  return pairwise(columns, cosine)
}

/** Refuses anything but at least one column, all of one length. */
export function checkPanel(where: string, columns: readonly Column[]): void {
  checkInteger(where, 'columns.length', columns.length, { min: 1 })
  for (const [i, column] of columns.entries()) checkColumn(where, `columns[${i}]`, column, columns[0].length)
}

function pairwise(columns: readonly Column[], measure: (x: Column, y: Column) => number): Matrix {
  const apart = columns.map(deviations)
  const count = columns.length
  const data = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) data[i * count + j] = data[j * count + i] = measure(apart[i], apart[j])
  }
  return { rows: count, columns: count, data }
}
