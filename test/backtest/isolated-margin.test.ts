import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { backtestPortfolio } from '../../src/backtest/backtest-portfolio.ts'
import { type Execution, frictionless } from '../../src/backtest/execution.ts'
import { FILL_REASONS, REJECT_REASONS } from '../../src/backtest/reasons.ts'
import type { PortfolioResult } from '../../src/backtest/result.ts'
import type { Bars } from '../../src/market/bars.ts'
import { barsOf, exposureFor, firstBars, forgivenOf, market, pairs, scaled, scenario } from './arbitraries.ts'
import { plainPortfolio } from './plain-portfolio.ts'

const flat = (price: number) => [price, price, price, price]
const still = barsOf([100, 100, 100, 100, 100].map(flat))
const of = (...values: number[]) => Float64Array.from(values)
const isolated = { margin: 'isolated' } as const
const five = { ...frictionless, leverage: 5, maintenance: 0.05 }
const reasonsOf = ({ fills }: PortfolioResult) => Array.from(fills.reason, (code) => FILL_REASONS[code])
const rejectsOf = ({ rejects }: PortfolioResult) => Array.from(rejects.reason, (code) => REJECT_REASONS[code])
const total = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0)

describe('a position with isolated margin', () => {
  test('is liquidated where its own collateral meets its own maintenance margin, and nothing else is touched', () => {
    // 50 units, 1,000 of collateral: 1,000 + 50 (p - 100) = 0.05 x 50 p at p = 4,000 / 47.5.
    const falling = barsOf([flat(100), flat(100), [100, 100, 84.3, 84.3], [84.3, 84.3, 84, 84], flat(90)])
    const half = new Float64Array(5).fill(0.5)
    const result = backtestPortfolio([falling, still], [half, half], five, isolated)
    expect(reasonsOf(result)).toEqual(['decision', 'decision', 'liquidation'])
    expect(result.fills.price[2]).toBeCloseTo(4000 / 47.5, 10)
    expect(result.fills.bar[2]).toBe(3)
    expect(result.quantities[1]).toEqual(of(0, 50, 50, 50, 50))
    expect(result.equity[3]).toBeCloseTo(9000 + (0.05 * 50 * 4000) / 47.5, 9)
    expect(result.summary.shortfall).toBe(0)
  })

  test('is liquidated short where the mirror image is', () => {
    // 1,000 + 50 (100 - p) = 0.05 x 50 p at p = 6,000 / 52.5.
    const rising = barsOf([flat(100), flat(100), [100, 120, 100, 110], flat(110), flat(110)])
    const { fills } = backtestPortfolio([rising], [new Float64Array(5).fill(-0.5)], five, isolated)
    expect(fills.price[1]).toBeCloseTo(6000 / 52.5, 10)
  })

  test('loses no more than its collateral in a gap; the rest is a shortfall of that trade', () => {
    const gap = barsOf([flat(100), flat(100), flat(60), flat(60), flat(60)])
    const half = new Float64Array(5).fill(0.5)
    const terms = { ...five, fees: { taker: 0.001 }, liquidationFee: 0.004 }
    const result = backtestPortfolio([gap, still], [half, half], terms, isolated)
    // Entry fees 5 each; 1,000 - 50 x 40 - 50 x 60 x 0.005 = -1,015.
    expect(result.summary.shortfall).toBeCloseTo(1015, 9)
    expect(result.trades.profit[0]).toBeCloseTo(-1005, 9)
    expect(result.equity[4]).toBeCloseTo(8990, 9)
    const { grossProfit, fees, shortfall } = result.summary
    expect(grossProfit - fees + shortfall).toBeCloseTo(-1010, 9)
  })

  test('posts more when it is added to, and releases its part when it is reduced', () => {
    // 20 units at 100 post 400, 20 more at 90 post 360.
    const bars = barsOf([flat(100), flat(100), flat(90), flat(90), flat(90), flat(72)])
    const terms = { ...five, size: 'units' } as const
    // Liquidated where 400 + 360 + 20 (p - 100) + 20 (p - 90) = 0.05 x 40 p: p = 3,040 / 38 = 80.
    const added = backtestPortfolio([bars], [of(20, 40, 40, 40, 40, 40)], terms, isolated)
    expect(added.fills.quantity).toEqual(of(20, 20, 40))
    // Opened at 72 after that, 760 - 20 x 28 - 20 x 18 = -160 are not the account's.
    expect(added.summary.shortfall).toBeCloseTo(160, 9)
    expect(added.equity[5]).toBeCloseTo(9240, 9)
    const low = barsOf([...[100, 100, 90, 90, 90].map(flat), [81, 81, 79, 79]])
    expect(backtestPortfolio([low], [of(20, 40, 40, 40, 40, 40)], terms, isolated).fills.price[2]).toBeCloseTo(80, 10)
    // Half of it sold again leaves half the collateral and half the units, so the same price.
    const reduced = backtestPortfolio([low], [of(20, 40, 20, 20, 20, 20)], terms, isolated)
    expect(reduced.fills.quantity).toEqual(of(20, 20, 20, 20))
    expect(reduced.fills.price[3]).toBeCloseTo(80, 10)
    // 20 x (90 - 95) realised, then 20 x (80 - 95).
    expect(reduced.equity[5]).toBeCloseTo(9600, 9)
  })

  test('pays its funding from its collateral', () => {
    const funding = of(0, 0, 0.1, 0, 0)
    const low = barsOf([flat(100), flat(100), flat(100), [100, 100, 80, 95], flat(95)], { funding })
    const half = new Float64Array(5).fill(0.5)
    const terms = { ...five, funding: true }
    const { fills, summary, equity } = backtestPortfolio([low, still], [half, half], terms, isolated)
    // 1,000 - 500 + 50 (p - 100) = 0.05 x 50 p at p = 4,500 / 47.5.
    expect(summary.funding).toBe(500)
    expect(fills.price[2]).toBeCloseTo(4500 / 47.5, 10)
    expect(equity[4]).toBeCloseTo(9000 + (0.05 * 50 * 4500) / 47.5, 9)
  })

  test('spends the free cash only: the gains and the collateral of others are locked', () => {
    const double = barsOf([100, 100, 200, 200, 200].map(flat))
    const terms = { ...frictionless, leverage: 1 }
    const whole = of(0.9, 0.9, 0.9, 0.9, 0.9)
    const result = backtestPortfolio([double, still], [whole, of(0, 0.5, 0.5, 0.5, 0.5)], terms, {
      ...isolated,
      caps: { gross: 9 },
    })
    // Equity is 19,000, half of it 95 units; 1,000 of cash are free.
    expect(result.fills.quantity[1]).toBeCloseTo(10, 9)
    expect(rejectsOf(result)).toEqual(['no-cash'])
    expect(result.rejects.quantity[0]).toBeCloseTo(85, 9)
  })

  test('gives back its collateral before another market, or its own other side, posts', () => {
    const terms = { ...frictionless, leverage: 1 }
    const swapped = backtestPortfolio([still, still], [of(0, -1, -1, -1, -1), of(-1, 0, 0, 0, 0)], terms, isolated)
    expect(swapped.fills.market).toEqual(of(1, 1, 0))
    expect(swapped.quantities[0]).toEqual(of(0, 0, -100, -100, -100))
    const turned = backtestPortfolio([still], [of(1, -1, -1, -1, -1)], terms, isolated)
    expect(turned.quantities[0]).toEqual(of(0, 100, -100, -100, -100))
    expect(turned.rejects.length).toBe(0)
  })

  test('is not opened with the dust that rounding leaves of the free cash', () => {
    const full = of(1, 1, 1, 1, 1)
    const options = { ...isolated, caps: { gross: 9 } }
    for (const price of [3, 7, 11, 0.3, 0.7, 1.1, 13, 17, 49, 93]) {
      for (const taker of [0, 0.001, 0.0007]) {
        const bars = barsOf([price, price, price, price, price].map(flat))
        const terms = { ...frictionless, fees: { taker } }
        const result = backtestPortfolio([bars, still], [full, of(0, 0.5, 0.5, 0.5, 0.5)], terms, options)
        expect(result.fills.market).toEqual(of(0))
        expect(rejectsOf(result)).toEqual(['no-cash'])
      }
    }
  })

  test('has its whole collateral when it is cut to the free cash, however little the smaller order slips', () => {
    const terms = { ...frictionless, leverage: 2, slippage: { model: 'volume-share', impact: 0.4, cap: 1 } } as const
    const bars = [0, 1].map(() => barsOf([[...flat(100), 400], flat(100), flat(100), flat(100), [100, 190, 100, 100]]))
    const options = { ...isolated, caps: { gross: 9 } }
    const result = backtestPortfolio(bars, [of(-1.5, -1.5, -1.5, -1.5, 0), of(0, -1.5, -1.5, -1.5, 0)], terms, options)
    const [price, quantity] = [result.fills.price[1], result.fills.quantity[1]]
    expect(rejectsOf(result)).toEqual(['no-cash'])
    // value / 2 + value = quantity p (1 + maintenance) where it is liquidated.
    expect(result.fills.price[3]).toBeCloseTo((1.5 * price) / 1.01, 9)
    expect(quantity).toBeLessThan(60)
  })

  test('pays the costs of entering from the free cash and slips into its collateral', () => {
    const terms = { ...five, fees: { taker: 0.001, fixed: 1 }, slippage: 0.01 }
    const { summary, equity, trades } = backtestPortfolio([still], [of(0.5, 0.5, 0, 0, 0)], terms, isolated)
    // 50 bought at 101, sold at 99: slippage 100, fees 5.05 + 4.95 + 2.
    expect(summary.slippage).toBeCloseTo(100, 9)
    expect(equity[4]).toBeCloseTo(9888, 9)
    expect(trades.profit[0]).toBeCloseTo(-112, 9)
  })
})

