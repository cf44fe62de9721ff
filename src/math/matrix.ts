import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkInteger, refuse } from '../base/guards.ts'
import { timesTwoTo } from './float-words.ts'
import { ln } from './ln.ts'
import { dot } from './sum.ts'

/** A table of numbers, row after row in one column: entry (i, j) is `data[i * columns + j]`. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly data: Column
}

/** The widest allowed gap between mirrored entries, as a share of the largest entry. */
const ASYMMETRY = 1e-12

/**
 * A matrix from its rows.
 *
 * @example
 * matrixFrom([[1, 2], [3, 4]]) // => { rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) }
 */
export function matrixFrom(rows: readonly ArrayLike<number>[]): Matrix {
  checkInteger('matrixFrom', 'rows.length', rows.length, { min: 1 })
  const columns = rows[0].length
  checkInteger('matrixFrom', 'rows[0].length', columns, { min: 1 })
  const data = new Float64Array(rows.length * columns)
  for (const [i, row] of rows.entries()) {
    if (row.length !== columns) {
      refuse('matrixFrom', `rows[${i}].length`, row.length, {
        rule: `${columns}, the length of the first row`,
        code: 'length-mismatch',
      })
    }
    data.set(row, i * columns)
  }
  return { rows: rows.length, columns, data }
}

/**
 * A matrix times a column: for every row, the sum of its entries times the column's. Compensated like `dot`.
 *
 * @example
 * multiply(matrixFrom([[1, 2], [3, 4]]), Float64Array.of(1, -1)) // => Float64Array.of(-1, -1)
 */
export function multiply(matrix: Matrix, column: Column): Column {
  checkMatrix('multiply', matrix)
  checkColumn('multiply', 'column', column, matrix.columns)
  return Float64Array.from({ length: matrix.rows }, (_, i) => dot(rowOf(matrix, i), column))
}

/** Refuses a value whose data does not fill its rows and columns with finite numbers. */
function checkMatrix(where: string, matrix: Matrix): void {
  checkInteger(where, 'matrix.rows', matrix.rows, { min: 1 })
  checkInteger(where, 'matrix.columns', matrix.columns, { min: 1 })
  checkColumn(where, 'matrix.data', matrix.data, matrix.rows * matrix.columns)
  checkFinite(where, 'matrix.data', matrix.data)
}

/** Refuses a matrix that is not square. */
export function checkSquare(where: string, matrix: Matrix): void {
  checkMatrix(where, matrix)
  if (matrix.rows === matrix.columns) return
  refuse(where, 'matrix.columns', matrix.columns, { rule: `${matrix.rows}, the number of its rows` })
}

/**
 * The matrix with mirrored entries made equal bit for bit. Refuses a gap between them beyond a share of 1e-12 of
 * the largest entry: that is another matrix, not a rounding error.
 */
export function symmetric(where: string, matrix: Matrix): Matrix {
  checkSquare(where, matrix)
  const { rows: n, data } = matrix
  const allowed = ASYMMETRY * largestEntry(data)
  const mirrored = data.slice()
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const here = data[i * n + j]
      const there = data[j * n + i]
      if (Math.abs(here - there) > allowed) {
        refuse(where, `matrix(${i}, ${j})`, here, { rule: `${there}, its mirror image at (${j}, ${i})` })
      }
      mirrored[i * n + j] = mirrored[j * n + i] = here / 2 + there / 2
    }
  }
  return { rows: n, columns: n, data: mirrored }
}

/** The power of two, so that multiplying by it rounds nothing, that brings a size near 1; 1 for 0. */
export function unitScale(size: number): number {
  return size === 0 ? 1 : timesTwoTo(1, Math.max(-1000, Math.min(1000, -Math.round(ln(size) / Math.LN2))))
}

/** The size of the largest entry. */
export function largestEntry(data: Column): number {
  return data.reduce((largest, entry) => Math.max(largest, Math.abs(entry)), 0)
}

function rowOf(matrix: Matrix, i: number): Column {
  return matrix.data.subarray(i * matrix.columns, (i + 1) * matrix.columns)
}

/** The rows as arrays, the form that decompositions take. */
export function toRows(matrix: Matrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, i) => Array.from(rowOf(matrix, i)))
}
