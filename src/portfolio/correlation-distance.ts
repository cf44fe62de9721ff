import type { Column } from '../base/column.ts'
import type { Matrix } from '../math/matrix.ts'
import { type Assets, takeApart } from './check-covariance.ts'

/**
 * How far apart assets are: the root of (1 - correlation) / 2, clipped to [0, 1]; 0 for assets that move as one, 1 for
 * opposites. It is a true distance (López de Prado 2016).
 *
 * @example
 * correlationDistance(matrixFrom([[4, -2], [-2, 1]])).data // => Float64Array.of(0, 1, 1, 0)
 */
export function correlationDistance(covariance: Matrix): Matrix {
  const assets = takeApart('correlationDistance', covariance)
  return { rows: assets.count, columns: assets.count, data: distancesOf(assets) }
}

/** The correlation that a covariance implies. */
export function correlationFrom(covariance: Matrix): Matrix {
  const { count, correlation } = takeApart('correlationFrom', covariance)
  return { rows: count, columns: count, data: correlation }
}

/** Distances of correlation, 0 on the diagonal. */
export function distancesOf({ correlation }: Assets): Column {
  return correlation.map((rho) => Math.sqrt(Math.max(0, Math.min(1, (1 - rho) / 2))))
}

/** Euclidean distances between the columns of a table of distances: assets are near that are as far from all others. */
export function distancesBetween(table: Column, count: number): Column {
  const out = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let square = 0
      for (let k = 0; k < count; k++) {
        const gap = table[i * count + k] - table[j * count + k]
        square += gap * gap
      }
      out[i * count + j] = out[j * count + i] = Math.sqrt(square)
    }
  }
  return out
}
