import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { covarianceMatrix } from '../math/covariance-matrix.ts'
import { eigenSymmetric } from '../math/eigen.ts'
import { mean } from '../math/sum.ts'
import { checkFeatures, checkModel } from './check-rows.ts'
import { columnsOf } from './standardiser.ts'

/** How much of the data to keep, and at which scale. */
export interface PcaOptions {
  /** Share of the variance to keep, above 0 and at most 1: the fewest components that reach it. Default 0.95. */
  readonly variance?: number
  /** `'whitened'`: every component has variance 1 in training. `'natural'` (default): its own. */
  readonly scale?: 'natural' | 'whitened'
}

/** Principal components as plain data. */
export interface Pca {
  readonly kind: 'pca'
  readonly columns: number
  readonly means: readonly number[]
  /** One direction of length 1 after the other; the longest entry of each, the first of equals, is positive. */
  readonly directions: readonly number[]
  /** Variance along every direction kept (divided by n - 1), largest first. */
  readonly variances: readonly number[]
  /** The share of all variance that they keep. */
  readonly share: number
  readonly scale: 'natural' | 'whitened'
}

/** Directions with less than this share of the largest variance are rounding error. */
const NOTHING = 1e-13

/**
 * Principal component analysis: the directions at right angles along which the rows vary most, by the eigenvectors of the
 * covariance matrix. Columns are centred but not brought to one scale: standardise first where units differ. Directions
 * with no variance of their own are never kept. O(k^2 n + k^3).
 *
 * @example
 * const model = fitPca(Float64Array.of(1, 1, 2, 2, 3, 3), 2)
 * model.variances.map((value) => value.toFixed(6)) // => ['2.000000']
 * projectPca(model, Float64Array.of(2, 2)) // => Float64Array.of(0)
 * fitPca(Float64Array.of(1, 1, 1, 1), 2) // throws 'invalid-column'
 */
export function fitPca(features: Column, columns: number, options: PcaOptions = {}): Pca {
  checkFeatures('fitPca', features, columns, 2)
  checkKeys('fitPca', options, ['variance', 'scale'])
  const { variance = 0.95, scale = 'natural' } = options
  checkNumber('fitPca', 'variance', variance, { above: 0, max: 1 })
  checkOneOf('fitPca', 'scale', scale, ['natural', 'whitened'])
  const apart = columnsOf(features, columns)
  const { values, vectors } = eigenSymmetric(covarianceMatrix(apart))
  const real = values.filter((value) => value > NOTHING * values[0] && value > 0)
  const total = real.reduce((sum, value) => sum + value, 0)
  if (real.length === 0) {
    refuse('fitPca', 'features', features, {
      rule: 'rows that differ',
      code: 'invalid-column',
      remedy: 'Rows that are all alike have no direction: take a longer window.',
    })
  }
  let kept = 0
  let sum = 0
  while (kept < real.length && (kept === 0 || sum < variance * total)) sum += real[kept++]
  return {
    ...{ kind: 'pca', columns, scale },
    means: apart.map(mean),
    directions: vectors.slice(0, kept).flatMap((vector) => Array.from(vector)),
    variances: Array.from(real.subarray(0, kept)),
    share: sum / total,
  }
}

/** The place of every row along the directions kept, row after row. NaN in rows that hold a value that is not finite. */
export function projectPca(model: Pca, features: Column): Column {
  const rows = checkModel('projectPca', model, 'pca', features)
  const { columns, means, directions, variances, scale } = model
  const width = variances.length
  const places = new Float64Array(rows * width)
  const units = variances.map((value) => (scale === 'whitened' ? Math.sqrt(value) : 1))
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < width; k++) {
      let place = 0
      for (let j = 0; j < columns; j++) place += (features[row * columns + j] - means[j]) * directions[k * columns + j]
      places[row * width + k] = Number.isFinite(place) ? place / units[k] : Number.NaN
    }
  }
  return places
}
