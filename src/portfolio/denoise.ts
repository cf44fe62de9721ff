import { checkInteger } from '../base/guards.ts'
import { eigenSymmetric } from '../math/eigen.ts'
import type { Matrix } from '../math/matrix.ts'
import { checkCovariance } from './check-covariance.ts'
import { rebuild } from './rebuild.ts'

/** A covariance without its noise. */
export interface DenoisedCovariance {
  readonly covariance: Matrix
  /** Eigenvalues of the correlation that noise does not explain. */
  readonly signals: number
  /** The largest eigenvalue that noise alone gives. */
  readonly edge: number
}

/**
 * A covariance estimated from so many rows, with the eigenvalues of its correlation that noise explains made equal; variances
 * stay. Noise of variance v reaches v (1 + sqrt(columns / rows))^2 (Marchenko and Pastur 1967). The largest eigenvalue is a
 * signal when it lies above what noise with the mean of all that are left would reach; then the next one is asked. López de
 * Prado 2020 fits v to the density instead. O(n^3).
 *
 * @example
 * const table = matrixFrom([[1, 0.05, 0.1], [0.05, 1, 0], [0.1, 0, 4]])
 * const { signals, edge, covariance: clean } = denoiseCovariance(table, 100)
 * signals // => 0
 * edge.toFixed(4) // => '1.3764'
 * Math.abs(clean.data[1]) < 1e-15 // => true
 */
export function denoiseCovariance(covariance: Matrix, rows: number): DenoisedCovariance {
  const assets = checkCovariance('denoiseCovariance', covariance)
  checkInteger('denoiseCovariance', 'rows', rows, { min: 2, remedy: 'Give the number of rows behind the estimate.' })
  const { count, correlation } = assets
  const { values, vectors } = eigenSymmetric({ rows: count, columns: count, data: correlation })
  let signals = 0
  let noise = 1
  for (;;) {
    const rest = values.subarray(signals)
    noise = Math.max(0, rest.reduce((all, value) => all + value, 0) / rest.length)
    // The last one is its own mean, so the search ends.
    if (values[signals] <= edgeOf(noise, rest.length, rows)) break
    signals++
  }
  const level = values.map((value, i) => (i < signals ? value : noise))
  return { covariance: rebuild(assets, level, vectors), signals, edge: edgeOf(noise, count - signals, rows) }
}

/** The largest eigenvalue of so many columns of noise with that variance. */
function edgeOf(variance: number, columns: number, rows: number): number {
  return variance * (1 + Math.sqrt(columns / rows)) ** 2
}
