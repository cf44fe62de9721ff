import { LuDecomposition, Matrix as Table } from 'ml-matrix'
import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, refuse } from '../base/guards.ts'
import { checkSquare, type Matrix, multiply, toRows, unitScale } from './matrix.ts'

/** Nearer to a singular matrix than this, fewer than two digits of a solution would be right. */
const LEAST_CONDITION = 1e-14

/**
 * The column x with matrix times x equal to `column`, refined once against the matrix itself. Refuses a matrix
 * that is singular within rounding (reciprocal condition below 1e-14 after its rows and columns are brought to
 * one scale) with `'singular-matrix'`: no answer is better than noise. O(n^3), over ml-matrix.
 *
 * @example
 * solve(matrixFrom([[1, 1], [0, 2]]), Float64Array.of(3, 4)) // => Float64Array.of(1, 2)
 * solve(matrixFrom([[1, 2], [2, 4]]), Float64Array.of(1, 2)) // throws 'singular-matrix'
 */
export function solve(matrix: Matrix, column: Column): Column {
  const inverted = invert('solve', matrix)
  checkColumn('solve', 'column', column, matrix.rows)
  checkFinite('solve', 'column', column)
  const first = multiply(inverted, column)
  const reached = multiply(matrix, first)
  const correction = multiply(
    inverted,
    column.map((wanted, i) => wanted - reached[i]),
  )
  return first.map((value, i) => value + correction[i])
}

/**
 * The inverse of a square matrix, refused as in `solve` when it is singular within rounding. To solve one
 * system, `solve` is more accurate. O(n^3), over ml-matrix.
 *
 * @example
 * inverse(matrixFrom([[2, 0], [0, 4]])).data // => Float64Array.of(0.5, 0, 0, 0.25)
 */
export function inverse(matrix: Matrix): Matrix {
  return invert('inverse', matrix)
}

function invert(where: string, matrix: Matrix): Matrix {
  checkSquare(where, matrix)
  const n = matrix.rows
  const rowOf = (at: number) => Math.floor(at / n)
  const columnOf = (at: number) => at % n
  const rowScale = scales(matrix.data, n, rowOf)
  const byRow = matrix.data.map((entry, at) => entry * rowScale[rowOf(at)])
  const columnScale = scales(byRow, n, columnOf)
  const level: Matrix = { rows: n, columns: n, data: byRow.map((entry, at) => entry * columnScale[at % n]) }
  const lu = new LuDecomposition(toRows(level))
  if (lu.isSingular()) refuseSingular(where, 0)
  const levelInverse = Float64Array.from(lu.solve(Table.eye(n)).to1DArray())
  const condition = 1 / (columnNorm(level.data, n) * columnNorm(levelInverse, n))
  if (!(condition >= LEAST_CONDITION)) refuseSingular(where, condition)
  const data = levelInverse.map((entry, at) => entry * columnScale[rowOf(at)] * rowScale[columnOf(at)])
  return { rows: n, columns: n, data }
}

/** For every line, the power of two that brings its largest entry near 1; `lineOf` tells the line of an entry. */
function scales(data: Column, n: number, lineOf: (at: number) => number): Column {
  const largest = new Float64Array(n)
  for (const [at, entry] of data.entries()) largest[lineOf(at)] = Math.max(largest[lineOf(at)], Math.abs(entry))
  return largest.map(unitScale)
}

/** The largest sum of absolute entries in one column. */
function columnNorm(data: Column, n: number): number {
  const sums = new Float64Array(n)
  for (let at = 0; at < data.length; at++) sums[at % n] += Math.abs(data[at])
  return Math.max(...sums)
}

function refuseSingular(where: string, condition: number): never {
  refuse(where, 'the reciprocal condition of the matrix', condition, {
    rule: `at least ${LEAST_CONDITION}`,
    code: 'singular-matrix',
    remedy: 'Drop rows and columns that follow from the others, or shrink a covariance towards its diagonal.',
  })
}
