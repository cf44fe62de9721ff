import { describe, expect, it } from 'vitest'
import { garchMarket } from '../../src/market/synthetic-garch.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { meanDeviate } from '../random/fit.ts'
import { autocorrelation, deviation, logReturns, mean } from './synthetic-statistics.ts'

const LENGTH = 200_000

describe('GARCH without jumps', () => {
  const [alpha, beta] = [0.1, 0.8]
  const options = { length: LENGTH, volatility: 0.01, alpha, beta, jumpChance: 0 }
  const returns = logReturns(garchMarket(randomFrom(1, 'garch'), options))
  const squares = returns.map((r) => r * r)

  it('has the long-run volatility asked for', () => {
    const excess = (6 * alpha ** 2) / (1 - (alpha + beta) ** 2 - 2 * alpha ** 2)
    const memory = (1 + alpha + beta) / (1 - alpha - beta)
    expect(Math.abs(mean(squares) / 1e-4 - 1)).toBeLessThan(3.3 * Math.sqrt(((2 + excess) * memory) / LENGTH))
    expect(Math.abs(autocorrelation(returns, 1))).toBeLessThan(0.01)
  })

  it('has the autocorrelation of squared returns that Bollerslev 1986 derives', () => {
    const first = (alpha * (1 - beta * (alpha + beta))) / (1 - 2 * alpha * beta - beta ** 2)
    for (const lag of [1, 2, 5, 10]) {
      expect(Math.abs(autocorrelation(squares, lag) - first * (alpha + beta) ** (lag - 1))).toBeLessThan(0.025)
    }
  })

  it('has the kurtosis that Bollerslev 1986 derives', () => {
    const expected = (3 * (1 - (alpha + beta) ** 2)) / (1 - (alpha + beta) ** 2 - 2 * alpha ** 2)
    const kurtosis = mean(squares.map((square) => square ** 2)) / mean(squares) ** 2
    expect(Math.abs(kurtosis / expected - 1)).toBeLessThan(0.05)
  })

  it('is Brownian motion when variance has no news', () => {
    const plain = logReturns(garchMarket(randomFrom(2), { length: 50_000, alpha: 0, beta: 0.5, jumpChance: 0 }))
    expect(
      Math.abs(
        autocorrelation(
          plain.map((r) => r * r),
          1,
        ),
      ),
    ).toBeLessThan(3.3 / Math.sqrt(50_000))
    expect(Math.abs(deviation(plain) / 0.006 - 1)).toBeLessThan(3.3 / Math.sqrt(100_000))
  })
})

describe('jumps', () => {
  const options = { length: LENGTH, jumpChance: 0.01, jumpMean: -0.02, jumpVolatility: 0.03, volatility: 0.004 }
  const bars = garchMarket(randomFrom(3, 'jumps'), options)
  const gaps = bars.open
    .map((price, t) => (t === 0 ? 0 : Math.log(price / bars.close[t - 1])))
    .filter((gap) => gap !== 0)

  it('come as often and are as large as asked, and every other bar opens at the close before', () => {
    expect(Math.abs(gaps.length - 2000)).toBeLessThan(3.3 * Math.sqrt(2000 * 0.99))
    expect(Math.abs(meanDeviate(gaps, -0.02, 0.0009))).toBeLessThan(3.3)
    expect(Math.abs(deviation(gaps) / 0.03 - 1)).toBeLessThan(3.3 / Math.sqrt(4000))
  })

  it('fatten the tails', () => {
    const returns = logReturns(bars)
    const kurtosis = mean(returns.map((r) => r ** 4)) / mean(returns.map((r) => r ** 2)) ** 2
    expect(kurtosis).toBeGreaterThan(10)
  })

  it('leave the mean price where it was', () => {
    const ends = Float64Array.from({ length: 4000 }, (_, i) => {
      const market = { length: 50, jumpChance: 0.05, jumpMean: -0.1, jumpVolatility: 0.05, volatility: 0.01, price: 1 }
      return garchMarket(randomFrom(4, i), market).close[49]
    })
    expect(Math.abs(meanDeviate(ends, 1, deviation(ends) ** 2))).toBeLessThan(3.3)
    expect(Math.abs(mean(ends.map(Math.log)))).toBeGreaterThan(0.01)
  })
})

it.each<[object, RegExp]>([
  [{ alpha: 0.2, beta: 0.8 }, /alpha \+ beta must be below 1, received 1\. Otherwise variance has no long-run value/],
  [{ alpha: -0.1 }, /alpha must be a finite number of at least 0/],
  [{ beta: -0.1 }, /beta must be/],
  [{ volatility: -1 }, /volatility must be/],
  [{ drift: '0' }, /drift must be/],
  [{ jumpChance: 1.1 }, /jumpChance must be a finite number of at least 0 and of at most 1/],
  [{ jumpMean: Number.NaN }, /jumpMean must be/],
  [{ jumpVolatility: -1 }, /jumpVolatility must be/],
])('garchMarket refuses %j', (options, message) => {
  expect(() => garchMarket(randomFrom(1), options)).toThrow(message)
})
