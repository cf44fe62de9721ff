import { describe, expect, it } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { correlatedMarkets } from '../../src/market/synthetic-correlated.ts'
import { garchMarket } from '../../src/market/synthetic-garch.ts'
import type { Draws, SyntheticOptions } from '../../src/market/synthetic-options.ts'
import { ornsteinUhlenbeckMarket } from '../../src/market/synthetic-ornstein-uhlenbeck.ts'
import { regimeMarket } from '../../src/market/synthetic-regimes.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { correlation } from '../random/fit.ts'
import {
  deviation,
  firstOddRow,
  garmanKlass,
  logReturns,
  mean,
  parkinson,
  rogersSatchell,
} from './synthetic-statistics.ts'

type Maker = (draws: Draws, options: SyntheticOptions) => Bars

const together: Maker = (draws, { length = 1000, interval = '1h', start = 0, ...own }) => {
  const correlation = [
    [1, 0.5],
    [0.5, 1],
  ]
  return correlatedMarkets(draws, { correlation, length, interval, start, assets: [{}, own] })[1]
}

const MAKERS: ReadonlyArray<[name: string, make: Maker]> = [
  ['brownianMarket', brownianMarket],
  ['ornsteinUhlenbeckMarket', ornsteinUhlenbeckMarket],
  ['garchMarket', garchMarket],
  ['regimeMarket', (draws, options) => regimeMarket(draws, options).bars],
  ['correlatedMarkets', together],
]

const PRICES = ['open', 'high', 'low', 'close'] as const

describe.each(MAKERS)('%s', (where, make) => {
  const bars = make(randomFrom(1, where), { length: 5000 })

  it('has bars without contradictions', () => {
    expect(firstOddRow(bars)).toBe(-1)
    expect(Math.min(...bars.volume)).toBeGreaterThan(0)
  })

  it('gives the same bits for the same seed and others for another', () => {
    expect(make(randomFrom(1, where), { length: 5000 })).toEqual(bars)
    expect(make(randomFrom(2, where), { length: 5000 }).close).not.toEqual(bars.close)
  })

  it('is scaled bit for bit by its first price and its volume', () => {
    const scaled = make(randomFrom(1, where), { length: 5000, price: 20_000 * 2 ** -20, volume: 500 * 2 ** 10 })
    for (const name of PRICES) expect(scaled[name]).toEqual(bars[name].map((price) => price * 2 ** -20))
    expect(scaled.volume).toEqual(bars.volume.map((amount) => amount * 2 ** 10))
  })

  it('trades most where the range is widest, and on average the volume asked for', () => {
    const range = bars.high.map((price, t) => Math.log(price / bars.low[t]))
    expect(correlation(range, bars.volume)).toBeGreaterThan(0.4)
    expect(Math.abs(mean(bars.volume) / 500 - 1)).toBeLessThan(0.05)
  })

  it('keeps the frame it is given', () => {
    const framed = make(randomFrom(1), { length: 3, symbol: 'X', interval: '5m', start: 1000, price: 7 })
    expect(framed).toMatchObject({ symbol: 'X', interval: 300_000, length: 3 })
    expect([...framed.time]).toEqual([1000, 301_000, 601_000])
    expect(make(randomFrom(1), { length: 1 }).length).toBe(1)
  })

  it('refuses lengths that no memory holds', () => {
    expect(() => brownianMarket(randomFrom(1), { length: 1e8 + 1 })).toThrow(
      'brownianMarket: length must be an integer of at least 1 and of at most 100000000, received 100000001.',
    )
  })

  it('refuses to be made without chance', () => {
    const message = `${where}: draws must be a source of random numbers, received an object. Pass a stream first, for`
    expect(() => make({} as Draws, {})).toThrow(message)
    expect(() => make(undefined as never, {})).toThrow(/draws must be a source of random numbers, received undefined/)
  })

  it.each<[object, RegExp]>([
    [{ length: 0 }, /length must be an integer of at least 1 and of at most 100000000, received 0/],
    [{ length: 2.5 }, /length must be an integer/],
    [{ symbol: '' }, /symbol must be a name/],
    [{ interval: '1x' }, /interval must be a positive whole number of milliseconds/],
    [{ start: 0.5 }, /start must be an integer/],
    [{ price: 0 }, /price must be a finite number above 0/],
    [{ volume: -1 }, /volume must be a finite number of at least 0/],
  ])('refuses %j', (options, message) => {
    expect(() => make(randomFrom(1), options)).toThrow(message)
  })
})

describe('the ranges of bars', () => {
  const bars = brownianMarket(randomFrom(4, 'ranges'), { length: 100_000, volatility: 0.01 })

  it('give back the volatility within sampling error, by three estimators', () => {
    const error = (variance: number) => 3.3 * 0.5 * 0.01 * Math.sqrt(variance / bars.length)
    expect(Math.abs(parkinson(bars) - 0.01)).toBeLessThan(error(0.407))
    expect(Math.abs(garmanKlass(bars) - 0.01)).toBeLessThan(error(0.27))
    expect(Math.abs(rogersSatchell(bars) - 0.01)).toBeLessThan(error(0.331))
    expect(Math.abs(deviation(logReturns(bars)) - 0.01)).toBeLessThan(error(2))
  })

  it('do so with a strong drift too, by the estimator that allows for it', () => {
    const drifting = brownianMarket(randomFrom(5, 'ranges'), { length: 20_000, volatility: 0.01, drift: 0.02 })
    expect(Math.abs(rogersSatchell(drifting) - 0.01)).toBeLessThan(3.3 * 0.5 * 0.01 * Math.sqrt(0.5 / 20_000))
  })
})

describe('a market that cannot be priced', () => {
  it('is refused with the first row at fault', () => {
    const options = { length: 2000, drift: 1, volatility: 0 }
    expect(() => brownianMarket(randomFrom(1), options)).toThrow(
      /brownianMarket: prices\[69\d\] must be positive and finite, received Infinity\. Choose less drift/,
    )
    expect(() => brownianMarket(randomFrom(1), { ...options, drift: -1 })).toThrow(/positive and finite, received 0/)
  })
})
