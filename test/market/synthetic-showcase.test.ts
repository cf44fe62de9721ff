import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { SHOWCASES, type Showcase, showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { firstOddRow, logReturns, mean } from './synthetic-statistics.ts'

/** Checks a showcase at many of the lengths it is offered in. */
function always(name: Showcase, check: (bars: Bars) => void): void {
  const lengths = fc.oneof(fc.constantFrom(120, 121, 600), fc.integer({ min: 120, max: 1500 }))
  const property = fc.property(lengths, (length) => {
    check(showcaseMarket(name, { length, price: 100 }))
  })
  fc.assert(property, { numRuns: 25 })
}

/** Whether bar t closes above the highest high of the `window` bars before it. */
function breaksOut({ high, close }: Bars, t: number, window: number): boolean {
  return close[t] > Math.max(...high.subarray(t - window, t))
}

describe.each(SHOWCASES)('the showcase %s', (name) => {
  it('is a market without contradictions, the same on every call', () => {
    always(name, (bars) => {
      expect(firstOddRow(bars)).toBe(-1)
      expect(Math.min(...bars.volume)).toBeGreaterThan(0)
      expect(showcaseMarket(name, { length: bars.length, price: 100 })).toEqual(bars)
    })
  })

  it('is scaled by its price and keeps its frame', () => {
    const bars = showcaseMarket(name)
    expect(bars).toMatchObject({ symbol: name, length: 600, interval: 3_600_000 })
    expect(bars.open[0]).toBe(20_000)
    expect(showcaseMarket(name, { price: 5000 }).high).toEqual(bars.high.map((price) => price / 4))
    expect(showcaseMarket(name, { symbol: 'X', interval: '1d', start: 0 })).toMatchObject({
      symbol: 'X',
      interval: 86_400_000,
    })
  })

  it('opens at the close before, but for the gaps', () => {
    const { open, close } = showcaseMarket(name)
    const apart = open.filter((price, t) => t > 0 && Math.abs(Math.log(price / close[t - 1])) > 1e-9)
    expect(apart).toHaveLength(name === 'gap' ? 2 : 0)
  })
})

describe('each showcase shows what it is named for', () => {
  it('rise and fall end far from where they began, with pullbacks on the way', () => {
    always('rise', ({ close, length }) => expect(close[length - 1] / 100).toBeCloseTo(Math.exp(0.9), 1))
    always('fall', ({ close, length }) => expect(close[length - 1] / 100).toBeCloseTo(Math.exp(-0.9), 2))
    for (const [name, sign] of [
      ['rise', 1],
      ['fall', -1],
    ] as const) {
      const returns = logReturns(showcaseMarket(name))
      const against = returns.filter((r) => r * sign < 0).length
      expect(against).toBeGreaterThan(60)
      expect(against).toBeLessThan(300)
      for (let t = 60; t < 600; t++)
        expect(sign * returns.subarray(t - 60, t).reduce((sum, r) => sum + r, 0)).toBeGreaterThan(0)
    }
  })

  it('chop swings and goes nowhere', () => {
    always('chop', ({ close, length }) => {
      expect(Math.max(...close)).toBeLessThan(106)
      expect(Math.min(...close)).toBeGreaterThan(94)
      const crossings = close.filter((price, t) => t > 0 && price > 100 !== close[t - 1] > 100).length
      expect(crossings).toBeGreaterThanOrEqual(Math.floor(length / 20) - 1)
      expect(crossings).toBeLessThan(length / 10 + 2)
    })
  })

  it('breakout keeps to its range, then closes above it and never comes back', () => {
    always('breakout', (bars) => {
      const { high, low, close, length } = bars
      const range = Math.floor(0.6 * length)
      const top = Math.max(...high.subarray(0, range))
      expect(top).toBeLessThan(103)
      expect(Math.min(...low.subarray(0, range))).toBeGreaterThan(97)
      expect(Math.min(...close.subarray(range + 1))).toBeGreaterThan(top)
      expect(close[length - 1] / 100).toBeGreaterThan(1.6)
      const first = close.findIndex((price) => price > top)
      expect(Math.abs(first - range)).toBeLessThanOrEqual(1)
      for (let window = 2; window <= first; window++) expect(breaksOut(bars, first, window)).toBe(true)
    })
  })

  it('crash falls by more than two fifths within a twenty-fifth of its bars, and rises before', () => {
    always('crash', ({ close, length }) => {
      const [before, after] = [Math.floor(0.6 * length) - 1, Math.ceil(0.64 * length)]
      expect(close[before]).toBeGreaterThan(115)
      expect(close[after] / close[before]).toBeLessThan(0.58)
      expect(Math.max(...close.subarray(after)) / Math.min(...close.subarray(after))).toBeLessThan(1.02)
    })
  })

  it('gap opens far above one close and far below another', () => {
    always('gap', ({ open, high, low, close, length }) => {
      const gaps = [...open.keys()].filter((t) => t > 0 && Math.abs(Math.log(open[t] / close[t - 1])) > 0.01)
      expect(gaps).toHaveLength(2)
      expect(gaps.map((t) => Math.round((3 * t) / length))).toEqual([1, 2])
      expect(Math.log(open[gaps[0]] / close[gaps[0] - 1])).toBeCloseTo(0.1, 9)
      expect(Math.log(open[gaps[1]] / close[gaps[1] - 1])).toBeCloseTo(-0.2, 9)
      expect(low[gaps[0]]).toBeGreaterThan(high[gaps[0] - 1])
      expect(high[gaps[1]]).toBeLessThan(low[gaps[1] - 1])
    })
  })

  it('flat has one price in every place', () => {
    always('flat', ({ open, high, low, close, volume }) => {
      for (const column of [open, high, low, close]) expect(new Set(column)).toEqual(new Set([100]))
      expect(new Set(volume).size).toBe(1)
    })
  })

  it('funding-swing goes from clearly positive to clearly negative, every 8 hours', () => {
    always('funding-swing', ({ funding, time, length }) => {
      const rates = (funding as Float64Array).filter((rate) => rate !== 0)
      const third = Math.floor(rates.length / 3)
      expect(mean(rates.subarray(0, third))).toBeGreaterThan(0.0007)
      expect(mean(rates.subarray(-third))).toBeLessThan(-0.0007)
      expect(rates.findIndex((rate, i) => i > 0 && rate >= rates[i - 1])).toBe(-1)
      const settled = time.filter((_, t) => (funding as Float64Array)[t] !== 0)
      expect(settled.every((at) => at % 28_800_000 === 0)).toBe(true)
      expect(Math.abs(settled.length - length / 8)).toBeLessThan(2)
    })
    const daily = showcaseMarket('funding-swing', { interval: '1d' }).funding as Float64Array
    expect(daily[0]).toBeCloseTo(0.003, 12)
    for (const name of SHOWCASES) expect('funding' in showcaseMarket(name)).toBe(name === 'funding-swing')
  })
})

it('showcaseMarket refuses another name, too few bars and options it does not know', () => {
  expect(() => showcaseMarket('raise' as 'rise')).toThrow(/name must be one of .* Did you mean "rise"\?/)
  expect(() => showcaseMarket('rise', { length: 119 })).toThrow(
    /length must be an integer of at least 120, received 119/,
  )
  expect(() => showcaseMarket('rise', { volatility: 1 } as object)).toThrow(/option must be one of length, symbol/)
})
