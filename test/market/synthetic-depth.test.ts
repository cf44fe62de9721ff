import { describe, expect, it } from 'vitest'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { withSyntheticDepth } from '../../src/market/synthetic-depth.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { mean } from './synthetic-statistics.ts'

const LENGTH = 20_000
const market = brownianMarket(randomFrom(1), { length: LENGTH })

describe('a synthetic order book', () => {
  const { extras } = withSyntheticDepth(randomFrom(2), market)
  const { bidPrice1, bidPrice2, bidPrice3, askPrice1, askPrice2, askPrice3, bidSize1, askSize1 } = extras

  it('has three levels of price and size on each side by default', () => {
    expect(Object.keys(extras).sort()).toEqual(
      ['ask', 'bid'].flatMap((side) =>
        ['Price1', 'Price2', 'Price3', 'Size1', 'Size2', 'Size3'].map((name) => side + name),
      ),
    )
  })

  it('goes away from the close on both sides, level by level', () => {
    const ladder = [bidPrice3, bidPrice2, bidPrice1, market.close, askPrice1, askPrice2, askPrice3]
    for (let i = 1; i < ladder.length; i++)
      expect(ladder[i].findIndex((price, t) => price <= ladder[i - 1][t])).toBe(-1)
    expect(Math.min(...bidPrice3)).toBeGreaterThan(0)
  })

  it('has the mean spread, steps and sizes asked for', () => {
    const options = { levels: 2, spread: 0.001, step: 0.0004, size: 7 }
    const book = withSyntheticDepth(randomFrom(3), market, options).extras
    const relative = (high: string, low: string) => mean(book[high].map((price, t) => Math.log(price / book[low][t])))
    const error = (3.3 * 0.26) / Math.sqrt(LENGTH)
    expect(Math.abs(relative('askPrice1', 'bidPrice1') / 0.001 - 1)).toBeLessThan(error)
    expect(Math.abs(relative('askPrice2', 'askPrice1') / 0.0004 - 1)).toBeLessThan(error)
    expect(Math.abs(relative('bidPrice1', 'bidPrice2') / 0.0004 - 1)).toBeLessThan(error)
    for (const side of ['bid', 'ask']) {
      expect(Math.abs(mean(book[`${side}Size1`]) / 7 - 1)).toBeLessThan((3.3 * 0.66) / Math.sqrt(LENGTH))
      expect(Math.abs(mean(book[`${side}Size2`]) / 14 - 1)).toBeLessThan((3.3 * 0.66) / Math.sqrt(LENGTH))
    }
  })

  it('holds a hundredth of the mean volume at its best level by default', () => {
    expect(Math.abs(mean(bidSize1) / (mean(market.volume) / 100) - 1)).toBeLessThan(0.02)
    expect(Math.min(...askSize1)).toBeGreaterThan(0)
  })

  it('is refused around prices of 0 or less, and where there is a book already', () => {
    const close = market.close.with(7, 0)
    expect(() => withSyntheticDepth(randomFrom(2), { ...market, close })).toThrow(
      'withSyntheticDepth: close[7] must be above 0, received 0.',
    )
    const deep = withSyntheticDepth(randomFrom(2), market, { levels: 1 })
    expect(() => withSyntheticDepth(randomFrom(3), deep)).toThrow(
      'withSyntheticDepth: extras must be without an order book, received "bidPrice1".',
    )
  })

  it('keeps the other columns and extras, and is the same for the same seed', () => {
    const marked = { ...market, extras: { mark: market.close } }
    const book = withSyntheticDepth(randomFrom(2), marked)
    expect(book.extras).toEqual({ mark: market.close, ...extras })
    expect(book.open).toBe(market.open)
    expect(Object.keys(marked.extras)).toEqual(['mark'])
  })

  it.each<[object, RegExp]>([
    [{ levels: 0 }, /levels must be an integer of at least 1 and of at most 100/],
    [{ spread: 0 }, /spread must be/],
    [{ spread: 0.2 }, /spread must be/],
    [{ step: Number.NaN }, /step must be/],
    [{ size: -1 }, /size must be/],
    [{ depth: 3 }, /option must be one of levels, spread, step, size/],
  ])('is refused for %j', (options, message) => {
    expect(() => withSyntheticDepth(randomFrom(1), market, options)).toThrow(message)
    expect(() => withSyntheticDepth(market as never, market)).toThrow(/draws must be a source of random numbers/)
  })
})
