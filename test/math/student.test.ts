import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalSurvival } from '../../src/math/normal.ts'
import { studentCdf, studentQuantile, studentSurvival } from '../../src/math/student.ts'
import { relativeError } from './close.ts'

/** [t, degrees of freedom, upper tail], from the incomplete beta function in 60-digit arithmetic. */
const TAILS = [
  [0.5, 1, 0.35241638234956674],
  [12.706, 1, 0.025000401179066593],
  [10000000000, 1, 3.1830988618379065e-11],
  [2, 2, 0.09175170953613698],
  [31.6, 2, 0.0004999701268399735],
  [1.5, 2.5, 0.12391822654314813],
  [3.182, 3, 0.025008568271656883],
  [0.001, 4, 0.499625000078125],
  [2.5706, 5, 0.024999448940038974],
  [50, 7, 1.67562629777502e-10],
  [2.228, 10, 0.025005885908555684],
  [6, 29.5, 7.445981153087656e-7],
  [1.96, 120, 0.026156838222913776],
  [20, 120, 2.5526949590781745e-40],
  [3, 1000, 0.0013833545221190963],
  [1.6449, 100000, 0.0499967890050689],
  [10, 1000000, 7.639305384089125e-24],
]

/** [p, degrees of freedom, quantile], by bisection in 60-digit arithmetic. */
const QUANTILES = [
  [0.975, 1, 12.706204736174694],
  [0.95, 2, 2.9199855803537242],
  [0.99, 5, 3.364929998907218],
  [0.975, 30, 2.0422724563012378],
  [0.9995, 10, 4.586893858702708],
  [0.6, 120, 0.2539095232149285],
  [1e-10, 4, -416.1751403296041],
]

const freedom = fc.double({ min: 0.5, max: 1e6, noNaN: true })

describe('studentCdf and studentSurvival', () => {
  test.each(TAILS)('at %d with %d degrees are right to 1e-13 of themselves', (t, degrees, expected) => {
    expect(relativeError(studentSurvival(t, degrees), expected)).toBeLessThan(1e-13)
    expect(relativeError(studentCdf(-t, degrees), expected)).toBeLessThan(1e-13)
  })

  test('have the closed forms of one, two and three degrees', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (t) => {
        const angle = Math.atan(t / Math.sqrt(3))
        const three = 0.5 + (angle + Math.sin(angle) * Math.cos(angle)) / Math.PI
        expect(studentCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 14)
        expect(studentCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 14)
        expect(studentCdf(t, 3)).toBeCloseTo(three, 14)
      }),
    )
  })

  test('approach the normal distribution', () => {
    expect(relativeError(studentSurvival(3, 1e12), normalSurvival(3))).toBeLessThan(1e-10)
  })

  test('are mirror images that add up to 1, and fall with t', () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), freedom, (t, degrees) => {
        expect(studentSurvival(t, degrees)).toBe(studentCdf(-t, degrees))
        expect(studentCdf(t, degrees) + studentSurvival(t, degrees)).toBeCloseTo(1, 15)
        expect(studentSurvival(t + 0.01, degrees)).toBeLessThanOrEqual(studentSurvival(t, degrees))
      }),
    )
  })

  test('reach their limits, pass NaN on and refuse degrees that are not above 0', () => {
    expect(studentCdf(Number.NEGATIVE_INFINITY, 3)).toBe(0)
    expect(studentSurvival(Number.NEGATIVE_INFINITY, 3)).toBe(1)
    expect(studentSurvival(1e200, 3)).toBe(0)
    expect(studentCdf(Number.NaN, 3)).toBeNaN()
    expect(() => studentSurvival(1, 0)).toThrow('studentSurvival: freedom must be a finite number above 0, received 0.')
    expect(() => studentCdf(1, Number.NaN)).toThrow('received NaN')
  })
})

describe('studentQuantile', () => {
  test.each(QUANTILES)('at %d with %d degrees is right to 1e-13 of itself', (p, degrees, expected) => {
    // A quantile near the middle, or of 1 - p given by p, has the rounding of p against it.
    expect(relativeError(studentQuantile(p, degrees), expected)).toBeLessThan(1e-13)
  })

  test('gives back the tail it was asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: -0.7, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        (power, degrees) => {
          const tail = 10 ** power
          const t = studentQuantile(tail, degrees)
          expect(relativeError(studentCdf(t, degrees), tail)).toBeLessThan(3e-13)
        },
      ),
    )
  })

  test('is odd, infinite at 0 and 1, NaN at NaN', () => {
    expect(studentQuantile(0.125, 7)).toBe(-studentQuantile(0.875, 7))
    expect([0, 0.5, 1].map((p) => studentQuantile(p, 4))).toEqual([
      Number.NEGATIVE_INFINITY,
      0,
      Number.POSITIVE_INFINITY,
    ])
    expect(studentQuantile(1e-300, 1)).toBe(Number.NEGATIVE_INFINITY)
    expect(studentQuantile(Number.NaN, 4)).toBeNaN()
    expect(() => studentQuantile(-0.1, 4)).toThrow('studentQuantile: p must be')
  })
})