/** Three wild markets on one axis. */
const several = fc.tuple(scenario, market, market).chain(([first, ...others]) => {
  const length = Math.min(first.bars.length, ...others.map((bars) => bars.length))
  const columns = fc.array(exposureFor(length, first.execution.leverage ?? 1), { minLength: 3, maxLength: 3 })
  const terms = { ...first.execution, account: 'margin' } as Execution
  return columns.map((exposures) => ({
    execution: terms,
    exposures,
    markets: [first.bars, ...others].map((bars) => firstBars(bars, length)),
  }))
})
const caps = fc.constantFrom({}, { gross: 0.8 }, { market: 0.3 })

describe('whatever the markets, with isolated margin', () => {
  test('the books close, equity is never negative, and no trade loses more than was posted for it', () => {
    fc.assert(
      fc.property(several, caps, fc.constantFrom(0, 0.01, 0.04), ({ markets, exposures, execution }, limits, keep) => {
        const terms = { ...execution, maintenance: keep }
        const result = backtestPortfolio(markets, exposures, terms, { ...isolated, caps: limits })
        const { summary, equity, trades, openTrades, fills } = result
        const scale = Math.max(10_000, ...equity, total(fills.price.map((price, i) => price * fills.quantity[i])) / 100)
        const change = summary.endEquity - summary.startEquity
        const booked = summary.grossProfit - summary.fees - summary.slippage - summary.funding + summary.shortfall
        const apart = Math.abs(change - total(trades.profit) - total(openTrades.profit))
        expect(Math.abs(change - booked) / scale).toBeLessThan(1e-13)
        expect((apart - forgivenOf(trades)) / scale).toBeLessThan(1e-13)
        expect(equity.every((value) => value >= 0)).toBe(true)
        for (let i = 0; i < trades.length; i++) {
          let posted = 0
          for (let f = 0; f < fills.length; f++) {
            const isOfTrade = fills.market[f] === trades.market[i] && fills.side[f] === trades.side[i]
            if (!isOfTrade || fills.bar[f] < trades.entryBar[i] || fills.bar[f] > trades.exitBar[i]) continue
            posted += (fills.price[f] * fills.quantity[f]) / (terms.leverage ?? 1) + fills.fee[f]
          }
          expect(trades.profit[i]).toBeGreaterThanOrEqual(-posted - 1e-12 * scale)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('adding a bar never changes the past, and prices times a power of two nothing but prices', () => {
    const power = fc.integer({ min: -12, max: 12 })
    fc.assert(
      fc.property(several, fc.double({ min: 0.1, max: 1, noNaN: true }), power, (drawn, share, exponent) => {
        const { markets, exposures } = drawn
        const terms = { ...drawn.execution, closeAtEnd: false, lot: 0 }
        const whole = backtestPortfolio(markets, exposures, terms, isolated)
        const length = Math.max(1, Math.floor(markets[0].length * share))
        const cut = markets.map((bars) => firstBars(bars, length))
        const part = backtestPortfolio(
          cut,
          exposures.map((column) => column.slice(0, length)),
          terms,
          isolated,
        )
        expect(part.equity).toEqual(whole.equity.slice(0, length))
        expect(part.fills.price).toEqual(whole.fills.price.slice(0, part.fills.length))
        const other = backtestPortfolio(
          markets.map((bars) => scaled(bars, 2 ** exponent)),
          exposures,
          terms,
          isolated,
        )
        expect(other.equity).toEqual(whole.equity)
        expect(other.summary).toEqual(whole.summary)
      }),
      { numRuns: 200 },
    )
  })

  test('no position knows of another while cash is free: each has the fills it has alone, bit for bit', () => {
    const value = fc.constantFrom(1000, 3000)
    fc.assert(
      fc.property(several, value, ({ markets, exposures, execution }, size) => {
        const terms: Execution = {
          ...execution,
          ...{ size: 'cash-value', rebalance: 'on-change', cash: 1e9, leverage: 20 },
        }
        const wanted = exposures.map((column) => column.map((share) => Math.sign(share) * size))
        const together = backtestPortfolio(markets, wanted, terms, isolated)
        for (const [i, bars] of markets.entries()) {
          const alone = backtestPortfolio([bars], [wanted[i]], terms, isolated)
          const mine = (column: Float64Array, of: Float64Array) => column.filter((_, row) => of[row] === i)
          for (const name of ['bar', 'price', 'quantity', 'fee', 'reason'] as const) {
            expect(mine(together.fills[name], together.fills.market)).toEqual(alone.fills[name])
          }
          expect(mine(together.trades.profit, together.trades.market)).toEqual(alone.trades.profit)
          expect(together.quantities[i]).toEqual(alone.quantities[0])
        }
      }),
      { numRuns: 200 },
    )
  })

  test('unlevered and long, it is shared margin: nothing is borrowed either way', () => {
    fc.assert(
      fc.property(several, ({ markets, exposures }) => {
        // Three quarters of the equity: with all of it, a gain that is locked up as collateral has to be borrowed against.
        const long = exposures.map((column) => column.map((share) => Math.min(1, Math.abs(share)) / 4))
        const cross = backtestPortfolio(markets, long, frictionless)
        const apart = backtestPortfolio(markets, long, frictionless, isolated)
        for (const [t, equity] of apart.equity.entries()) {
          expect(Math.abs(equity / cross.equity[t] - 1)).toBeLessThan(1e-11)
        }
        expect(apart.summary.turnover / cross.summary.turnover || 1).toBeCloseTo(1, 9)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a second portfolio, written plainly', () => {
  const terms = fc.record({
    margin: fc.constantFrom('cross' as const, 'isolated' as const),
    rebalance: fc.constantFrom('on-change' as const, 'every-bar' as const),
    leverage: fc.constantFrom(5, 20),
    maintenance: fc.constantFrom(0.004, 0.02),
    fee: fc.constantFrom(0, 0.0005, 0.01),
    slippage: fc.constantFrom(0, 0.001),
  })

  test('sees the same equity, liquidations, shortfall and turnover', () => {
    let [liquidations, shortfalls] = [0, 0]
    fc.assert(
      fc.property(several, terms, ({ markets, exposures }, drawn) => {
        const { margin, rebalance, leverage, maintenance, fee, slippage } = drawn
        // A quarter of the leverage each, so that neither the cap nor the free cash cuts an order by surprise.
        const most = Math.max(...exposures.flatMap((column) => Array.from(column, Math.abs)), 1)
        const share = exposures.map((column) => column.map((value) => ((value / most) * leverage) / 4))
        const plain = { cash: 10_000, liquidationFee: 0.005, ...drawn }
        const costs = { fees: { taker: fee }, slippage, liquidationFee: 0.005 }
        const ours = backtestPortfolio(
          markets,
          share,
          { ...costs, rebalance, leverage, maintenance },
          { margin, periodsPerYear: 1, caps: { gross: 1e9 } },
        )
        fc.pre(!ours.rejects.reason.some((code) => REJECT_REASONS[code] === 'no-cash' && ours.equity.at(-1)! > 0))
        const theirs = plainPortfolio(markets, share, plain)
        const scale = Math.max(10_000, ...ours.equity)
        for (const [t, equity] of theirs.equity.entries()) {
          expect(Math.abs(ours.equity[t] - equity) / scale).toBeLessThan(1e-9)
        }
        expect(ours.summary.liquidations).toBe(theirs.liquidations)
        expect(Math.abs(ours.summary.shortfall - theirs.shortfall) / scale).toBeLessThan(1e-9)
        expect(ours.summary.turnover * ours.equity.length).toBeCloseTo(theirs.turnover, 6)
        liquidations += theirs.liquidations
        shortfalls += theirs.shortfall > 0 ? 1 : 0
      }),
      { numRuns: 400 },
    )
    expect(liquidations).toBeGreaterThan(10)
    expect(shortfalls).toBeGreaterThan(0)
  })
})

describe('the options of a portfolio', () => {
  test('isolated margin needs a margin account, and the word is checked', () => {
    const share = of(0, 0, 0, 0, 0)
    const run = (options: object, terms: Execution = {}) => backtestPortfolio([still], [share], terms, options)
    expect(() => run(isolated, { account: 'cash' })).toThrow("margin must be 'cross' in a cash account")
    expect(() => run({ margin: 'isolatd' })).toThrow('Did you mean "isolated"?')
    expect(() => run({ detail: [] })).toThrow('detail must be a list of 1 markets of finer bars')
    expect(() => run({ detail: [still] })).toThrow('detail.interval must be below')
    expect(run({ detail: [undefined] }).equity).toEqual(new Float64Array(5).fill(10_000))
  })

  test('finer bars tell what came first, in each market as in its backtest', () => {
    fc.assert(
      fc.property(scenario, ({ bars: detail, exposure, execution }) => {
        const bars: Bars = pairs(detail)
        const wanted = exposure.slice(0, bars.length)
        const alone = backtest(bars, wanted, execution, { detail })
        const { exposures, quantities, ...rest } = backtestPortfolio([bars], [wanted], execution, { detail: [detail] })
        expect({ ...rest, exposure: exposures[0], quantity: quantities[0] }).toEqual({ ...alone })
      }),
      { numRuns: 100 },
    )
  })
})
