import { describe, expect, it } from 'vitest'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { correlatedMarkets } from '../../src/market/synthetic-correlated.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { correlation, meanDeviate } from '../random/fit.ts'
import { deviation, logReturns, parkinson } from './synthetic-statistics.ts'

const LENGTH = 50_000
const ASKED = [
  [1, 0.8, -0.3],
  [0.8, 1, 0],
  [-0.3, 0, 1],
]

describe('correlated markets', () => {
  const assets = [{ symbol: 'BTC' }, { volatility: 0.01, drift: 0.001, price: 3000 }, { volatility: 0.002 }]
  const markets = correlatedMarkets(randomFrom(1, 'correlated'), { correlation: ASKED, assets, length: LENGTH })
  const returns = markets.map(logReturns)

  it('have the correlations asked for, on the same bar only', () => {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < i; j++) {
        const rho = ASKED[i][j]
        const error = (3.3 * (1 - rho ** 2)) / Math.sqrt(LENGTH)
        expect(Math.abs(correlation(returns[i], returns[j]) - rho)).toBeLessThan(error)
        const lagged = correlation(returns[i].subarray(1), returns[j].subarray(0, -1))
        expect(Math.abs(lagged)).toBeLessThan(3.3 / Math.sqrt(LENGTH))
      }
    }
  })

  it('have the drift and volatility of each asset', () => {
    for (const [i, { volatility = 0.006, drift = 0 }] of assets.entries()) {
      expect(Math.abs(meanDeviate(returns[i], drift - volatility ** 2 / 2, volatility ** 2))).toBeLessThan(3.3)
      expect(Math.abs(deviation(returns[i]) / volatility - 1)).toBeLessThan(3.3 / Math.sqrt(2 * LENGTH))
      expect(Math.abs(parkinson(markets[i]) / volatility - 1)).toBeLessThan(0.02)
    }
  })

  it('share their times and keep their names and prices', () => {
    expect(markets.map(({ symbol }) => symbol)).toEqual(['BTC', 'ASSET-2', 'ASSET-3'])
    expect(markets.map(({ open }) => open[0])).toEqual([20_000, 3000, 20_000])
    expect(markets[1].time).toEqual(markets[0].time)
  })

  it('are one Brownian market when there is one', () => {
    const [one] = correlatedMarkets(randomFrom(5), { correlation: [[1]] })
    expect({ ...one, symbol: 'BROWNIAN' }).toEqual(brownianMarket(randomFrom(5)))
  })
})

it.each<[object, RegExp | object]>([
  [{}, /correlation must be an array of rows/],
  [{ correlation: [] }, /rows\.length must be an integer of at least 1/],
  [{ correlation: [[1, 0.5]] }, /matrix\.columns must be 1, the number of its rows/],
  [
    {
      correlation: [
        [1, 0.5],
        [0.5, 2],
      ],
    },
    /correlation\[1\]\[1\] must be 1, received 2/,
  ],
  [
    {
      correlation: [
        [1, 0.5],
        [0.4, 1],
      ],
    },
    /its mirror image/,
  ],
  [
    {
      correlation: [
        [1, 1],
        [1, 1],
      ],
    },
    expect.objectContaining({ code: 'singular-matrix' }),
  ],
  [
    {
      correlation: [
        [1, 1.2],
        [1.2, 1],
      ],
    },
    expect.objectContaining({ code: 'singular-matrix' }),
  ],
  [
    {
      correlation: [
        [1, Number.NaN],
        [Number.NaN, 1],
      ],
    },
    /must be finite/,
  ],
  [{ correlation: [[1]], assets: [{}, {}] }, /assets must be an array of 1, one per row/],
  [{ correlation: [[1]], assets: [{ length: 4 }] }, /assets\[0\]: option must be one of symbol, price, volume, drift/],
  [{ correlation: [[1]], assets: [{ volatility: -1 }] }, /assets\[0\]: volatility must be/],
  [{ correlation: [[1]], volatility: 1 }, /option must be one of correlation, assets, length, interval, start/],
])('correlatedMarkets refuses %j', (options, problem) => {
  expect(() => correlatedMarkets(randomFrom(1), options as never)).toThrow(problem as RegExp)
})
