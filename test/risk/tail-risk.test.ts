import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kurtosis, skewness, standardDeviation } from '../../src/math/moments.ts'
import { normalPdf } from '../../src/math/normal.ts'
import { normalQuantile } from '../../src/math/normal-quantile.ts'
import { studentQuantile } from '../../src/math/student.ts'
import { mean } from '../../src/math/sum.ts'
import { expectedShortfall, valueAtRisk } from '../../src/metrics/value-at-risk.ts'
import { filteredReturns } from '../../src/risk/filtered-returns.ts'
import { cornishFisherHolds, cornishFisherTail, gaussianTail, studentTail } from '../../src/risk/tail-curves.ts'
import { type TailRiskOptions, tailRisk } from '../../src/risk/tail-risk.ts'
import { bacon, drawPanel } from './panel.ts'

const [daily] = drawPanel(1, 400, 3)
const METHODS: readonly TailRiskOptions[] = [
  { method: 'historical' },
  { method: 'gaussian' },
  { method: 'student', freedom: 5 },
  { method: 'cornish-fisher' },
  { method: 'filtered' },
]

/** Both losses, which must be there. */
function losses(returns: Float64Array, options: TailRiskOptions = {}): [number, number] {
  const { valueAtRisk: least, expectedShortfall: beyond } = tailRisk(returns, options)
  expect([least, beyond].every(Number.isFinite)).toBe(true)
  return [least, beyond]
}

/** Mean of the quantiles below 1 - confidence, by the midpoint rule in the normal score. */
function meanBelow(confidence: number, quantile: (p: number, z: number) => number): number {
  const end = normalQuantile(1 - confidence)
  const width = 12 / 60_000
  let total = 0
  for (let k = 0; k < 60_000; k++) {
    const z = end - (k + 0.5) * width
    total += quantile(1, z) * normalPdf(z) * width
  }
  return total / (1 - confidence)
}

