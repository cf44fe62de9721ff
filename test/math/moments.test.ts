import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kurtosis, skewness, standardDeviation, variance } from '../../src/math/moments.ts'
import { relativeError } from './close.ts'

/** Monthly returns in Bacon, Practical Portfolio Performance Measurement and Attribution (2008). */
const BACON = Float64Array.of(
  ...[0.3, 2.6, 1.1, -1, 1.5, 2.5, 1.6, 6.7, -1.4, 4, -0.5, 8.1, 4, -3.7, -6.1, 1.7, -4.9, -2.2, 7, 5.8],
  ...[-6.5, 2.4, -0.5, -0.9],
).map((percent) => percent / 100)

const whole = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 40 })

/** Central moments of whole numbers in exact arithmetic: the k-th, times n^(k + 1). */
function exactMoment(values: readonly number[], k: number): bigint {
  const n = BigInt(values.length)
  const total = values.reduce((sum, value) => sum + BigInt(value), 0n)
  return values.reduce((sum, value) => sum + (n * BigInt(value) - total) ** BigInt(k), 0n)
}

describe('variance and standardDeviation', () => {
  test('match the certified deviation of NIST NumAcc4 as far as its data are binary', () => {
    const values = Float64Array.from({ length: 1001 }, (_, i) =>
      i === 0 ? 10000000.2 : i % 2 === 1 ? 10000000.1 : 10000000.3,
    )
    expect(relativeError(standardDeviation(values), 0.1)).toBeLessThan(2e-8)
  })

  test('lose nothing to a level of 1e9, where a sum of squares would lose everything', () => {
    const unit = 2 ** -20
    const values = Float64Array.from({ length: 1000 }, (_, i) => 1e9 + (i % 5) * unit)
    expect(variance(values, { ddof: 0 })).toBe(2 * unit * unit)
  })

  test('agree with exact arithmetic', () => {
    fc.assert(
      fc.property(whole, fc.integer({ min: 0, max: 2 }), (values, ddof) => {
        const n = values.length
        const exact = Number(exactMoment(values, 2)) / n / n / (n - ddof)
        expect(relativeError(variance(Float64Array.from(values), { ddof }), exact)).toBeLessThan(1e-15)
      }),
    )
  })

  test('are exactly 0 for a constant column', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e100, max: 1e100, noNaN: true }), fc.integer({ min: 2, max: 300 }), (value, n) => {
        expect(variance(new Float64Array(n).fill(value))).toBe(0)
      }),
    )
  })

  test('are NaN when there are not more values than ddof, or one is not finite', () => {
    expect(variance(Float64Array.of(1))).toBeNaN()
    expect(variance(new Float64Array(), { ddof: 0 })).toBeNaN()
    expect(standardDeviation(Float64Array.of(1, 2), { ddof: 2 })).toBeNaN()
    expect(variance(Float64Array.of(1, 2, Number.NaN))).toBeNaN()
    expect(variance(Float64Array.of(1, 2, Number.NEGATIVE_INFINITY))).toBeNaN()
  })

  test('refuse an unknown option and a wrong ddof', () => {
    expect(() => variance(BACON, { dof: 0 } as object)).toThrow('Did you mean "ddof"?')
    expect(() => standardDeviation(BACON, { ddof: -1 })).toThrow(
      'standardDeviation: ddof must be an integer of at least 0, received -1.',
    )
  })
})

describe('skewness and kurtosis', () => {
  test('match the published figures for the returns of Bacon (2008)', () => {
    expect(skewness(BACON).toPrecision(10)).toBe('-0.08256245521')
    expect(kurtosis(BACON).toPrecision(10)).toBe('2.432453794')
  })

  test('agree with exact arithmetic', () => {
    fc.assert(
      fc.property(whole, (values) => {
        fc.pre(new Set(values).size > 1)
        const n = values.length
        const [m2, m3, m4] = [2, 3, 4].map((k) => Number(exactMoment(values, k)) / n)
        const column = Float64Array.from(values)
        expect(Math.abs(skewness(column) - m3 / m2 ** 1.5)).toBeLessThan(1e-14 * Math.sqrt(n))
        expect(relativeError(kurtosis(column), m4 / m2 ** 2)).toBeLessThan(5e-15)
      }),
    )
  })

  test('do not change with scale, bit for bit', () => {
    fc.assert(
      fc.property(whole, fc.integer({ min: -400, max: 400 }), (values, power) => {
        const column = Float64Array.from(values)
        const scaled = column.map((value) => value * 2 ** power)
        expect(Object.is(skewness(scaled), skewness(column))).toBe(true)
        expect(Object.is(kurtosis(scaled), kurtosis(column))).toBe(true)
      }),
    )
  })

  test('lose nothing to a level of 1e9', () => {
    fc.assert(
      fc.property(whole, (values) => {
        const column = Float64Array.from(values)
        fc.pre(Number.isFinite(skewness(column)))
        const raised = column.map((value) => value / 2 ** 20 + 1e9)
        expect(Math.abs(skewness(raised) - skewness(column))).toBeLessThan(1e-13)
        expect(relativeError(kurtosis(raised), kurtosis(column))).toBeLessThan(1e-14)
      }),
    )
  })

  test('are NaN for a constant column and for fewer than three values', () => {
    for (const moment of [skewness, kurtosis]) {
      expect(moment(new Float64Array(50).fill(0.1))).toBeNaN()
      expect(moment(Float64Array.of(1, 2))).toBeNaN()
      expect(moment(new Float64Array())).toBeNaN()
      expect(moment(Float64Array.of(1, 2, 3, Number.NaN))).toBeNaN()
    }
  })
})
