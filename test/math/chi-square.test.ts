import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chiSquareCdf, chiSquareQuantile, chiSquareSurvival } from '../../src/math/chi-square.ts'
import { normalSurvival } from '../../src/math/normal.ts'
import { relativeError } from './close.ts'

/** [x, degrees of freedom, lower, upper share], from the incomplete gamma function in 60-digit arithmetic. */
const SHARES = [
  [1e-8, 1, 7.978845594730578e-5, 0.9999202115440526],
  [0.0039, 1, 0.04979550567127111, 0.9502044943287289],
  [3.841, 1, 0.9499863162360433, 0.0500136837639567],
  [50, 1, 0.9999999999984626, 1.537459794428035e-12],
  [600, 1, 1, 1.674167984691788e-132],
  [1.386, 2, 0.4999264043042323, 0.5000735956957677],
  [0.0001, 3, 2.659535415644913e-7, 0.9999997340464585],
  [7.8147, 3, 0.9499993747152399, 0.050000625284760083],
  [18.307, 10, 0.9499994109086018, 0.05000058909139812],
  [3.94, 10, 0.04998690920990928, 0.9500130907900907],
  [200, 10, 1, 1.6139305336977305e-37],
  [0.5, 29.5, 1.5783588340420658e-21, 1],
  [55, 30, 0.9964500729767991, 0.003549927023200881],
  [300, 365, 0.005535310949701518, 0.9944646890502985],
  [420, 365, 0.9753459722292876, 0.024654027770712298],
  [9700, 10000, 0.016250795177709932, 0.9837492048222901],
  [10500, 10000, 0.9997520526320106, 0.00024794736798936087],
]

/** [p, degrees of freedom, quantile], by bisection in 60-digit arithmetic. */
const QUANTILES = [
  [0.95, 1, 3.8414588206941245],
  [0.99, 1, 6.634896601021214],
  [0.05, 10, 3.94029913611906],
  [0.95, 10, 18.307038053275143],
  [0.999, 30, 59.70306430442993],
  [0.5, 100, 99.33412923598846],
  [1e-10, 3, 5.20939762143448e-7],
]

describe('chiSquareCdf and chiSquareSurvival', () => {
  test.each(SHARES)('at %d with %d degrees are right to 1e-13 of themselves', (x, freedom, lower, upper) => {
    expect(relativeError(chiSquareCdf(x, freedom), lower)).toBeLessThan(1e-13)
    expect(relativeError(chiSquareSurvival(x, freedom), upper)).toBeLessThan(1e-13)
  })

  test('have the closed forms of one, two and four degrees', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1000, noNaN: true }), (x) => {
        expect(relativeError(chiSquareSurvival(x, 1), 2 * normalSurvival(Math.sqrt(x)))).toBeLessThan(1e-13)
        expect(relativeError(chiSquareSurvival(x, 2), Math.exp(-x / 2))).toBeLessThan(2e-13)
        expect(relativeError(chiSquareSurvival(x, 4), Math.exp(-x / 2) * (1 + x / 2))).toBeLessThan(2e-13)
      }),
    )
  })

  test('add up to 1 and fall with x', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 0.5, max: 1e6, noNaN: true }),
        (share, n) => {
          const x = share * n
          expect(chiSquareCdf(x, n) + chiSquareSurvival(x, n)).toBeCloseTo(1, 15)
          expect(chiSquareSurvival(x * 1.001, n)).toBeLessThanOrEqual(chiSquareSurvival(x, n))
        },
      ),
    )
  })

  test('reach their limits, pass NaN on and refuse degrees that are not above 0', () => {
    expect([-1, 0, Number.POSITIVE_INFINITY].map((x) => chiSquareCdf(x, 3))).toEqual([0, 0, 1])
    expect([-1, 0, Number.POSITIVE_INFINITY].map((x) => chiSquareSurvival(x, 3))).toEqual([1, 1, 0])
    expect(chiSquareCdf(Number.NaN, 3)).toBeNaN()
    expect(() => chiSquareCdf(1, -1)).toThrow('chiSquareCdf: freedom must be a finite number above 0, received -1.')
  })
})

describe('chiSquareQuantile', () => {
  test.each(QUANTILES)('at %d with %d degrees is right to 1e-13 of itself', (p, freedom, expected) => {
    expect(relativeError(chiSquareQuantile(p, freedom), expected)).toBeLessThan(1e-13)
  })

  test('gives back the probability it was asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        fc.double({ min: 0.5, max: 1e4, noNaN: true }),
        (p, n) => {
          const x = chiSquareQuantile(p, n)
          const found = p < 0.5 ? chiSquareCdf(x, n) / p : chiSquareSurvival(x, n) / (1 - p)
          expect(Math.abs(found - 1)).toBeLessThan(3e-13)
        },
      ),
    )
  })

  test('runs from 0 to infinity and passes NaN on', () => {
    expect([0, 1].map((p) => chiSquareQuantile(p, 5))).toEqual([0, Number.POSITIVE_INFINITY])
    expect(chiSquareQuantile(Number.NaN, 5)).toBeNaN()
    expect(() => chiSquareQuantile(2, 5)).toThrow('chiSquareQuantile: p must be')
  })
})
