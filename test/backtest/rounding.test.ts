import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { backtestMany } from '../../src/backtest/backtest-many.ts'
import { backtestPortfolio } from '../../src/backtest/backtest-portfolio.ts'
import { frictionless } from '../../src/backtest/execution.ts'
import { REJECT, REJECT_REASONS } from '../../src/backtest/reasons.ts'
import { summarise } from '../../src/backtest/summarise.ts'
import { barsOf, pairs } from './arbitraries.ts'

const flat = (price: number) => [price, price, price, price]
const price = fc.double({ min: 0.01, max: 1e5, noNaN: true })
const leverage = fc.double({ min: 1.5, max: 20, noNaN: true })

/** A market that ruins a levered long in bar 2 and then swings. */
const crash = (start: number) =>
  barsOf([
    flat(start),
    flat(start),
    [start, start, start / 5, start / 5],
    ...[1, 2, 1, 2, 1].map((x) => flat(x * start)),
  ])

describe('what rounding leaves is no money', () => {
  test.each(['cross', 'isolated'] as const)(
    'a purse that liquidation empties stays empty, with %s margin',
    (margin) => {
      fc.assert(
        fc.property(price, leverage, (start, most) => {
          // The fee takes exactly what the maintenance margin has left.
          const terms = { ...frictionless, leverage: most, maintenance: 0.01, fees: { taker: 0.01 } }
          const wanted = Float64Array.of(1, 1, 0, 1, -1, 1, -1, 1).map((value) => value * most)
          const result = backtestPortfolio([crash(start)], [wanted], terms, { margin })
          expect(result.equity[7]).toBe(0)
          expect(result.fills.length).toBe(2)
          expect(result.summary.trades).toBe(1)
          if (margin === 'cross') expect(summarise(crash(start), wanted, terms)).toEqual(result.summary)
        }),
      )
    },
  )

  test('nothing is traded against an equity that is rounding', () => {
    fc.assert(
      fc.property(price, leverage, (start, most) => {
        const terms = { ...frictionless, leverage: most, maintenance: 0 }
        const wanted = new Float64Array(8).fill(most)
        // The entry is all that is traded against an equity: the liquidation stands at an equity of nothing.
        expect(summarise(crash(start), wanted, terms, { periodsPerYear: 8 }).turnover).toBeCloseTo(most, 9)
      }),
    )
  })

  test('a trade that earned nothing is neither won nor lost', () => {
    const share = fc.double({ min: 0.05, max: 1, noNaN: true })
    fc.assert(
      fc.property(price, fc.array(share, { minLength: 6, maxLength: 6 }), (start, shares) => {
        const bars = barsOf(Array.from({ length: 8 }, () => flat(start)))
        const wanted = Float64Array.of(...shares.map((value, t) => (t === 3 ? -value : value)), 0, 0)
        const { summary, trades } = backtest(bars, wanted, frictionless)
        expect(trades.profit).toEqual(Float64Array.of(0, 0, 0))
        expect([summary.wins, summary.losses, summary.trades]).toEqual([0, 0, 3])
        expect(summary.profitFactor).toBeNaN()
        const stepped = backtest(bars, wanted, { ...frictionless, minNotional: Number.MIN_VALUE })
        expect(stepped.summary).toEqual(summary)
      }),
    )
  })

  test('a turn whose close leaves nothing opens nothing, and says so', () => {
    const bars = barsOf(Array.from({ length: 4 }, () => flat(100)))
    const terms = { ...frictionless, cash: 500, fees: { taker: 0, fixed: 300 }, leverage: 2 }
    const wanted = Float64Array.of(1, -1, -1, -1)
    const { summary, fills, rejects, equity } = backtest(bars, wanted, terms)
    expect(fills.length).toBe(2)
    expect(equity).toEqual(Float64Array.of(500, 200, 0, 0))
    expect(Array.from(rejects.reason)).toEqual([REJECT['no-cash']])
    expect([summary.fees, summary.shortfall]).toEqual([600, 100])
    expect(REJECT_REASONS[rejects.reason[0]]).toBe('no-cash')
    expect(summarise(bars, wanted, terms)).toEqual(summary)
  })
})