describe('tailRisk', () => {
  test('is the published historical loss of Bacon 2008, and the one of metrics', () => {
    const [least, beyond] = losses(bacon)
    expect(least).toBeCloseTo(0.0592, 12)
    expect(beyond).toBeCloseTo(0.063, 12)
    expect(losses(bacon, { method: 'gaussian' })).toEqual([
      expect.closeTo(valueAtRisk(bacon, { method: 'gaussian' }), 12),
      expect.closeTo(expectedShortfall(bacon, { method: 'gaussian' }), 12),
    ])
  })

  test('has no Cornish-Fisher loss for Bacon 2008: tails lighter than normal are outside its region', () => {
    expect(tailRisk(bacon, { method: 'cornish-fisher' })).toEqual({
      valueAtRisk: Number.NaN,
      expectedShortfall: Number.NaN,
    })
  })

  test('says what is not defined', () => {
    const nothing = { valueAtRisk: Number.NaN, expectedShortfall: Number.NaN }
    const flat = new Float64Array(10)
    for (const options of METHODS) expect(tailRisk(bacon.subarray(0, 3), options)).toEqual(nothing)
    for (const options of METHODS.slice(1)) expect(tailRisk(flat, options)).toEqual(nothing)
    expect(tailRisk(flat)).toEqual({ valueAtRisk: 0, expectedShortfall: 0 })
    expect(Object.is(tailRisk(flat).valueAtRisk, 0)).toBe(true)
  })

  test('puts runs of bars together only where it is told to', () => {
    const returns = Float64Array.of(0.5, -0.5, 0.5, -0.5, 0, 0)
    // Runs of two bars: -0.25 three times, -0.5, 0.
    expect(losses(returns, { horizon: 2, scaling: 'overlapping', confidence: 0.75 })).toEqual([0.25, 0.3125])
    const [least, beyond] = losses(daily, { method: 'gaussian', horizon: 9, scaling: 'independent' })
    const [one, two] = losses(daily, { method: 'gaussian' })
    const centre = daily.reduce((all, each) => all + each, 0) / daily.length
    expect(least).toBeCloseTo(3 * (one + centre) - 9 * centre, 12)
    expect(beyond).toBeCloseTo(3 * (two + centre) - 9 * centre, 12)
  })

  test('Cornish-Fisher over many bars bends by skew over the root and excess over the number of them', () => {
    const [least] = losses(daily, { method: 'cornish-fisher', horizon: 16, scaling: 'independent', confidence: 0.99 })
    const deviation = 4 * standardDeviation(daily)
    const { quantile } = cornishFisherTail(0.99, skewness(daily) / 4, (kurtosis(daily) - 3) / 16)
    expect(least).toBeCloseTo(deviation * quantile - 16 * mean(daily), 14)
    const [gaussian] = losses(daily, { method: 'gaussian', horizon: 1e8, scaling: 'independent', confidence: 0.99 })
    const [far] = losses(daily, { method: 'cornish-fisher', horizon: 1e8, scaling: 'independent', confidence: 0.99 })
    expect(Math.abs(far / gaussian - 1)).toBeLessThan(1e-3)
  })

  test("Student's t has the mean and the deviation of the column", () => {
    const [least, beyond] = losses(daily, { method: 'student', freedom: 6, confidence: 0.99 })
    const tail = studentTail(0.99, 6)
    expect(least).toBeCloseTo(standardDeviation(daily) * tail.quantile - mean(daily), 14)
    expect(beyond).toBeCloseTo(standardDeviation(daily) * tail.mean - mean(daily), 14)
  })

  test('rises with confidence, and the mean beyond is never smaller', () => {
    for (const options of METHODS) {
      let before = Number.NEGATIVE_INFINITY
      for (let confidence = 0.55; confidence < 0.999; confidence += 0.01) {
        const [least, beyond] = losses(daily, { ...options, confidence })
        expect(least).toBeGreaterThanOrEqual(before)
        expect(beyond).toBeGreaterThanOrEqual(least)
        before = least
      }
    }
  })

  test('scales with the position', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 20, noNaN: true }), fc.constantFrom(...METHODS), (size, options) => {
        const scaled = losses(
          daily.map((value) => size * value),
          options,
        )
        for (const [k, loss] of losses(daily, options).entries()) {
          expect(Math.abs(scaled[k] - size * loss)).toBeLessThan(1e-12 * size)
        }
      }),
    )
  })

  test('falls by what is gained for sure, but for the filter, whose volatility is about 0', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.05, max: 0.05, noNaN: true }), fc.nat({ max: 3 }), (gain, at) => {
        const moved = losses(
          daily.map((value) => value + gain),
          METHODS[at],
        )
        for (const [k, loss] of losses(daily, METHODS[at]).entries()) expect(moved[k]).toBeCloseTo(loss - gain, 12)
      }),
    )
  })

  test('gives two books no more expected shortfall together than apart', () => {
    const returns = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 60, maxLength: 60 })
    fc.assert(
      fc.property(returns, returns, fc.double({ min: 0.6, max: 0.97, noNaN: true }), (a, b, confidence) => {
        // Ties at the quantile would put more rows into one tail than into another: move every row a little.
        const one = Float64Array.from(a, (value, t) => value + (t + 1) * 1e-9)
        const two = Float64Array.from(b, (value, t) => value + (t + 1) ** 2 * 1e-9)
        const both = one.map((value, t) => value + two[t])
        fc.pre([one, two, both].every((column) => new Set(column).size === column.length))
        const [, apart] = losses(one, { confidence })
        const [, beside] = losses(two, { confidence })
        const [, together] = losses(both, { confidence })
        expect(together).toBeLessThanOrEqual(apart + beside + 1e-12)
      }),
    )
  })
})

