import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber } from '../base/guards.ts'
import { covarianceMatrix } from '../math/covariance-matrix.ts'
import type { Matrix } from '../math/matrix.ts'
import { pow } from '../math/pow.ts'
import { deviations, dot } from '../math/sum.ts'
import { checkPanel, MISSING, type Missing, type MissingOptions, WHOLE } from './check-panel.ts'

/** How a sample covariance is taken. */
export interface SampleCovarianceOptions {
  /** Default `'refuse'`. The table that `'pairwise'` gives can be indefinite: mend it with `repairCovariance`. */
  readonly missing?: Missing
  /** Taken from the number of rows in the divisor. Default 1. */
  readonly ddof?: number
}

/** How an exponentially weighted covariance is taken. */
export interface ExponentialCovarianceOptions extends MissingOptions {
  /** Weight of a row over that of the next one, between 0 and 1. Default 0.94. */
  readonly decay?: number
}

/** How a semi-covariance is taken. */
export interface SemiCovarianceOptions extends MissingOptions {
  /** Only what falls below this return counts. Default 0. */
  readonly threshold?: number
}

/**
 * The sample covariance of columns of returns, per period, one column an asset, rows oldest first. With fewer rows than
 * assets it is singular: HRP takes it, an inverse does not. O(k^2 n).
 *
 * @example
 * sampleCovariance([Float64Array.of(0.1, 0.2, 0.3), Float64Array.of(0.1, -0.1, 0.3)]).columns // => 2
 * sampleCovariance([Float64Array.of(0.1, Number.NaN, 0.3)]) // throws 'invalid-column'
 * sampleCovariance([Float64Array.of(101, 102, 103)]) // throws 'invalid-column'
 */
export function sampleCovariance(returns: readonly Column[], options: SampleCovarianceOptions = {}): Matrix {
  checkKeys('sampleCovariance', options, ['missing', 'ddof'])
  const { missing = 'refuse', ddof = 1 } = options
  const panel = checkPanel('sampleCovariance', returns, missing, MISSING)
  checkInteger('sampleCovariance', 'ddof', ddof, { min: 0, max: 1 })
  if (missing !== 'pairwise') return covarianceMatrix(panel, { ddof })
  return tableOf(panel.length, (i, j) => {
    const both = (_: number, row: number) => !Number.isNaN(panel[i][row]) && !Number.isNaN(panel[j][row])
    const [x, y] = [panel[i].filter(both), panel[j].filter(both)]
    checkInteger('sampleCovariance', `the number of rows that assets ${j} and ${i} share`, x.length, { min: 2 })
    return dot(deviations(x), deviations(y)) / (x.length - ddof)
  })
}

/**
 * The covariance in which a row counts `decay` times as much as the next one, about weighted means, corrected for the bias
 * of small samples: with a decay near 1 it is the sample covariance. RiskMetrics 1996 takes the means as 0. O(k^2 n).
 *
 * @example
 * const returns = [Float64Array.of(0.5, 0, 0.1), Float64Array.of(0, 0.5, -0.1)]
 * exponentialCovariance(returns, { decay: 0.5 }).data[1].toFixed(4) // => '-0.0293'
 */
export function exponentialCovariance(returns: readonly Column[], options: ExponentialCovarianceOptions = {}): Matrix {
  checkKeys('exponentialCovariance', options, ['missing', 'decay'])
  const { missing = 'refuse', decay = 0.94 } = options
  const panel = checkPanel('exponentialCovariance', returns, missing, WHOLE)
  checkNumber('exponentialCovariance', 'decay', decay, { above: 0, below: 1 })
  const rows = panel[0].length
  const raw = Float64Array.from({ length: rows }, (_, row) => pow(decay, rows - 1 - row))
  const total = raw.reduce((all, each) => all + each, 0)
  const weights = raw.map((each) => each / total)
  const unbiased = 1 - dot(weights, weights)
  const apart = panel.map((column) => {
    // Deviations first: a constant column keeps a variance of exactly 0.
    const level = deviations(column)
    const centre = dot(weights, level)
    return level.map((value) => value - centre)
  })
  const weighted = apart.map((column) => column.map((value, row) => value * weights[row]))
  return tableOf(panel.length, (i, j) => dot(weighted[i], apart[j]) / unbiased)
}

/**
 * The covariance of losses: the mean product of what falls below the threshold, over all rows, about the threshold and not
 * about the mean. An asset that never falls below it has a variance of 0, which the rules of allocation refuse. O(k^2 n).
 *
 * @example
 * semiCovariance([Float64Array.of(0.5, -0.5, -1, 0), Float64Array.of(-1, -0.5, 0, 0)]).data[1] // => 0.0625
 */
export function semiCovariance(returns: readonly Column[], options: SemiCovarianceOptions = {}): Matrix {
  checkKeys('semiCovariance', options, ['missing', 'threshold'])
  const { missing = 'refuse', threshold = 0 } = options
  const panel = checkPanel('semiCovariance', returns, missing, WHOLE)
  checkNumber('semiCovariance', 'threshold', threshold)
  const losses = panel.map((column) => column.map((value) => Math.min(0, value - threshold)))
  return tableOf(panel.length, (i, j) => dot(losses[i], losses[j]) / losses[i].length)
}

/** A symmetric table from its lower half. */
function tableOf(count: number, entry: (i: number, j: number) => number): Matrix {
  const data = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) data[i * count + j] = data[j * count + i] = entry(i, j)
  }
  return { rows: count, columns: count, data }
}
