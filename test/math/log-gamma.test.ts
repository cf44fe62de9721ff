import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logGamma, stirlingError } from '../../src/math/log-gamma.ts'
import { relativeError } from './close.ts'

/** [x, log gamma(x)], in 60-digit arithmetic; the zeros at 1 and 2 are where others lose their digits. */
const VALUES = [
  [1e-10, 23.025850929882736],
  [0.001, 6.907178885383853],
  [0.1, 2.252712651734206],
  [0.5, 0.5723649429247001],
  [0.9, 0.06637623973474295],
  [0.999999, 5.772164873855652e-7],
  [1.000001, -5.772148423874147e-7],
  [1.25, -0.09827183642181316],
  [1.4616321449683622, -0.12148629053584961],
  [1.9999, -4.227520877215346e-5],
  [2.0001, 4.2281658112919945e-5],
  [3.7, 1.428072326665388],
  [7.5, 7.534364236758733],
  [9.999, 12.799575780077413],
  [10, 12.801827480081469],
  [25.5, 56.389167643719944],
  [100, 359.1342053695754],
  [10000, 82099.71749644238],
  [100000000, 1742068066.1038346],
  [1e300, 6.897755278982137e302],
]

describe('logGamma', () => {
  test.each(VALUES)('at %d is right to 1e-15 of itself', (x, expected) => {
    expect(relativeError(logGamma(x), expected)).toBeLessThan(1e-15)
  })

  test('is the logarithm of a factorial', () => {
    let factorial = 1
    for (let n = 1; n <= 170; n++) {
      factorial *= n
      expect(logGamma(n + 1)).toBeCloseTo(Math.log(factorial), 11)
    }
  })

  test('obeys the duplication formula', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
        const twice = logGamma(x) + logGamma(x + 0.5) + (2 * x - 1) * Math.LN2 - Math.log(Math.PI) / 2
        expect(Math.abs(twice - logGamma(2 * x))).toBeLessThan(1e-14 * (1 + x * Math.log(2 + x)))
      }),
    )
  })

  test('is 0 at 1 and 2, infinite at the ends and NaN below 0', () => {
    expect([1, 2, 0, Number.POSITIVE_INFINITY].map(logGamma)).toEqual([
      0,
      0,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ])
    expect(logGamma(-0.5)).toBeNaN()
    expect(logGamma(Number.NaN)).toBeNaN()
  })
})

describe('stirlingError', () => {
  test('matches the table of Loader (2000) at half integers, and does not jump where its formulas meet', () => {
    expect(stirlingError(1)).toBeCloseTo(0.08106146679532726, 15)
    expect(stirlingError(5)).toBeCloseTo(0.01664469118982119, 14)
    expect(stirlingError(15)).toBeCloseTo(0.005554733551962801, 17)
    expect(Math.abs(stirlingError(10) - stirlingError(10 - 1e-12))).toBeLessThan(5e-15)
  })
})
