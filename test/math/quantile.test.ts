import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quantile, quantileSorted } from '../../src/math/quantile.ts'

const values = fc.float64Array({ min: -1e6, max: 1e6, noNaN: true, minLength: 1, maxLength: 60 })
const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('quantile', () => {
  test('gives what R prints for quantile(1:10, c(0, .05, .25, .5, 1))', () => {
    const ten = Float64Array.of(7, 3, 1, 10, 9, 2, 5, 8, 4, 6)
    expect([0, 0.05, 0.25, 0.5, 1].map((p) => quantile(ten, p))).toEqual([1, 1.45, 3.25, 5.5, 10])
  })

  test('matches the definition of type 7 with its own sort', () => {
    fc.assert(
      fc.property(values, share, (column, p) => {
        const sorted = Array.from(column).sort((a, b) => a - b)
        const place = (sorted.length - 1) * p
        const low = sorted[Math.floor(place)]
        const high = sorted[Math.ceil(place)]
        expect(quantile(column, p)).toBeCloseTo(low + (high - low) * (place % 1), 8)
      }),
    )
  })

  test('never falls when p rises, and stays between its neighbours', () => {
    fc.assert(
      fc.property(values, share, share, (column, p, q) => {
        const [less, more] = p < q ? [p, q] : [q, p]
        expect(quantile(column, less)).toBeLessThanOrEqual(quantile(column, more))
        expect(quantile(column, p)).toBeGreaterThanOrEqual(Math.min(...column))
        expect(quantile(column, p)).toBeLessThanOrEqual(Math.max(...column))
      }),
    )
  })

  test('leaves its input alone', () => {
    const column = Float64Array.of(3, 1, 2)
    quantile(column, 0.5)
    expect(column).toEqual(Float64Array.of(3, 1, 2))
  })

  test('is NaN, not infinite, when the spread of the values overflows', () => {
    expect(quantile(Float64Array.of(-1.7e308, 1.7e308), 0.5)).toBeNaN()
  })

  test('is NaN for an empty column and where a value is not finite', () => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(quantile(Float64Array.of(1, odd, 2), 0.5)).toBeNaN()
    }
    expect(quantile(new Float64Array(), 0.5)).toBeNaN()
  })

  test('refuses percent', () => {
    expect(() => quantile(Float64Array.of(1), 95)).toThrow(
      'quantile: p must be a finite number of at least 0 and of at most 1, received 95. Give a fraction: 5 % is 0.05.',
    )
  })
})

describe('quantileSorted', () => {
  test('equals quantile once the column is sorted', () => {
    fc.assert(
      fc.property(values, share, (column, p) => {
        expect(quantileSorted(column.toSorted(), p)).toBe(quantile(column, p))
      }),
    )
  })
})
