import type { Column } from '../base/column.ts'
import { checkColumn } from '../base/guards.ts'
import { isFiniteColumn } from './is-finite-column.ts'

/**
 * The rank of every value, from 1 for the smallest to n; equal values share the average of their ranks. When a
 * value is not finite, every rank is NaN, because it has no place among the others. O(n log n).
 *
 * @example
 * averageRanks(Float64Array.of(10, 30, 20, 20)) // => Float64Array.of(1, 4, 2.5, 2.5)
 */
export function averageRanks(column: Column): Column {
  checkColumn('averageRanks', 'column', column)
  const ranks = new Float64Array(column.length).fill(Number.NaN)
  if (!isFiniteColumn(column)) return ranks
  const order = ascendingOrder(column)
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && column[order[end]] === column[order[start]]) end++
    // Places start..end-1 are ranks start+1..end.
    for (let place = start; place < end; place++) ranks[order[place]] = (start + 1 + end) / 2
  }
  return ranks
}

/**
 * The indices of a column from its smallest value to its largest; equal values keep their order. The values must
 * be finite. O(n log n).
 */
export function ascendingOrder(column: Column): Uint32Array {
  return Uint32Array.from(column.keys()).sort((i, j) => column[i] - column[j] || i - j)
}
