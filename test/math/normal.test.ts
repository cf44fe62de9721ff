import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalCdf, normalPdf, normalSurvival } from '../../src/math/normal.ts'
import { relativeError } from './close.ts'

/** [z, distribution function], from erfc in 60-digit arithmetic. */
const CDF = [
  [-38, 2.88542835e-316],
  [-37.5, 4.605353009581955e-308],
  [-37, 5.725571222524577e-300],
  [-36.87, 6.9924898490475425e-298],
  [-30.01, 3.6335928149653536e-198],
  [-20, 2.7536241186062337e-89],
  [-10, 7.619853024160525e-24],
  [-8.3, 5.205569744890254e-17],
  [-6, 9.86587645037698e-10],
  [-4.7, 1.300807453917281e-6],
  [-3, 0.0013498980316300946],
  [-2, 0.02275013194817921],
  [-1.96, 0.024997895148220435],
  [-1.2816, 0.09999150009767516],
  [-1, 0.15865525393145705],
  [-0.5, 0.3085375387259869],
  [-0.1, 0.460172162722971],
  [-1e-10, 0.49999999996010575],
  [0.25, 0.5987063256829237],
  [1, 0.8413447460685429],
  [1.6449, 0.9500047825316537],
  [2.5, 0.9937903346742238],
  [5, 0.9999997133484281],
  [8, 0.9999999999999993],
]

/** [z, density], in 60-digit arithmetic. */
const PDF = [
  [0.1, 0.39695254747701175],
  [1, 0.24197072451914334],
  [3.3, 0.0017225689390536812],
  [10.7, 5.491897831817844e-26],
  [20.1, 7.434525389680312e-89],
  [37.77, 6.676376417804e-311],
]

const anywhere = fc.double({ min: -37, max: 37, noNaN: true })

describe('normalCdf and normalSurvival', () => {
  test.each(CDF)('at %d are right to 1e-15 of themselves, deep in the tail too', (z, expected) => {
    const allowed = expected < 1e-307 ? 1e-8 : 1e-15
    expect(relativeError(normalCdf(z), expected)).toBeLessThan(allowed)
    expect(relativeError(normalSurvival(-z), expected)).toBeLessThan(allowed)
  })

  test('agree with the table of Abramowitz and Stegun, 26.1', () => {
    expect([0.5, 1, 1.5, 2, 3].map((z) => normalCdf(z).toFixed(15))).toEqual([
      '0.691462461274013',
      '0.841344746068543',
      '0.933192798731142',
      '0.977249868051821',
      '0.998650101968370',
    ])
  })

  test('are mirror images that add up to 1', () => {
    fc.assert(
      fc.property(anywhere, (z) => {
        expect(normalSurvival(z)).toBe(normalCdf(-z))
        expect(Math.abs(normalCdf(z) + normalSurvival(z) - 1)).toBeLessThanOrEqual(2 ** -53)
      }),
    )
  })

  test('rise with z, as fast as the density says', () => {
    fc.assert(
      fc.property(fc.double({ min: -36, max: 5, noNaN: true }), (z) => {
        const step = 2 ** -12
        const slope = (normalCdf(z + step) - normalCdf(z - step)) / (2 * step)
        expect(relativeError(slope, normalPdf(z))).toBeLessThan(2e-5)
      }),
    )
  })

  test('reach their limits and pass NaN on', () => {
    expect([Number.NEGATIVE_INFINITY, -39, 0, 9, Number.POSITIVE_INFINITY].map(normalCdf)).toEqual([0, 0, 0.5, 1, 1])
    expect(normalSurvival(Number.POSITIVE_INFINITY)).toBe(0)
    expect(normalCdf(Number.NaN)).toBeNaN()
    expect(normalSurvival(Number.NaN)).toBeNaN()
  })
})

describe('normalPdf', () => {
  test.each(PDF)('at %d is right to 1e-15 of itself', (z, expected) => {
    expect(relativeError(normalPdf(z), expected)).toBeLessThan(expected < 1e-307 ? 1e-11 : 1e-15)
    expect(normalPdf(-z)).toBe(normalPdf(z))
  })

  test('vanishes at infinity and passes NaN on', () => {
    expect(normalPdf(Number.NEGATIVE_INFINITY)).toBe(0)
    expect(normalPdf(Number.NaN)).toBeNaN()
  })
})
