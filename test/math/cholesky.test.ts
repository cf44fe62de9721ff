import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cholesky } from '../../src/math/cholesky.ts'
import { matrixFrom } from '../../src/math/matrix.ts'
import { dot } from '../../src/math/sum.ts'

const factor = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 25, maxLength: 25 })
  .map((entries) => Array.from({ length: 5 }, (_, i) => Float64Array.from(entries.slice(5 * i, 5 * i + 5))))

describe('cholesky', () => {
  test('matches the textbook example with whole numbers', () => {
    const { data } = cholesky(
      matrixFrom([
        [4, 12, -16],
        [12, 37, -43],
        [-16, -43, 98],
      ]),
    )
    expect(data).toEqual(Float64Array.of(2, 0, 0, 6, 1, 0, -8, 5, 3))
  })

  test('multiplied with its transpose gives the matrix back', () => {
    fc.assert(
      fc.property(factor, (rows) => {
        const gram = rows.map((a, i) => rows.map((b, j) => dot(a, b) + (i === j ? 0.01 : 0)))
        const lower = cholesky(matrixFrom(gram))
        const parts = rows.map((_, i) => lower.data.subarray(5 * i, 5 * i + 5))
        for (const [i, part] of parts.entries()) {
          for (const [j, other] of parts.entries()) expect(dot(part, other)).toBeCloseTo(gram[i][j], 13)
          expect(part.subarray(i + 1).every((entry) => entry === 0)).toBe(true)
        }
      }),
    )
  })

  test('refuses what is not positive definite, singular within rounding included', () => {
    const message = 'cholesky: matrix(1, 1) must be above what the rows before it explain, received 1.'
    expect(() =>
      cholesky(
        matrixFrom([
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toThrow(message)
    expect(() =>
      cholesky(
        matrixFrom([
          [1, 1 - 1e-16],
          [1 - 1e-16, 1],
        ]),
      ),
    ).toThrow(message)
    expect(() => cholesky(matrixFrom([[0]]))).toThrow('cholesky: matrix(0, 0) must be above 0, received 0.')
    expect(() => cholesky(matrixFrom([[-1]]))).toThrow(expect.objectContaining({ code: 'singular-matrix' }))
  })

  test('judges every row by its own size', () => {
    expect(
      cholesky(
        matrixFrom([
          [1e-20, 0],
          [0, 1e20],
        ]),
      ).data,
    ).toEqual(Float64Array.of(1e-10, 0, 0, 1e10))
  })

  test('refuses the covariance of a column and its copy, whatever the rounding', () => {
    fc.assert(
      fc.property(factor, (rows) => {
        const [a, b] = rows
        const sum = a.map((value, i) => value / 3 + b[i] / 7)
        const all = [a, b, sum]
        fc.pre(dot(a, a) > 0.01 && dot(b, b) > 0.01)
        const gram = matrixFrom(all.map((x) => all.map((y) => dot(x, y))))
        expect(() => cholesky(gram)).toThrow(expect.objectContaining({ code: 'singular-matrix' }))
      }),
    )
  })
})
