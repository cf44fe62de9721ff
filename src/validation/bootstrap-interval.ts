import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { isFiniteColumn } from '../math/is-finite-column.ts'
import { normalCdf } from '../math/normal.ts'
import { normalQuantile } from '../math/normal-quantile.ts'
import { quantileSorted } from '../math/quantile.ts'
import { deviations } from '../math/sum.ts'
import type { Draws } from './resampled-means.ts'
import { evenRanges, outside, takeRows } from './row-range.ts'

/** The acceleration is read from at most so many groups of neighbouring rows, each left out once. */
const MOST_GROUPS = 200

/** What is estimated, and how surely. */
export interface IntervalOptions {
  /** Any figure of returns, for example `maxDrawdown`. */
  readonly metric: (returns: Column) => number
  /** Share of such intervals that hold the true figure; 0.95 by default. */
  readonly confidence?: number
  /** `'bca'` (default): corrected for bias and skewness (Efron 1987). `'percentile'`: quantiles of the resamples. */
  readonly method?: 'bca' | 'percentile'
}

/** A figure with its error. */
export interface Interval {
  /** The metric of the returns themselves. */
  readonly estimate: number
  readonly lower: number
  readonly upper: number
}

/**
 * A confidence interval for any metric of returns, from resamples of their rows. Quantiles are linear (type 7). The
 * acceleration of BCa comes from leaving out each row, or beyond 200 rows each of 200 groups of neighbours. Bounds are NaN
 * when the metric is undefined on the returns or on a resample, and with BCa when all resamples lie on one side of the
 * estimate or the acceleration turns the levels over: no number is made up.
 *
 * @example
 * const returns = Float64Array.of(1, 2, 3, 4)
 * const draws = [[0, 0, 1, 1], [0, 1, 2, 3], [2, 2, 3, 3]]
 * const options = { metric: (column: Float64Array) => column[0] + column[3], method: 'percentile', confidence: 0.5 } as const
 * bootstrapInterval(returns, draws, options) // => { estimate: 5, lower: 4, upper: 6 }
 */
export function bootstrapInterval(returns: Column, draws: Draws, options: IntervalOptions): Interval {
  const where = 'bootstrapInterval'
  checkKeys(where, options, ['metric', 'confidence', 'method'])
  const { metric, confidence = 0.95, method = 'bca' } = options
  if (typeof metric !== 'function') refuse(where, 'metric', metric, { rule: 'a function of returns' })
  checkNumber(where, 'confidence', confidence, { above: 0, below: 1 })
  checkOneOf(where, 'method', method, ['bca', 'percentile'])
  checkColumn(where, 'returns', returns)
  checkFinite(where, 'returns', returns)
  checkInteger(where, 'returns.length', returns.length, { min: 3 })
  const estimate = metric(returns)
  const sorted = Float64Array.from(draws, (draw) => metric(resample(where, returns, draw))).sort()
  checkInteger(where, 'draws', sorted.length, { min: 1, remedy: 'A generator gives its draws only once.' })
  const undefinedBounds = { estimate, lower: Number.NaN, upper: Number.NaN }
  if (!Number.isFinite(estimate) || !isFiniteColumn(sorted)) return undefinedBounds
  const tail = (1 - confidence) / 2
  const level = method === 'bca' ? corrected(sorted, estimate, acceleration(returns, metric)) : (p: number) => p
  const [low, high] = [level(tail), level(1 - tail)]
  if (Number.isNaN(low + high)) return undefinedBounds
  return { estimate, lower: quantileSorted(sorted, low), upper: quantileSorted(sorted, high) }
}

function resample(where: string, returns: Column, draw: ArrayLike<number>): Column {
  const column = Float64Array.from(draw, (row) => returns[row] ?? Number.NaN)
  checkInteger(where, 'draw.length', column.length, { min: returns.length, max: returns.length })
  for (const [place, value] of column.entries()) {
    if (Number.isNaN(value))
      refuse(where, 'draw', draw[place], { rule: `a row from 0 to ${returns.length - 1}`, row: place })
  }
  return column
}

/** The levels that BCa reads instead of p: shifted by the bias, twice, and stretched by the acceleration. */
function corrected(sorted: Column, estimate: number, acceleration: number): (p: number) => number {
  const below = sorted.filter((value) => value < estimate).length
  const equal = sorted.filter((value) => value === estimate).length
  const bias = normalQuantile((below + equal / 2) / sorted.length)
  return (p) => {
    const shift = bias + normalQuantile(p)
    const stretch = 1 - acceleration * shift
    return stretch > 0 ? normalCdf(bias + shift / stretch) : Number.NaN
  }
}

/** A sixth of the skewness of the estimates with each group left out, seen from above; 0 when they are all equal. */
function acceleration(returns: Column, metric: (returns: Column) => number): number {
  const whole = { from: 0, to: returns.length }
  const groups = evenRanges(returns.length, Math.min(MOST_GROUPS, returns.length))
  const without = Float64Array.from(groups, (group) => metric(takeRows(returns, outside(whole, [group]))))
  const apart = deviations(without)
  const squares = apart.reduce((sum, value) => sum + value * value, 0)
  return squares === 0
    ? 0
    : -apart.reduce((sum, value) => sum + value * value * value, 0) / (6 * squares * Math.sqrt(squares))
}
