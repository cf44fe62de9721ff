import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { covariance, pearson, spearman } from '../../src/math/correlation.ts'
import { variance } from '../../src/math/moments.ts'

/** Quartet I and IV of Anscombe (1973): published correlation .816 for both. */
const X1 = Float64Array.of(10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5)
const Y1 = Float64Array.of(8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68)
const X4 = Float64Array.of(8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8)
const Y4 = Float64Array.of(6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.5, 5.56, 7.91, 6.89)

const pair = fc
  .array(fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -999, max: 999 })), { minLength: 3 })
  .map((rows) => [Float64Array.from(rows, ([x]) => x), Float64Array.from(rows, ([, y]) => y)] as const)

describe('pearson', () => {
  test('matches the correlations of Anscombe (1973)', () => {
    expect(pearson(X1, Y1).toFixed(4)).toBe('0.8164')
    expect(pearson(X4, Y4).toFixed(4)).toBe('0.8165')
  })

  test('agrees with the textbook formula in exact arithmetic', () => {
    fc.assert(
      fc.property(pair, ([x, y]) => {
        const n = x.length
        const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
        const xy = n * total(x.map((value, i) => value * y[i])) - total(x) * total(y)
        const xx = n * total(x.map((value) => value * value)) - total(x) ** 2
        const yy = n * total(y.map((value) => value * value)) - total(y) ** 2
        fc.pre(xx > 0 && yy > 0)
        expect(pearson(x, y)).toBeCloseTo(xy / Math.sqrt(xx) / Math.sqrt(yy), 13)
      }),
    )
  })

  test('of a column with itself is exactly 1, with its opposite exactly -1', () => {
    fc.assert(
      fc.property(fc.float64Array({ min: -1e6, max: 1e6, noNaN: true, minLength: 2 }), (x) => {
        fc.pre(Number.isFinite(pearson(x, x)))
        expect(pearson(x, x)).toBe(1)
        expect(
          pearson(
            x,
            x.map((value) => -value),
          ),
        ).toBe(-1)
      }),
    )
  })

  test('does not see level and scale', () => {
    fc.assert(
      fc.property(pair, ([x, y]) => {
        fc.pre(Number.isFinite(pearson(x, y)))
        expect(
          pearson(
            x.map((value) => value / 1024 + 1e9),
            y,
          ),
        ).toBeCloseTo(pearson(x, y), 14)
        expect(
          pearson(
            x.map((value) => value / 1024),
            y,
          ),
        ).toBe(pearson(x, y))
      }),
    )
  })

  test('is NaN without spread, without values and where a value is not finite', () => {
    expect(pearson(new Float64Array(9).fill(0.1), Y1.subarray(0, 9))).toBeNaN()
    expect(pearson(new Float64Array(), new Float64Array())).toBeNaN()
    expect(pearson(Float64Array.of(1, 2, Number.NaN), Float64Array.of(1, 2, 3))).toBeNaN()
    expect(pearson(Float64Array.of(-1e200, 1e200), Float64Array.of(-1e200, 1e200))).toBeNaN()
  })

  test('refuses columns of different lengths', () => {
    expect(() => pearson(X1, Y1.subarray(1))).toThrow('pearson: y.length must be 11')
  })
})

describe('spearman', () => {
  test('matches the worked example of IQ and hours of television: -29/165', () => {
    const iq = Float64Array.of(106, 100, 86, 101, 99, 103, 97, 113, 112, 110)
    const hours = Float64Array.of(7, 27, 2, 50, 28, 29, 20, 12, 6, 17)
    expect(spearman(iq, hours)).toBeCloseTo(-29 / 165, 15)
  })

  test('does not see a rising transformation', () => {
    fc.assert(
      fc.property(pair, ([x, y]) => {
        expect(
          Object.is(
            spearman(
              x.map((value) => value ** 3),
              y,
            ),
            spearman(x, y),
          ),
        ).toBe(true)
      }),
    )
  })

  test('is NaN where a value is not finite', () => {
    expect(spearman(Float64Array.of(1, Number.POSITIVE_INFINITY, 2), Float64Array.of(1, 2, 3))).toBeNaN()
  })
})

describe('covariance', () => {
  test('of a column with itself is its variance, bit for bit', () => {
    fc.assert(
      fc.property(pair, fc.integer({ min: 0, max: 3 }), ([x], ddof) => {
        expect(Object.is(covariance(x, x, { ddof }), variance(x, { ddof }))).toBe(true)
      }),
    )
  })

  test('matches Anscombe (1973)', () => {
    expect(covariance(X1, Y1)).toBeCloseTo(5.501, 12)
  })

  test('is NaN when there are not more values than ddof', () => {
    expect(covariance(Float64Array.of(1), Float64Array.of(1))).toBeNaN()
  })
})