describe('an entry that its own costs liquidate', () => {
  test('leaves at the open of the finer bars, through every door', () => {
    const detail = barsOf([flat(100), flat(100), [100.1, 101, 99, 100], flat(100), flat(100), flat(100)])
    const coarse = pairs(detail)
    const bars = { ...coarse, open: Float64Array.of(100, 100, 100) }
    const terms = { ...frictionless, leverage: 20, maintenance: 0.04, fees: { taker: 0.012 } }
    const wanted = Float64Array.of(20, 0, 0)
    const { summary, equity, fills } = backtest(bars, wanted, terms, { detail })
    expect(fills.price).toEqual(Float64Array.of(100, 100.1))
    expect(summarise(bars, wanted, terms, { detail })).toEqual(summary)
    expect(backtestPortfolio([bars], [wanted], terms, { detail: [detail] }).equity).toEqual(equity)
  })
})

describe('an option left undefined is one left out', () => {
  const bars = barsOf([100, 110, 90, 100, 105].map((close) => [100, 111, 89, close]))
  const wanted = Float64Array.of(0, 0, 1, 1, 0)

  test.each([
    [
      { model: 'volatility', factor: 1 },
      { period: undefined, rate: undefined },
    ],
    [{ model: 'volume-share' }, { impact: undefined, cap: undefined }],
  ])('in the slippage model %o', (slippage, left) => {
    const given = summarise(bars, wanted, { slippage } as never)
    expect(given.endEquity).toBeGreaterThan(0)
    expect(summarise(bars, wanted, { slippage: { ...slippage, ...left } } as never)).toEqual(given)
  })
})

describe('what is wrong is called by its name', () => {
  const bars = barsOf([flat(100), flat(100)])
  const fine = Float64Array.of(0, 0)
  const three = () => [bars, bars, bars]

  test('the market of a portfolio by its place', () => {
    const run = (markets: unknown, exposures: unknown, terms = {}, options = {}) => {
      return () => backtestPortfolio(markets as never, exposures as never, terms, options)
    }
    const named = 'backtestPortfolio: markets[1]: '
    expect(run(three(), [fine, Float64Array.of(0, 9), fine])).toThrow(`${named}exposure[1] must be a share`)
    expect(run(three(), [fine, Float64Array.of(0), fine])).toThrow(`${named}exposure.length must be 2`)
    expect(run([bars, null, bars], [fine, fine, fine])).toThrow(`${named}bars must be a market`)
    const atr = { ...bars, extras: { atr: fine } }
    const stops = { loss: { column: 'atr' } }
    expect(run([atr, bars, atr], [fine, fine, fine], { stops })).toThrow(`${named}column must be`)
    expect(run(three(), [fine, fine, fine], {}, { detail: [undefined, bars, bars] })).toThrow(`${named}detail.interval`)
  })

  test('what all markets share, without a place', () => {
    expect(() => backtestPortfolio([bars], [fine], { lot: -1 })).toThrow('backtestPortfolio: 1 setting')
    const options = { periodsPerYear: 0 }
    expect(() => backtestPortfolio([bars], [fine], {}, options)).toThrow('backtestPortfolio: periodsPerYear must be')
  })

  test('metrics that are no list', () => {
    const panel = { data: fine, shape: [1, 2], stride: [2, 1], offset: 0 }
    for (const metrics of [null, 'sharpe']) {
      expect(() => backtestMany(bars, panel, {}, { metrics } as never)).toThrow('metrics must be a list of keys')
    }
  })

  test('scores leave for JSON as rows of numbers, undefined ones as null', () => {
    const panel = { data: Float64Array.of(0, 0, 9, 9), shape: [2, 2], stride: [2, 1], offset: 0 }
    const scores = backtestMany(bars, panel, {}, { metrics: ['endEquity', 'sharpe'] })
    expect(JSON.parse(JSON.stringify(scores)).data).toEqual([10_000, null, null, null])
  })
})
