import { EigenvalueDecomposition } from 'ml-matrix'
import type { Column } from '../base/column.ts'
import { largestEntry, type Matrix, symmetric, toRows, unitScale } from './matrix.ts'
import { ascendingOrder } from './ranks.ts'

/** Entries this close to the longest one, as a share of it, count as long: rounding must not choose a sign. */
const NEARLY = 1e-6

/** A share of the largest entry too small to reach any digit of the result. */
const NOTHING = 2 ** -400

/** The principal axes of a symmetric matrix. */
export interface Eigen {
  /** Eigenvalues, largest first. */
  readonly values: Column
  /** `vectors[i]` has length 1 and belongs to `values[i]`; its longest entry, the first of equals, is positive. */
  readonly vectors: readonly Column[]
}

/**
 * The eigenvalues and eigenvectors of a symmetric matrix, largest value first. Vectors of equal values are any
 * basis of the space they share. O(n^3), over ml-matrix.
 *
 * @example
 * const axes = eigenSymmetric(matrixFrom([[2, 0], [0, 5]]))
 * axes.values // => Float64Array.of(5, 2)
 * axes.vectors[0] // => Float64Array.of(0, 1)
 */
export function eigenSymmetric(matrix: Matrix): Eigen {
  const { rows: n, data } = symmetric('eigenSymmetric', matrix)
  // The decomposition squares its entries: at 1e200 they overflow, and where they vanish it breaks down.
  const scale = unitScale(largestEntry(data))
  const scaled = data.map((entry) => (Math.abs(entry * scale) < NOTHING ? 0 : entry * scale))
  const level = toRows({ rows: n, columns: n, data: scaled })
  const found = new EigenvalueDecomposition(level, { assumeSymmetric: true })
  const values = Float64Array.from(found.realEigenvalues)
  const order = ascendingOrder(values).reverse()
  return {
    values: Float64Array.from(order, (i) => values[i] / scale),
    vectors: Array.from(order, (i) => pointed(Float64Array.from(found.eigenvectorMatrix.getColumn(i)))),
  }
}

function pointed(vector: Column): Column {
  const long = (1 - NEARLY) * largestEntry(vector)
  const first = vector.find((entry) => Math.abs(entry) >= long) ?? 0
  return first < 0 ? vector.map((entry) => 0 - entry) : vector
}
