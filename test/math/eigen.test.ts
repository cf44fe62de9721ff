import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eigenSymmetric } from '../../src/math/eigen.ts'
import { type Matrix, matrixFrom, multiply } from '../../src/math/matrix.ts'
import { dot } from '../../src/math/sum.ts'

/** Symmetric matrices of any size up to 8, at any scale. */
const matrices = fc
  .tuple(
    fc.integer({ min: 1, max: 8 }),
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 36, maxLength: 36 }),
    fc.integer({ min: -900, max: 900 }),
  )
  .map(([n, entries, power]): Matrix => {
    const at = (i: number, j: number) =>
      entries[(Math.max(i, j) * (Math.max(i, j) + 1)) / 2 + Math.min(i, j)] * 2 ** power
    return matrixFrom(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => at(i, j))))
  })

describe('eigenSymmetric', () => {
  test('finds the known values of the second difference matrix, 2 - 2 cos(k pi / 7)', () => {
    const rows = Array.from({ length: 6 }, (_, i) =>
      Array.from({ length: 6 }, (_, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
    )
    const { values } = eigenSymmetric(matrixFrom(rows))
    for (const [i, value] of values.entries()) {
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((6 - i) * Math.PI) / 7), 14)
    }
  })

  test('gives orthonormal vectors that the matrix only stretches, largest value first', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const { values, vectors } = eigenSymmetric(matrix)
        const size = Math.max(...matrix.data.map(Math.abs))
        // Below, the results have fewer digits than are asked for here.
        fc.pre(size > 1e-290)
        for (const [i, vector] of vectors.entries()) {
          if (i > 0) expect(values[i]).toBeLessThanOrEqual(values[i - 1])
          for (let j = 0; j <= i; j++) expect(dot(vector, vectors[j])).toBeCloseTo(i === j ? 1 : 0, 13)
          const stretched = multiply(matrix, vector)
          const off = stretched.map((entry, k) => Math.abs(entry - values[i] * vector[k]))
          expect(Math.max(...off) / size).toBeLessThan(1e-13)
        }
      }),
    )
  })

  test('points the longest entry of a vector up, the first of equals even when rounding says otherwise', () => {
    const { vectors } = eigenSymmetric(
      matrixFrom([
        [1, 0.5],
        [0.5, 1],
      ]),
    )
    expect(vectors.map((vector) => Array.from(vector, Math.sign))).toEqual([
      [1, 1],
      [1, -1],
    ])
    fc.assert(
      fc.property(matrices, (matrix) => {
        for (const vector of eigenSymmetric(matrix).vectors) {
          const longest = Math.max(...vector.map(Math.abs))
          expect(
            vector.find((entry) => Math.abs(entry) > 0.9999 * longest && Math.abs(entry) >= longest * (1 - 1e-6)),
          ).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('is the same at scales where squares vanish or overflow', () => {
    const rows = [
      [2, 1, 0],
      [1, 3, 0.5],
      [0, 0.5, 1],
    ]
    const { values, vectors } = eigenSymmetric(matrixFrom(rows))
    for (const power of [-900, 900]) {
      const scaled = eigenSymmetric(matrixFrom(rows.map((row) => row.map((entry) => entry * 2 ** power))))
      expect(scaled.values.map((value) => value * 2 ** -power)).toEqual(values)
      expect(scaled.vectors).toEqual(vectors)
    }
  })

  test('takes entries whose squares vanish beside the largest', () => {
    for (const tiny of [1e-100, 1e-160, 1e-300]) {
      const { values } = eigenSymmetric(
        matrixFrom([
          [1, tiny / 1e10, tiny],
          [tiny / 1e10, 0, 0],
          [tiny, 0, 0],
        ]),
      )
      expect(values[0]).toBeCloseTo(1, 15)
      expect(Math.abs(values[1]) + Math.abs(values[2])).toBeLessThan(1e-15)
    }
  })

  test('takes the zero matrix', () => {
    expect(
      eigenSymmetric(
        matrixFrom([
          [0, 0],
          [0, 0],
        ]),
      ).values,
    ).toEqual(Float64Array.of(0, 0))
  })

  test('refuses a matrix that is not symmetric or not finite', () => {
    expect(() =>
      eigenSymmetric(
        matrixFrom([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toThrow('eigenSymmetric: matrix(1, 0) must be 2')
    expect(() => eigenSymmetric(matrixFrom([[Number.NaN]]))).toThrow('eigenSymmetric: matrix.data[0] must be finite')
  })
})
