import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matrixFrom, multiply, symmetric, unitScale } from '../../src/math/matrix.ts'

describe('matrixFrom', () => {
  test('lays the rows one after the other', () => {
    expect(matrixFrom([Float64Array.of(1, 2, 3), [4, 5, 6]])).toEqual({
      rows: 2,
      columns: 3,
      data: Float64Array.of(1, 2, 3, 4, 5, 6),
    })
  })

  test('refuses no rows, empty rows and rows of different lengths', () => {
    expect(() => matrixFrom([])).toThrow('matrixFrom: rows.length must be an integer of at least 1, received 0.')
    expect(() => matrixFrom([[]])).toThrow('matrixFrom: rows[0].length must be')
    expect(() => matrixFrom([[1, 2], [3]])).toThrow(
      'matrixFrom: rows[1].length must be 2, the length of the first row, received 1.',
    )
  })
})

describe('multiply', () => {
  test('takes a column of the width of the matrix to one of its height', () => {
    expect(
      multiply(
        matrixFrom([
          [1, 2, 3],
          [4, 5, 6],
        ]),
        Float64Array.of(1, 10, 100),
      ),
    ).toEqual(Float64Array.of(321, 654))
  })

  test('refuses a column of another length and a matrix whose data do not fill it', () => {
    expect(() => multiply(matrixFrom([[1, 2]]), Float64Array.of(1))).toThrow('multiply: column.length must be 2')
    expect(() => multiply({ rows: 2, columns: 2, data: new Float64Array(3) }, Float64Array.of(1, 2))).toThrow(
      'multiply: matrix.data.length must be 4',
    )
  })
})

describe('symmetric', () => {
  test('makes mirrored entries equal when they differ by rounding', () => {
    const { data } = symmetric(
      'test',
      matrixFrom([
        [1, 0.5 + 1e-15],
        [0.5, 1],
      ]),
    )
    expect(data[1]).toBe(data[2])
  })

  test('refuses entries that differ by more, a matrix that is not square and values that are not finite', () => {
    expect(() =>
      symmetric(
        'test',
        matrixFrom([
          [1, 2],
          [2.1, 1],
        ]),
      ),
    ).toThrow('test: matrix(1, 0) must be 2, its mirror image at (0, 1), received 2.1.')
    expect(() => symmetric('test', matrixFrom([[1, 2]]))).toThrow(
      'test: matrix.columns must be 1, the number of its rows',
    )
    expect(() => symmetric('test', matrixFrom([[Number.NaN]]))).toThrow('test: matrix.data[0] must be finite')
  })
})

describe('unitScale', () => {
  test('is a power of two that brings any size near 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (size) => {
        const scale = unitScale(size)
        expect(Number.isInteger(Math.log2(scale))).toBe(true)
        expect(size * scale).toBeGreaterThan(0.7)
        expect(size * scale).toBeLessThan(1.5)
      }),
    )
    expect([0, 5e-324, 1.7e308].map(unitScale).every(Number.isFinite)).toBe(true)
  })
})
