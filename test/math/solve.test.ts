import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matrixFrom, multiply } from '../../src/math/matrix.ts'
import { inverse, solve } from '../../src/math/solve.ts'
import { worstError } from './close.ts'

const hilbert = (n: number) =>
  matrixFrom(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => 1 / (i + j + 1))))

const entries = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 16, maxLength: 16 })
const table = (numbers: readonly number[]) => matrixFrom([0, 4, 8, 12].map((at) => numbers.slice(at, at + 4)))

/** The determinant of a small table, by cofactors in exact whole numbers. */
function determinant(rows: readonly (readonly number[])[]): number {
  if (rows.length === 0) return 1
  return rows[0].reduce((total, entry, j) => {
    const minor = rows.slice(1).map((row) => row.filter((_, k) => k !== j))
    return total + (j % 2 === 0 ? 1 : -1) * entry * determinant(minor)
  }, 0)
}

describe('inverse', () => {
  test('of the Hilbert matrix of 4 rows are the known whole numbers', () => {
    const known = [16, -120, 240, -140, -120, 1200, -2700, 1680, 240, -2700, 6480, -4200, -140, 1680, -4200, 2800]
    expect(worstError(inverse(hilbert(4)).data, known)).toBeLessThan(1e-11)
  })

  test('works at any scale, and rows and columns may have scales of their own', () => {
    const level = matrixFrom([
      [2, 1, 0],
      [1, 3, 0.5],
      [0, 0.5, 1],
    ])
    const expected = inverse(level).data
    for (const power of [-900, -40, 40, 900]) {
      const scaled = { ...level, data: level.data.map((entry) => entry * 2 ** power) }
      expect(inverse(scaled).data.map((entry) => entry * 2 ** power)).toEqual(expected)
    }
    expect(
      inverse(
        matrixFrom([
          [1, 0],
          [0, 2 ** -100],
        ]),
      ).data,
    ).toEqual(Float64Array.of(1, 0, 0, 2 ** 100))
  })
})

describe('solve', () => {
  test('finds whole solutions of whole systems, and refuses exactly those that have none', () => {
    fc.assert(
      fc.property(
        entries,
        fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 4, maxLength: 4 }),
        (numbers, x) => {
          const matrix = table(numbers)
          const exact = determinant([0, 4, 8, 12].map((at) => numbers.slice(at, at + 4)))
          const right = multiply(matrix, Float64Array.from(x))
          if (exact === 0) {
            expect(() => solve(matrix, right)).toThrow(expect.objectContaining({ code: 'singular-matrix' }))
          } else {
            for (const [i, value] of solve(matrix, right).entries()) expect(value).toBeCloseTo(x[i], 8)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  test('refuses a matrix whose third row is the mean of the others (no exact zero pivot)', () => {
    const matrix = matrixFrom([
      [0.1, 0.2, 0.3],
      [0.4, 0.5, 0.7],
      [0.25, 0.35, 0.5],
    ])
    expect(() => solve(matrix, Float64Array.of(1, 2, 3))).toThrow(
      'solve: the reciprocal condition of the matrix must be at least 1e-14',
    )
  })

  test('refuses the Hilbert matrix of 13 rows, of which no digit would be right, and solves that of 8', () => {
    expect(() => solve(hilbert(13), new Float64Array(13).fill(1))).toThrow('Drop rows and columns that follow')
    const ones = new Float64Array(8).fill(1)
    expect(worstError(solve(hilbert(8), multiply(hilbert(8), ones)), ones)).toBeLessThan(1e-5)
  })

  test('refuses a row and a column of zeros', () => {
    const message = 'the reciprocal condition of the matrix must be at least 1e-14, received 0.'
    expect(() =>
      solve(
        matrixFrom([
          [1, 2],
          [0, 0],
        ]),
        Float64Array.of(1, 1),
      ),
    ).toThrow(`solve: ${message}`)
    expect(() =>
      inverse(
        matrixFrom([
          [1, 0],
          [2, 0],
        ]),
      ),
    ).toThrow(`inverse: ${message}`)
  })

  test('refuses what does not fit', () => {
    expect(() => solve(matrixFrom([[1, 2]]), Float64Array.of(1))).toThrow('solve: matrix.columns must be 1')
    expect(() => solve(matrixFrom([[1]]), Float64Array.of(1, 2))).toThrow('solve: column.length must be 1')
    expect(() => solve(matrixFrom([[1]]), Float64Array.of(Number.NaN))).toThrow('solve: column[0] must be finite')
  })
})
