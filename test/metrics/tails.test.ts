import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kurtosis, skewness } from '../../src/math/moments.ts'
import { profitFactor } from '../../src/metrics/outcomes.ts'
import { commonSenseRatio, tailRatio } from '../../src/metrics/tail-ratio.ts'
import { expectedShortfall, valueAtRisk } from '../../src/metrics/value-at-risk.ts'
import { returnColumn } from './arbitraries.ts'
import { BACON } from './published.ts'

const varied = returnColumn(4).filter((returns) => new Set(returns).size > 1)

/** Linear interpolation between order statistics, R type 7, straight from its definition. */
function percentile(returns: Float64Array, p: number): number {
  const sorted = [...returns].sort((a, b) => a - b)
  const place = (sorted.length - 1) * p
  const below = Math.floor(place)
  return sorted[below] + (place - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below])
}

/** The integral of x times an Edgeworth density up to h, by Simpson's rule. */
function tailMean(h: number, skew: number, excess: number): number {
  const density = (x: number) => {
    const he3 = x ** 3 - 3 * x
    const he4 = x ** 4 - 6 * x ** 2 + 3
    const he6 = x ** 6 - 15 * x ** 4 + 45 * x ** 2 - 15
    const bend = 1 + (skew * he3) / 6 + (excess * he4) / 24 + (skew * skew * he6) / 72
    return ((x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)) * bend
  }
  const from = -14
  const step = (h - from) / 20_000
  let total = density(from) + density(h)
  for (let i = 1; i < 20_000; i++) total += density(from + i * step) * (i % 2 === 0 ? 2 : 4)
  return (total * step) / 3
}

describe('historical tails', () => {
  test('are the percentile and the mean at or below it', () => {
    fc.assert(
      fc.property(varied, fc.integer({ min: 51, max: 99 }), (returns, percent) => {
        const confidence = percent / 100
        const bound = percentile(returns, 1 - confidence)
        expect(valueAtRisk(returns, { confidence })).toBeCloseTo(-bound, 13)
        const worst = returns.filter((value) => value <= -valueAtRisk(returns, { confidence }))
        const mean = worst.reduce((a, b) => a + b, 0) / worst.length
        expect(expectedShortfall(returns, { confidence })).toBeCloseTo(-mean, 13)
      }),
    )
  })

  test('the shortfall is at least the value at risk, and both grow with confidence', () => {
    fc.assert(
      fc.property(varied, (returns) => {
        let before = Number.NEGATIVE_INFINITY
        for (const confidence of [0.6, 0.75, 0.9, 0.95, 0.99]) {
          const risk = valueAtRisk(returns, { confidence })
          expect(risk).toBeGreaterThanOrEqual(before)
          expect(expectedShortfall(returns, { confidence })).toBeGreaterThanOrEqual(risk)
          before = risk
        }
      }),
    )
  })
})

describe('curves', () => {
  test('scale with the returns and shift against them', () => {
    fc.assert(
      fc.property(
        varied,
        fc.constantFrom('historical' as const, 'gaussian' as const, 'modified' as const),
        (returns, method) => {
          for (const figure of [valueAtRisk, expectedShortfall]) {
            const plain = figure(returns, { method })
            expect(
              figure(
                returns.map((value) => value * 0.25),
                { method },
              ),
            ).toBeCloseTo(plain * 0.25, 10)
            expect(
              figure(
                returns.map((value) => value + 0.125),
                { method },
              ),
            ).toBeCloseTo(plain - 0.125, 8)
          }
        },
      ),
    )
  })

  test('modified is gaussian when skew and excess kurtosis are 0', () => {
    const a = Math.sqrt(3)
    const normalLike = Float64Array.of(-a, a, 0, 0, 0, 0).map((value) => value / 100)
    expect([skewness(normalLike), kurtosis(normalLike).toFixed(10)]).toEqual([0, '3.0000000000'])
    for (const figure of [valueAtRisk, expectedShortfall]) {
      expect(figure(normalLike, { method: 'modified' })).toBeCloseTo(figure(normalLike, { method: 'gaussian' }), 14)
    }
  })

  test('the modified shortfall is the integral of the bent density', () => {
    const z = -1.6448536269514722
    const s = skewness(BACON)
    const k = kurtosis(BACON) - 3
    const h = z + ((z * z - 1) * s) / 6 + ((z ** 3 - 3 * z) * k) / 24 - ((2 * z ** 3 - 5 * z) * s * s) / 36
    const mean = BACON.reduce((a, b) => a + b, 0) / 24
    const deviation = Math.sqrt(BACON.reduce((a, b) => a + (b - mean) ** 2, 0) / 24)
    const shortfall = expectedShortfall(BACON, { method: 'modified', ddof: 0 })
    expect(shortfall).toBeCloseTo(-mean - (deviation * tailMean(h, s, k)) / 0.05, 10)
  })

  test('are undefined below 4 returns and when returns do not vary', () => {
    for (const method of ['gaussian', 'modified'] as const) {
      expect(valueAtRisk(new Float64Array(9).fill(0.01), { method })).toBeNaN()
      expect(expectedShortfall(new Float64Array(9).fill(0.01), { method })).toBeNaN()
    }
    for (const method of ['historical', 'gaussian', 'modified'] as const) {
      expect(valueAtRisk(Float64Array.of(0.1, -0.1, 0.3), { method })).toBeNaN()
      expect(expectedShortfall(Float64Array.of(0.1, -0.1, 0.3), { method })).toBeNaN()
    }
    expect(valueAtRisk(new Float64Array(9).fill(0.01))).toBe(-0.01)
    expect(expectedShortfall(new Float64Array(9))).toBe(0)
    expect(valueAtRisk(new Float64Array(9))).toBe(0)
  })
})

describe('tailRatio', () => {
  test('is the size of one percentile over the size of the other, and turns over with the returns', () => {
    fc.assert(
      fc.property(varied, (returns) => {
        const low = Math.abs(percentile(returns, 0.05))
        const high = Math.abs(percentile(returns, 0.95))
        fc.pre(low > 1e-6 && high > 1e-6)
        expect(tailRatio(returns) / (high / low)).toBeCloseTo(1, 9)
        expect(tailRatio(returns.map((value) => -value)) * tailRatio(returns)).toBeCloseTo(1, 9)
        expect(tailRatio(returns.map((value) => value / 4))).toBe(tailRatio(returns))
      }),
    )
  })

  test('is undefined for flat equity and below 4 returns', () => {
    expect(tailRatio(new Float64Array(10))).toBeNaN()
    expect(tailRatio(Float64Array.of(-0.1, 0.1, 0.2))).toBeNaN()
  })

  test('times the profit factor is common sense', () => {
    expect(commonSenseRatio(BACON)).toBe(tailRatio(BACON) * profitFactor(BACON))
    expect(commonSenseRatio(Float64Array.of(0.1, 0.2, 0.1, 0.3))).toBeNaN()
  })
})
