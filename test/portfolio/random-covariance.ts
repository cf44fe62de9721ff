import fc from 'fast-check'
import { covarianceMatrix } from '../../src/math/covariance-matrix.ts'
import type { Matrix } from '../../src/math/matrix.ts'
import type { Random } from '../../src/random/random.ts'
import { randomFrom } from '../../src/random/random-from.ts'

/** Covariance of assets that share a factor, with volatilities that differ up to a hundredfold. */
export function factorCovariance(count: number, rows: number, random: Random): Matrix {
  const market = Float64Array.from({ length: rows }, () => random.normal())
  return covarianceMatrix(
    Array.from({ length: count }, () => {
      const [size, pull] = [10 ** (-2 * random.float()), 2 * random.float() - 0.5]
      return market.map((value) => size * (pull * value + random.normal()))
    }),
  )
}

/** Random covariances: plain ones, and near-singular ones in which two assets hardly differ. */
export const covariances: fc.Arbitrary<Matrix> = fc
  .record({
    seed: fc.integer({ min: 0 }),
    count: fc.integer({ min: 1, max: 12 }),
    twins: fc.constantFrom(0, 1e-3, 1e-5),
  })
  .map(({ seed, count, twins }) => {
    const random = randomFrom(seed)
    const columns = Array.from({ length: count }, () => {
      const size = 10 ** (-2 * random.float())
      return Float64Array.from({ length: 60 }, () => size * random.normal())
    })
    for (let i = 1; i < count; i++) {
      const pull = 2 * random.float() - 1
      for (let t = 0; t < 60; t++) columns[i][t] += pull * columns[0][t]
    }
    if (twins > 0 && count > 1) columns[1] = columns[0].map((value) => value + 0.01 * twins * random.normal())
    return covarianceMatrix(columns)
  })

/** The covariance of the same assets in another order: asset k of it is asset order[k]. */
export function reordered({ rows, data }: Matrix, order: readonly number[]): Matrix {
  const out = new Float64Array(rows * rows)
  for (let i = 0; i < rows; i++) for (let j = 0; j < rows; j++) out[i * rows + j] = data[order[i] * rows + order[j]]
  return { rows, columns: rows, data: out }
}

/** A covariance times its weights. */
export function pullOf({ rows, data }: Matrix, weights: Float64Array): number[] {
  return Array.from({ length: rows }, (_, i) => weights.reduce((all, w, j) => all + w * data[i * rows + j], 0))
}

export const sumOf = (weights: Float64Array): number => weights.reduce((all, weight) => all + weight, 0)
