import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fCdf, fQuantile, fSurvival } from '../../src/math/f-distribution.ts'
import { studentSurvival } from '../../src/math/student.ts'
import { relativeError } from './close.ts'

/** [x, degrees above, degrees below, lower, upper share], in 60-digit arithmetic. */
const SHARES = [
  [161.4, 1, 1, 0.9499926518604357, 0.05000734813956431],
  [1e-6, 1, 5, 0.0007592132278023494, 0.9992407867721976],
  [4.96, 1, 10, 0.9499123494335318, 0.05008765056646819],
  [19, 2, 2, 0.95, 0.05],
  [3.3258, 5, 10, 0.9499985985173084, 0.05000140148269156],
  [0.01, 5, 10, 4.038069889266104e-5, 0.9999596193011073],
  [300, 5, 10, 0.9999999998518077, 1.4819230858060727e-10],
  [1.1, 7.5, 3.5, 0.4941602595211746, 0.5058397404788254],
  [2.5, 30, 60, 0.998728586828737, 0.0012714131712630336],
  [0.4, 30, 60, 0.0037837700553400608, 0.99621622994466],
  [1.4, 100, 500, 0.9888394281486937, 0.011160571851306297],
  [1.05, 10000, 10000, 0.992642661764144, 0.007357338235856073],
  [0.9, 100000, 1000, 0.008201636262334824, 0.9917983637376652],
  [3, 2, 1000000, 0.9502124835482967, 0.0497875164517033],
]

/** [p, degrees above, degrees below, quantile], by bisection in 60-digit arithmetic. */
const QUANTILES = [
  [0.95, 1, 1, 161.4476387975882],
  [0.95, 5, 10, 3.325834530413011],
  [0.99, 3, 7, 8.451285053079985],
  [0.05, 10, 20, 0.3604881357605583],
  [0.999, 60, 120, 1.950205478464052],
  [1e-8, 4, 4, 5.773947173764845e-5],
]

const degrees = fc.double({ min: 0.5, max: 1e5, noNaN: true })

describe('fCdf and fSurvival', () => {
  test.each(SHARES)(
    'at %d with %d and %d degrees are right to 1e-13 of themselves',
    (x, above, below, lower, upper) => {
      expect(relativeError(fCdf(x, above, below), lower)).toBeLessThan(1e-13)
      expect(relativeError(fSurvival(x, above, below), upper)).toBeLessThan(1e-13)
    },
  )

  test('of a squared t are its two tails', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 100, noNaN: true }),
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        (t, below) => {
          const both = 2 * studentSurvival(t, below)
          fc.pre(both > 1e-290)
          expect(relativeError(fSurvival(t * t, 1, below), both)).toBeLessThan(1e-12)
        },
      ),
    )
  })

  test('change places when the ratio is turned over', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), degrees, degrees, (power, above, below) => {
        const x = 2 ** power
        const turned = fCdf(1 / x, below, above)
        fc.pre(turned > 1e-290)
        expect(relativeError(fSurvival(x, above, below), turned)).toBeLessThan(1e-12)
        expect(fCdf(x, above, below) + fSurvival(x, above, below)).toBeCloseTo(1, 15)
      }),
    )
  })

  test('reach their limits, pass NaN on and refuse degrees that are not above 0', () => {
    expect([-1, 0, Number.POSITIVE_INFINITY].map((x) => fCdf(x, 3, 4))).toEqual([0, 0, 1])
    expect([-1, 0, Number.POSITIVE_INFINITY].map((x) => fSurvival(x, 3, 4))).toEqual([1, 1, 0])
    expect(fCdf(Number.NaN, 3, 4)).toBeNaN()
    expect(() => fCdf(1, 3, 0)).toThrow('fCdf: below must be a finite number above 0, received 0.')
  })
})

describe('fQuantile', () => {
  test.each(QUANTILES)('at %d with %d and %d degrees is right to 1e-13 of itself', (p, above, below, expected) => {
    expect(relativeError(fQuantile(p, above, below), expected)).toBeLessThan(1e-13)
  })

  test('gives back the probability it was asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        fc.double({ min: 1, max: 1e3, noNaN: true }),
        (p, n) => {
          const x = fQuantile(p, n, 2 * n)
          const found = p < 0.5 ? fCdf(x, n, 2 * n) / p : fSurvival(x, n, 2 * n) / (1 - p)
          expect(Math.abs(found - 1)).toBeLessThan(1e-12)
        },
      ),
    )
  })

  test('runs from 0 to infinity and passes NaN on', () => {
    expect([0, 1].map((p) => fQuantile(p, 5, 6))).toEqual([0, Number.POSITIVE_INFINITY])
    expect(fQuantile(Number.NaN, 5, 6)).toBeNaN()
  })
})
