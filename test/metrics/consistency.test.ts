import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consistency, consistencyFrom, monthSums, positiveMonths } from '../../src/metrics/consistency.ts'
import { stability } from '../../src/metrics/stability.ts'
import { datedReturns, returnColumn } from './arbitraries.ts'

const DAY = 86_400_000
const days = (length: number) => Float64Array.from({ length }, (_, t) => Date.UTC(2023, 0, 1) + t * DAY)

/** The definition word by word, with the calendar of the platform. */
function naive(returns: Float64Array, time: Float64Array): number {
  const months: number[][] = []
  let before = ''
  returns.forEach((value, t) => {
    const month = new Date(time[t]).toISOString().slice(0, 7)
    if (month !== before) months.push([])
    before = month
    months[months.length - 1].push(value)
  })
  if (months.length < 4) return Number.NaN
  const positive = months.filter((month) => month.reduce((g, r) => g * (1 + r), 1) > 1 + 1e-10).length / months.length
  const sharpes = months.slice(2).map((_, i) => {
    const window = months.slice(i, i + 3).flat()
    const mean = window.reduce((a, b) => a + b, 0) / window.length
    const scatter = window.reduce((a, b) => a + (b - mean) ** 2, 0)
    return window.length < 4 || scatter < 1e-15 ? 0 : mean / Math.sqrt(scatter / (window.length - 1))
  })
  const mean = sharpes.reduce((a, b) => a + b, 0) / sharpes.length
  const spread = Math.sqrt(sharpes.reduce((a, b) => a + (b - mean) ** 2, 0) / (sharpes.length - 1))
  return (positive + (mean > 0 ? mean / (mean + spread) : 0)) / 2
}

describe('consistency', () => {
  test('is its definition', () => {
    fc.assert(
      fc.property(datedReturns(0, 120), ([returns, time]) => {
        const value = consistency(returns, time)
        const truth = naive(returns, time)
        if (Number.isNaN(truth)) expect(value).toBeNaN()
        else expect(Math.abs(value - truth)).toBeLessThan(1e-9)
      }),
      { numRuns: 300 },
    )
  })

  test('lies in [0, 1] and does not change when returns are scaled by a half where months keep their sign', () => {
    fc.assert(
      fc.property(datedReturns(20, 120), ([returns, time]) => {
        const value = consistency(returns, time)
        fc.pre(!Number.isNaN(value))
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
        const half = returns.map((each) => each / 2)
        fc.pre(positiveMonths(half, time) === positiveMonths(returns, time))
        expect(Math.abs(consistency(half, time) - value)).toBeLessThan(1e-12)
      }),
    )
  })

  test('of the same week over and over is near 1, of a late burst is low, of a loser is 0', () => {
    const time = days(364)
    const steady = time.map((_, t) => [0.01, -0.005, 0.01, 0, 0.01, -0.005, 0][t % 7])
    const burst = time.map((_, t) => (t < 300 ? 0 : 0.01 * (t % 2)))
    expect(consistency(steady, time)).toBeGreaterThan(0.95)
    expect(consistency(burst, time)).toBeLessThan(0.4)
    expect(
      consistency(
        steady.map((value) => -value),
        time,
      ),
    ).toBe(0)
    expect(consistency(new Float64Array(364), time)).toBe(0)
  })

  test('is undefined below 4 months', () => {
    expect(consistency(new Float64Array(90).fill(0.01), days(90))).toBeNaN()
    expect(consistency(new Float64Array(0), new Float64Array(0))).toBeNaN()
    expect(consistency(new Float64Array(91).fill(0.01), days(91))).toBe(0.5)
  })

  test('counts a month at break-even as flat, not as a rounding gain', () => {
    const returns = Float64Array.of(-0.05, 1 / 0.95 - 1, 1 / 3, -0.25, 0, 0)
    const time = Float64Array.of(0, 1, 31 * DAY, 32 * DAY, 60 * DAY, 91 * DAY)
    expect(positiveMonths(returns, time)).toBe(0)
    expect(positiveMonths(Float64Array.of(0.1, -0.1), Float64Array.of(0, 31 * DAY))).toBe(0.5)
    expect(positiveMonths(new Float64Array(0), new Float64Array(0))).toBeNaN()
  })

  test('monthly sums are those of the months, and give the same bits', () => {
    fc.assert(
      fc.property(datedReturns(1, 80), ([returns, time]) => {
        const months = monthSums(returns, time)
        expect(months.count.reduce((a, b) => a + b, 0)).toBe(returns.length)
        expect(months.sum.reduce((a, b) => a + b, 0)).toBeCloseTo(
          returns.reduce((a, b) => a + b, 0),
          12,
        )
        expect(consistencyFrom(months)).toBe(consistency(returns, time))
      }),
    )
  })
})

describe('stability', () => {
  test('is R squared of cumulative log returns on time', () => {
    fc.assert(
      fc.property(returnColumn(4), (returns) => {
        fc.pre(returns.some((value) => value !== 0))
        let level = 0
        const way = Array.from(returns, (value) => (level += Math.log1p(value)))
        const n = way.length
        const mean = way.reduce((a, b) => a + b, 0) / n
        const up = way.reduce((a, b, t) => a + (b - mean) * (t - (n - 1) / 2), 0)
        const spread = way.reduce((a, b) => a + (b - mean) ** 2, 0)
        fc.pre(spread > 1e-9)
        expect(stability(returns)).toBeCloseTo((up * up) / (spread * ((n * (n * n - 1)) / 12)), 9)
        expect(stability(returns)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('is undefined for flat equity, after ruin and below 4 returns', () => {
    expect(stability(new Float64Array(10))).toBeNaN()
    expect(stability(Float64Array.of(0.1, 0.1, -1, 0.1, 0.1))).toBeNaN()
    expect(stability(Float64Array.of(0.1, 0.1, 0.1))).toBeNaN()
  })
})
