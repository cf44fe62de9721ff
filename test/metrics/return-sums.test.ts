import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { standardDeviation } from '../../src/math/moments.ts'
import { mean } from '../../src/math/sum.ts'
import { deviationFrom, meanFrom, returnSums, sharpeFrom, sortinoFrom } from '../../src/metrics/return-sums.ts'
import { returnColumn } from './arbitraries.ts'

/** Mean and sample deviation by whole-number arithmetic, for returns on the grid of 1e-4. */
function exact(returns: Float64Array): { mean: number; deviation: number } {
  const whole = Array.from(returns, (value) => Math.round(value * 10_000))
  const total = whole.reduce((a, b) => a + b, 0)
  const squares = whole.reduce((a, b) => a + b * b, 0)
  const n = whole.length
  return { mean: total / n / 10_000, deviation: Math.sqrt((n * squares - total * total) / (n * (n - 1))) / 10_000 }
}

/** Daily returns of the S&P 500 from 2000 to 2020, 5,104 of them. */
function realReturns(): Float64Array {
  const text = readFileSync(new URL('../../node_modules/vega-datasets/data/sp500-2000.csv', import.meta.url), 'utf8')
  const close = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[4]))
  return Float64Array.from({ length: close.length - 1 }, (_, t) => close[t + 1] / close[t] - 1)
}

describe('returnSums', () => {
  test('agrees with whole-number arithmetic', () => {
    fc.assert(
      fc.property(returnColumn(2), (returns) => {
        const sums = returnSums(returns)
        const truth = exact(returns)
        expect(Math.abs(meanFrom(sums) - truth.mean)).toBeLessThan(1e-15)
        expect(Math.abs(deviationFrom(sums) - truth.deviation)).toBeLessThanOrEqual(1e-13 * truth.deviation)
      }),
    )
  })

  test('agrees with compensated two-pass sums to 1e-12 on real returns, and on 100,000 bars made of them', () => {
    const real = realReturns()
    expect(real.length).toBe(5104)
    const long = Float64Array.from({ length: 100_000 }, (_, t) => real[t % real.length] * (t % 7 === 0 ? -0.5 : 1))
    for (const returns of [real, long]) {
      const sums = returnSums(returns)
      expect(Math.abs(meanFrom(sums) / mean(returns) - 1)).toBeLessThan(1e-12)
      expect(Math.abs(deviationFrom(sums) / standardDeviation(returns) - 1)).toBeLessThan(1e-12)
    }
  })

  test('loses at most a factor n over the rounding of plain sums when the first return is an outlier', () => {
    const returns = Float64Array.from({ length: 10_000 }, (_, t) => (t === 0 ? 9 : ((t * 7919) % 100) * 1e-6))
    expect(Math.abs(deviationFrom(returnSums(returns)) / standardDeviation(returns) - 1)).toBeLessThan(
      10_000 * 10_000 * 2 ** -53,
    )
  })

  test('has deviation exactly 0 if and only if the returns are constant', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: 2, max: 50 }), (value, length) => {
        expect(deviationFrom(returnSums(new Float64Array(length).fill(value)))).toBe(0)
      }),
    )
    fc.assert(
      fc.property(returnColumn(2), (returns) => {
        const isConstant = returns.every((value) => value === returns[0])
        expect(deviationFrom(returnSums(returns)) === 0).toBe(isConstant)
      }),
    )
  })

  test('is what a streaming pass finds, bit for bit', () => {
    fc.assert(
      fc.property(returnColumn(1), (returns) => {
        let sum = 0
        let squares = 0
        for (const value of returns) {
          const apart = value - returns[0]
          sum += apart
          squares += apart * apart
        }
        expect(returnSums(returns)).toEqual({ count: returns.length, shift: returns[0], sum, squares })
      }),
    )
  })

  test('says undefined for too few returns', () => {
    expect(meanFrom(returnSums(new Float64Array(0)))).toBeNaN()
    expect(deviationFrom(returnSums(Float64Array.of(1)))).toBeNaN()
  })
})

describe('ratios of sums', () => {
  test('are undefined below 4 returns and for rounding instead of spread', () => {
    expect(sharpeFrom(returnSums(Float64Array.of(1, 2, 3)))).toBeNaN()
    expect(sortinoFrom(returnSums(Float64Array.of(1, -2, 3)), 4)).toBeNaN()
    const steady = Float64Array.from({ length: 50 }, (_, t) => 1.001 ** (t + 1) / 1.001 ** t - 1)
    expect(new Set(steady).size).toBeGreaterThan(1)
    expect(sharpeFrom(returnSums(steady))).toBeNaN()
  })

  test('are never infinite', () => {
    expect(sharpeFrom(returnSums(new Float64Array(10).fill(0.01)))).toBeNaN()
    expect(sortinoFrom(returnSums(new Float64Array(10).fill(0.01)), 0)).toBeNaN()
  })
})
