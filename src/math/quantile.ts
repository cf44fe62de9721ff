import type { Column } from '../base/column.ts'
import { checkColumn, checkNumber } from '../base/guards.ts'

/**
 * The value below which a share `p` of the column lies, interpolated linearly between neighbours (type 7 of
 * Hyndman and Fan 1996: the default of R and NumPy). The column need not be sorted and is left alone. NaN for an
 * empty column and where a value is not finite. O(n log n).
 *
 * @example
 * quantile(Float64Array.of(4, 1, 3, 2), 0.25) // => 1.75
 */
export function quantile(column: Column, p: number): number {
  checkColumn('quantile', 'column', column)
  checkNumber('quantile', 'p', p, { min: 0, max: 1, remedy: 'Give a fraction: 5 % is 0.05.' })
  return between(column.toSorted(), p)
}

/**
 * `quantile` of a column that is already ascending, for when several quantiles of one column are wanted. The
 * order is trusted, not checked. O(1).
 *
 * @example
 * quantileSorted(Float64Array.of(1, 2, 3, 4), 0.5) // => 2.5
 */
export function quantileSorted(sorted: Column, p: number): number {
  checkColumn('quantileSorted', 'sorted', sorted)
  checkNumber('quantileSorted', 'p', p, { min: 0, max: 1, remedy: 'Give a fraction: 5 % is 0.05.' })
  return between(sorted, p)
}

function between(sorted: Column, p: number): number {
  const last = sorted.length - 1
  // Ascending order puts NaN last and infinities at the ends, so this one test finds them all.
  if (!Number.isFinite(sorted[last] - sorted[0])) return Number.NaN
  const place = last * p
  const below = Math.floor(place)
  const low = sorted[below]
  const high = sorted[Math.min(below + 1, last)]
  return Math.min(low + (place - below) * (high - low), high)
}
