import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, checkKeys } from '../base/guards.ts'
import type { SpreadOptions } from './moments.ts'
import { averageRanks } from './ranks.ts'
import { deviations, dot } from './sum.ts'

/** Smallest number with full precision; below it a product of squares has lost digits. */
const SMALLEST_NORMAL = 2 ** -1022

/**
 * The covariance of two columns, divided by n - `ddof` (by default n - 1). NaN when n is not above `ddof`.
 *
 * @example
 * covariance(Float64Array.of(1, 2, 3), Float64Array.of(2, 4, 6)) // => 2
 */
export function covariance(x: Column, y: Column, options: SpreadOptions = {}): number {
  checkPair('covariance', x, y)
  checkKeys('covariance', options, ['ddof'])
  const { ddof = 1 } = options
  checkInteger('covariance', 'ddof', ddof, { min: 0 })
  return x.length <= ddof ? Number.NaN : dot(deviations(x), deviations(y)) / (x.length - ddof)
}

/**
 * Pearson's linear correlation, in [-1, 1]. NaN when a column is constant or shorter than 2.
 *
 * @example
 * pearson(Float64Array.of(1, 2, 3), Float64Array.of(2, 4, 6)) // => 1
 */
export function pearson(x: Column, y: Column): number {
  checkPair('pearson', x, y)
  return cosine(deviations(x), deviations(y))
}

/**
 * Spearman's rank correlation: Pearson's of the average ranks, so only the order of the values matters. NaN when
 * a column is constant or shorter than 2. O(n log n).
 *
 * @example
 * spearman(Float64Array.of(1, 2, 3), Float64Array.of(1, 10, 1000)) // => 1
 */
export function spearman(x: Column, y: Column): number {
  checkPair('spearman', x, y)
  return cosine(deviations(averageRanks(x)), deviations(averageRanks(y)))
}

/** The cosine of the angle between two columns of deviations: their correlation. */
export function cosine(x: Column, y: Column): number {
  // One root of the product, not a product of roots: only so is the correlation of a column with itself exactly 1.
  const squares = dot(x, x) * dot(y, y)
  if (!(squares >= SMALLEST_NORMAL && squares < Number.POSITIVE_INFINITY)) return Number.NaN
  return Math.max(-1, Math.min(1, dot(x, y) / Math.sqrt(squares)))
}

/** Refuses anything but two columns of one length. */
export function checkPair(where: string, x: Column, y: Column): void {
  checkColumn(where, 'x', x)
  checkColumn(where, 'y', y, x.length)
}
