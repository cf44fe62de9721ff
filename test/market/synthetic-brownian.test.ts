import { erf } from 'mathjs'
import { describe, expect, it } from 'vitest'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { kolmogorov, meanDeviate } from '../random/fit.ts'
import { autocorrelation, logReturns } from './synthetic-statistics.ts'

const LENGTH = 100_000

describe('geometric Brownian motion', () => {
  const bars = brownianMarket(randomFrom(1, 'gbm'), { length: LENGTH, drift: 0.0001, volatility: 0.01 })
  const returns = logReturns(bars)

  it('has normal log returns of the mean and volatility asked for', () => {
    const standard = returns.map((r) => (r - (0.0001 - 0.00005)) / 0.01)
    expect(kolmogorov(standard, (z) => (1 + erf(z / Math.SQRT2)) / 2)).toBeLessThan(1.95)
    expect(Math.abs(meanDeviate(standard, 0, 1))).toBeLessThan(3.3)
    expect(
      Math.abs(
        meanDeviate(
          standard.map((z) => z * z),
          1,
          2,
        ),
      ),
    ).toBeLessThan(3.3)
  })

  it('has no memory, in returns or in their size', () => {
    for (const lag of [1, 2, 10]) {
      expect(Math.abs(autocorrelation(returns, lag))).toBeLessThan(3.3 / Math.sqrt(LENGTH))
      expect(Math.abs(autocorrelation(returns.map(Math.abs), lag))).toBeLessThan(3.3 / Math.sqrt(LENGTH))
    }
  })

  it('opens at the close before', () => {
    expect(bars.open[0]).toBe(20_000)
    expect(bars.open.subarray(1)).toEqual(bars.close.subarray(0, -1))
  })

  it('grows on average by its drift, and without one not at all', () => {
    for (const drift of [0, 0.001]) {
      const ends = Float64Array.from({ length: 4000 }, (_, i) => {
        const random = randomFrom(2, drift, i)
        return brownianMarket(random, { length: 100, drift, volatility: 0.02, price: 1 }).close[99]
      })
      const expected = Math.exp(100 * drift)
      expect(Math.abs(meanDeviate(ends, expected, expected ** 2 * Math.expm1(0.04)))).toBeLessThan(3.3)
    }
  })

  it('is a straight line without volatility', () => {
    const line = brownianMarket(randomFrom(1), { length: 3, drift: Math.LN2, volatility: 0, price: 1 })
    expect([...line.close].map((price) => Math.round(price * 1e9) / 1e9)).toEqual([2, 4, 8])
    expect(line.high).toEqual(line.close)
    expect(line.low).toEqual(line.open)
  })

  it('refuses what is no drift or volatility, and options it does not know', () => {
    expect(() => brownianMarket(randomFrom(1), { drift: Number.NaN })).toThrow(/drift must be a finite number/)
    expect(() => brownianMarket(randomFrom(1), { volatility: -0.1 })).toThrow(
      /volatility must be a finite number of at/,
    )
    expect(() => brownianMarket(randomFrom(1), { volatilty: 0.1 } as object)).toThrow(/Did you mean "volatility"/)
  })
})
