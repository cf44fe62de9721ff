import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { covariance, pearson } from '../../src/math/correlation.ts'
import { correlationMatrix, covarianceMatrix } from '../../src/math/covariance-matrix.ts'

const panel = fc
  .array(fc.tuple(fc.integer(), fc.integer(), fc.integer()), { minLength: 2, maxLength: 30 })
  .map((rows) => [0, 1, 2].map((i) => Float64Array.from(rows, (row) => row[i])))

describe('covarianceMatrix', () => {
  test('holds the covariance of every pair, bit for bit, and is symmetric', () => {
    fc.assert(
      fc.property(panel, fc.integer({ min: 0, max: 1 }), (columns, ddof) => {
        const { rows, data } = covarianceMatrix(columns, { ddof })
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < rows; j++) {
            expect(Object.is(data[3 * i + j], covariance(columns[i], columns[j], { ddof }))).toBe(true)
            expect(Object.is(data[3 * i + j], data[3 * j + i])).toBe(true)
          }
        }
      }),
    )
  })

  test('is NaN when there are not more rows than ddof', () => {
    expect(covarianceMatrix([Float64Array.of(1), Float64Array.of(2)]).data.every(Number.isNaN)).toBe(true)
  })

  test('refuses no columns, columns of different lengths and an unknown option', () => {
    expect(() => covarianceMatrix([])).toThrow('covarianceMatrix: columns.length must be an integer of at least 1')
    expect(() => covarianceMatrix([new Float64Array(2), new Float64Array(3)])).toThrow(
      'covarianceMatrix: columns[1].length must be 2',
    )
    expect(() => covarianceMatrix([new Float64Array(2)], { bias: 1 } as object)).toThrow(
      'covarianceMatrix: option must be',
    )
  })
})

describe('correlationMatrix', () => {
  test('holds the correlation of every pair, with exact ones on the diagonal', () => {
    fc.assert(
      fc.property(panel, (columns) => {
        const { data } = correlationMatrix(columns)
        for (const [i, x] of columns.entries()) {
          if (Number.isFinite(pearson(x, x))) expect(data[4 * i]).toBe(1)
          for (const [j, y] of columns.entries()) expect(Object.is(data[3 * i + j], pearson(x, y))).toBe(true)
        }
      }),
    )
  })

  test('gives a constant no correlation, not even with itself', () => {
    const { data } = correlationMatrix([Float64Array.of(1, 2, 4), new Float64Array(3).fill(0.1)])
    expect(data).toEqual(Float64Array.of(1, Number.NaN, Number.NaN, Number.NaN))
  })
})
