import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, checkKeys } from '../base/guards.ts'
import { deviations, dot, sum } from './sum.ts'

/** How a sum of squares becomes a variance. */
export interface SpreadOptions {
  /** Taken off the count in the divisor: 1 (default) for a sample, 0 for a whole population. */
  readonly ddof?: number
}

/** Fewer values than this have the same skewness or kurtosis whatever they are. */
const FEWEST = 3

/**
 * The variance: the mean square deviation, divided by n - `ddof` (by default n - 1, the sample variance). Two
 * passes, so values near 1e9 with a tiny spread lose nothing. Exactly 0 for a constant column, NaN when n is not
 * above `ddof`.
 *
 * @example
 * variance(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9), { ddof: 0 }) // => 4
 */
export function variance(column: Column, options: SpreadOptions = {}): number {
  return spread('variance', column, options)
}

/**
 * The square root of the variance, by default of the sample variance (divisor n - 1).
 *
 * @example
 * standardDeviation(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9), { ddof: 0 }) // => 2
 */
export function standardDeviation(column: Column, options: SpreadOptions = {}): number {
  return Math.sqrt(spread('standardDeviation', column, options))
}

/**
 * The lean of a distribution, m3 / m2^1.5 with moments about the mean divided by n: negative when losses run
 * longer than gains. No small-sample correction. NaN below 3 values and for a constant column.
 *
 * @example
 * skewness(Float64Array.of(-1, 0, 0, 0, 6)).toFixed(4) // => '1.4082'
 */
export function skewness(column: Column): number {
  checkColumn('skewness', 'column', column)
  const scores = standardised(column)
  return sum(scores.map((z) => z * z * z)) / scores.length
}

/**
 * The weight of the tails, m4 / m2^2 with moments about the mean divided by n. Not the excess: a normal
 * distribution has 3. No small-sample correction. NaN below 3 values and for a constant column.
 *
 * @example
 * kurtosis(Float64Array.of(-1, 1, -1, 1)) // => 1
 */
export function kurtosis(column: Column): number {
  checkColumn('kurtosis', 'column', column)
  const scores = standardised(column)
  return sum(scores.map((z) => z * z * (z * z))) / scores.length
}

function spread(where: string, column: Column, options: SpreadOptions): number {
  checkColumn(where, 'column', column)
  checkKeys(where, options, ['ddof'])
  const { ddof = 1 } = options
  checkInteger(where, 'ddof', ddof, { min: 0 })
  if (column.length <= ddof) return Number.NaN
  const apart = deviations(column)
  return dot(apart, apart) / (column.length - ddof)
}

/** Deviations in units of the population standard deviation; NaN where they say nothing. */
function standardised(column: Column): Column {
  const apart = deviations(column)
  const unit = column.length < FEWEST ? Number.NaN : Math.sqrt(dot(apart, apart) / column.length)
  return apart.map((deviation) => deviation / unit)
}