describe('curves', () => {
  test('the tail of t: SciPy 1.15, 4 degrees at 95 %', () => {
    expect((studentTail(0.95, 4).mean * 0.02) / Math.SQRT2).toBeCloseTo(0.03202870402094873, 14)
  })

  test('the tail of t is the quantile and its mean, and a normal one for many degrees', () => {
    const { quantile, mean: beyond } = studentTail(0.99, 3)
    expect(quantile).toBeCloseTo(-studentQuantile(0.01, 3) / Math.sqrt(3), 12)
    // The mean of the quantiles in the tail, by the midpoint rule in the fifth root of their chance, where it is smooth.
    let total = 0
    for (let k = 0; k < 2000; k++) {
      const u = (k + 0.5) / 2000
      total -= (studentQuantile(0.01 * u ** 5, 3) * 5 * u ** 4) / 2000 / Math.sqrt(3)
    }
    expect(total).toBeCloseTo(beyond, 5)
    expect(studentTail(0.99, 1e6).quantile).toBeCloseTo(gaussianTail(0.99).quantile, 5)
    expect(studentTail(0.99, 1e6).mean).toBeCloseTo(gaussianTail(0.99).mean, 5)
    for (const freedom of [1e9, 1e12, 1e15]) {
      expect(studentTail(0.99, freedom).mean).toBeCloseTo(gaussianTail(0.99).mean, 8)
    }
    // The two ways to its density meet: nothing jumps by more than a thousandth degree moves it.
    expect(Math.abs(studentTail(0.99, 1000).mean - studentTail(0.99, 999.999).mean)).toBeLessThan(1e-8)
  })

  test('Cornish-Fisher at no skew and no excess is normal', () => {
    expect(cornishFisherTail(0.99, 0, 0)).toEqual(gaussianTail(0.99))
  })

  test.each([
    [0.95, -0.5, 1.5],
    [0.99, 0.3, 2],
    [0.9, -0.8, 3],
  ])('Cornish-Fisher at %d, skew %d, excess %d averages its quantiles', (confidence, skew, excess) => {
    const bent = (_: number, z: number) =>
      z + ((z * z - 1) * skew) / 6 + ((z ** 3 - 3 * z) * excess) / 24 - ((2 * z ** 3 - 5 * z) * skew * skew) / 36
    const { quantile, mean } = cornishFisherTail(confidence, skew, excess)
    expect(quantile).toBeCloseTo(-bent(0, normalQuantile(1 - confidence)), 12)
    expect(mean).toBeCloseTo(-meanBelow(confidence, bent), 6)
  })

  test('Cornish-Fisher holds exactly where its quantiles rise', () => {
    const rises = (skew: number, excess: number) => {
      for (let z = -80; z <= 80; z += 0.01) {
        const slope = 1 + (z * skew) / 3 + ((z * z - 1) * excess) / 8 - ((6 * z * z - 5) * skew * skew) / 36
        if (slope < -1e-9) return false
      }
      return true
    }
    for (let skew = -3; skew <= 3; skew += 0.37) {
      for (let excess = -1; excess <= 12; excess += 0.83) {
        expect([skew, excess, cornishFisherHolds(skew, excess)]).toEqual([skew, excess, rises(skew, excess)])
      }
    }
  })
})

describe('filteredReturns', () => {
  test('moves every return from the volatility before it to the one now', () => {
    const returns = Float64Array.of(0.1, -0.2, 0.1)
    // Mean square 0.02; with decay 0.5 the variances before the rows are 0.02, 0.015, 0.0275, and 0.01875 after all.
    const expected = [0.1 / Math.sqrt(0.02), -0.2 / Math.sqrt(0.015), 0.1 / Math.sqrt(0.0275)]
    const now = Math.sqrt(0.01875)
    expect(Array.from(filteredReturns(returns, 0.5))).toEqual(expected.map((score) => expect.closeTo(score * now, 14)))
  })

  test('leaves returns of one size as they are', () => {
    const returns = Float64Array.from({ length: 50 }, (_, t) => (t % 3 === 0 ? -0.01 : 0.01))
    for (const [t, value] of filteredReturns(returns, 0.94).entries()) expect(value).toBeCloseTo(returns[t], 14)
  })

  test('sees a calm that ends and a storm that ends', () => {
    const storm = daily.map((value, t) => (t < 300 ? value : 3 * value))
    const calm = daily.map((value, t) => (t < 300 ? 3 * value : value))
    const [now] = losses(storm, { method: 'filtered', confidence: 0.99 })
    const [then] = losses(calm, { method: 'filtered', confidence: 0.99 })
    expect(now).toBeGreaterThan(1.5 * losses(daily, { confidence: 0.99 })[0])
    expect(then).toBeLessThan(losses(calm, { confidence: 0.99 })[0])
  })
})
