import type { Column } from '../base/column.ts'
import { checkColumn } from '../base/guards.ts'

/**
 * The sum of a column, in index order, with the rounding error of every addition carried along (Neumaier 1974):
 * as good as adding in twice the precision, and the same bits on every run. An empty column sums to 0; a value
 * that is not finite, or a total beyond the largest number, makes it NaN.
 *
 * @example
 * sum(Float64Array.of(1e100, 1, -1e100)) // => 1
 */
export function sum(column: Column): number {
  checkColumn('sum', 'column', column)
  return sumAround(column, 0)
}

/**
 * The arithmetic mean, refined once by the mean of what is left over, so that a constant column has exactly its
 * constant for a mean. An empty column has none: NaN.
 *
 * @example
 * mean(Float64Array.of(0.1, 0.1, 0.1)) // => 0.1
 */
export function mean(column: Column): number {
  checkColumn('mean', 'column', column)
  const first = sumAround(column, 0) / column.length
  return first + sumAround(column, first) / column.length
}

/**
 * The sum of products of two columns, in index order and compensated like `sum`.
 *
 * @example
 * dot(Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)) // => 32
 */
export function dot(a: Column, b: Column): number {
  checkColumn('dot', 'a', a)
  checkColumn('dot', 'b', b, a.length)
  let total = 0
  let lost = 0
  for (let i = 0; i < a.length; i++) {
    const term = a[i] * b[i]
    const next = total + term
    lost += Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total
    total = next
  }
  return total + lost
}

/**
 * Each value less the mean of all, with the mean's own rounding error taken out: the deviations of a constant
 * column are exactly 0, and those of values near 1e9 keep every digit.
 *
 * @example
 * deviations(Float64Array.of(1, 2, 6)) // => Float64Array.of(-2, -1, 3)
 */
export function deviations(column: Column): Column {
  checkColumn('deviations', 'column', column)
  const first = sumAround(column, 0) / column.length
  const rest = sumAround(column, first) / column.length
  return column.map((value) => value - first - rest)
}

function sumAround(column: Column, centre: number): number {
  let total = 0
  let lost = 0
  for (let i = 0; i < column.length; i++) {
    const term = column[i] - centre
    const next = total + term
    lost += Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total
    total = next
  }
  return total + lost
}
