import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { backtestMany } from '../../src/backtest/backtest-many.ts'
import { backtestPortfolio } from '../../src/backtest/backtest-portfolio.ts'
import { frictionless } from '../../src/backtest/execution.ts'
import { summarise } from '../../src/backtest/summarise.ts'
import type { OrganismError } from '../../src/base/error.ts'
import { consistency } from '../../src/metrics/consistency.ts'
import { maxDrawdownOfEquity } from '../../src/metrics/drawdown.ts'
import { timeInMarket } from '../../src/metrics/exposure.ts'
import { expectancy, payoff, profitFactor, winRate } from '../../src/metrics/outcomes.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { sortino } from '../../src/metrics/sortino.ts'
import { cagr, expectedReturn } from '../../src/metrics/total-return.ts'
import { volatility } from '../../src/metrics/volatility.ts'
import { barsOf, exposureFor, firstBars, forgivenOf, market, pairs, scaled, scenario } from './arbitraries.ts'

const RUNS = { numRuns: 400 }
const year = { periodsPerYear: 365 }
const total = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0)

describe('whatever the market, the exposure and the execution', () => {
  test('the change of equity is gross profit less fees, slippage and funding, plus the shortfall', () => {
    fc.assert(
      fc.property(scenario, ({ bars, exposure, execution }) => {
        const { summary, equity, fills } = backtest(bars, exposure, execution)
        const { grossProfit, fees, slippage, funding, shortfall, startEquity, endEquity } = summary
        const scale = Math.max(
          startEquity,
          ...equity,
          total(fills.price.map((price, i) => price * fills.quantity[i])) / 100,
        )
        const booked = grossProfit - fees - slippage - funding + shortfall
        expect(Math.abs(endEquity - startEquity - booked) / scale).toBeLessThan(1e-13)
        expect(Math.abs(total(fills.fee) - fees) / scale).toBeLessThan(1e-12)
        expect(Math.abs(total(fills.slippage) - slippage) / scale).toBeLessThan(1e-12)
      }),
      RUNS,
    )
  })

  test('the profits of all trades, the open one included, are the change of equity', () => {
    fc.assert(
      fc.property(scenario, ({ bars, exposure, execution }) => {
        const { summary, equity, trades, openTrades, fills } = backtest(bars, exposure, execution)
        const scale = Math.max(10_000, ...equity, total(fills.price.map((price, i) => price * fills.quantity[i])) / 100)
        const profit = total(trades.profit) + total(openTrades.profit)
        const apart = Math.abs(profit - (summary.endEquity - summary.startEquity))
        expect((apart - forgivenOf(trades)) / scale).toBeLessThan(1e-13)
        expect(trades.length).toBe(summary.trades)
      }),
      RUNS,
    )
  })

  test('equity is never negative or NaN, and what is lost is lost for good', () => {
    fc.assert(
      fc.property(scenario, ({ bars, exposure, execution }) => {
        const { equity } = backtest(bars, exposure, execution)
        expect(equity.every((value) => value >= 0)).toBe(true)
        const ruin = equity.indexOf(0)
        if (ruin !== -1) expect(equity.subarray(ruin).every((value) => value === 0)).toBe(true)
      }),
      RUNS,
    )
  })

  test('the summary pass gives the bits of the full pass', () => {
    fc.assert(
      fc.property(scenario, ({ bars, exposure, execution }) => {
        expect(summarise(bars, exposure, execution)).toStrictEqual(backtest(bars, exposure, execution).summary)
      }),
      RUNS,
    )
  })

  test('the summary holds what the metrics say of the columns, bit for bit where it says so', () => {
    fc.assert(
      fc.property(scenario, ({ bars, exposure, execution }) => {
        const { summary, equity, returns, exposure: held, trades } = backtest(bars, exposure, execution, year)
        expect(summary.sharpe).toBe(sharpe(returns, year))
        expect(summary.sortino).toBe(sortino(returns, year))
        expect(summary.volatility).toBe(volatility(returns, year))
        expect(summary.meanReturn).toBe(expectedReturn(returns))
        if (equity.every((value) => value > 0)) {
          // Per bar, so that no short wild column is raised to hundreds.
          const steady = (rate: number, years: number) => (1 + rate) ** years
          const bar = backtest(bars, exposure, execution, { periodsPerYear: 1 }).summary.cagr
          expect(steady(bar, 1) / steady(cagr(returns), 1)).toBeCloseTo(1, 9)
        }
        expect(summary.maxDrawdown).toBe(maxDrawdownOfEquity(equity, 10_000))
        expect(summary.winRate).toBe(winRate(trades.profit))
        expect(summary.profitFactor).toBe(profitFactor(trades.profit))
        expect(summary.payoff).toBe(payoff(trades.profit))
        expect(summary.expectancy).toBe(expectancy(trades.profit))
        expect(summary.timeInMarket).toBe(timeInMarket(held))
        if (equity.every((value) => value > 0)) {
          const even = consistency(returns, bars.time)
          if (Number.isNaN(even)) expect(summary.consistency).toBeNaN()
          else expect(summary.consistency).toBeCloseTo(even, 9)
        }
      }),
      RUNS,
    )
  })

  test('adding a bar never changes the past', () => {
    fc.assert(
      fc.property(scenario, fc.double({ min: 0.1, max: 1, noNaN: true }), ({ bars, exposure, execution }, share) => {
        const length = Math.max(1, Math.floor(bars.length * share))
        const open = { ...execution, closeAtEnd: false }
        const whole = backtest(bars, exposure, open)
        const part = backtest(firstBars(bars, length), exposure.slice(0, length), open)
        expect(part.equity).toEqual(whole.equity.slice(0, length))
        expect(part.quantity).toEqual(whole.quantity.slice(0, length))
        expect(part.fills.price).toEqual(whole.fills.price.slice(0, part.fills.length))
        expect(part.trades.profit).toEqual(whole.trades.profit.slice(0, part.trades.length))
      }),
      RUNS,
    )
  })

  test('prices times a power of two change nothing but prices', () => {
    fc.assert(
      fc.property(scenario, fc.integer({ min: -12, max: 12 }), ({ bars, exposure, execution }, power) => {
        const free = { ...execution, lot: 0 }
        const factor = 2 ** power
        const plain = backtest(bars, exposure, free)
        const other = backtest(scaled(bars, factor), exposure, free)
        expect(other.equity).toEqual(plain.equity)
        expect(other.returns).toEqual(plain.returns)
        expect(other.summary).toEqual(plain.summary)
        expect(other.fills.price).toEqual(plain.fills.price.map((price) => price * factor))
        expect(other.quantity).toEqual(plain.quantity.map((units) => units / factor))
      }),
      RUNS,
    )
  })

  test('a cash account never owes cash', () => {
    fc.assert(
      fc.property(scenario, ({ bars, exposure, execution }) => {
        const cash = { ...execution, account: 'cash', leverage: 1, funding: false } as const
        const share = exposure.map((value) => value / (execution.leverage ?? 1))
        const { equity, quantity } = backtest(bars, share, cash)
        const owed = equity.map((value, t) => value - quantity[t] * bars.close[t])
        expect(owed.every((value, t) => value >= -1e-12 * equity[t])).toBe(true)
      }),
      RUNS,
    )
  })

  test('a cash account without shorts is forgiven at most one fixed fee, and only when nothing is left', () => {
    fc.assert(
      fc.property(scenario, fc.constantFrom(5, 3000), ({ bars, exposure, execution }, fixed) => {
        const account = { account: 'cash', shorting: false, leverage: 1, funding: false } as const
        const share = exposure.map((value) => Math.abs(value) / (execution.leverage ?? 1))
        const { summary } = backtest(bars, share, { ...execution, ...account, fees: { fixed } })
        expect(summary.shortfall).toBeLessThanOrEqual(fixed)
        if (summary.shortfall > 0) expect(summary.endEquity).toBe(0)
      }),
      RUNS,
    )
  })

  test('a bad exposure is refused by its first row, through every door', () => {
    const bad = fc.array(fc.tuple(fc.nat(69), fc.constantFrom(Number.NaN, 21, -1e9, Number.POSITIVE_INFINITY)), {
      minLength: 1,
      maxLength: 3,
    })
    const refused = (call: () => unknown) => {
      try {
        call()
      } catch (error) {
        return (error as OrganismError).problems[0].row
      }
      return 'nothing'
    }
    fc.assert(
      fc.property(scenario, bad, ({ bars, exposure, execution }, spoils) => {
        const spoiled = exposure.slice()
        for (const [row, value] of spoils) spoiled[row % bars.length] = value
        const first = Math.min(...spoils.map(([row]) => row % bars.length))
        const panel = { data: spoiled, shape: [1, bars.length], stride: [bars.length, 1], offset: 0 }
        expect(refused(() => backtest(bars, spoiled, execution))).toBe(first)
        expect(refused(() => summarise(bars, spoiled, execution))).toBe(first)
        expect(refused(() => backtestPortfolio([bars, bars], [exposure, spoiled], execution))).toBe(first)
        expect(backtestMany(bars, panel, execution).faults[0].error.problems[0].row).toBe(first)
      }),
      RUNS,
    )
  })

  test('skipping quiet bars gives the bits of stepping through every bar', () => {
    fc.assert(
      fc.property(scenario, ({ bars, exposure, execution }) => {
        const terms = { ...execution, account: 'margin', funding: true } as const
        const rate = (value: number) => new Float64Array(bars.length).fill(value)
        const skipped = backtest({ ...bars, funding: rate(0) }, exposure, terms, year)
        // A rate too small to move any sum still has to be settled at every bar with a position.
        const stepped = backtest({ ...bars, funding: rate(Number.MIN_VALUE) }, exposure, terms, year)
        expect(stepped.equity).toEqual(skipped.equity)
        expect(stepped.fills).toEqual(skipped.fills)
        for (const name of [
          'sharpe',
          'sortino',
          'volatility',
          'maxDrawdown',
          'consistency',
          'turnover',
          'timeInMarket',
        ] as const) {
          expect(stepped.summary[name]).toBe(skipped.summary[name])
        }
      }),
      RUNS,
    )
  })

  test('plain orders give the bits of the general path', () => {
    const plain = scenario.map(({ bars, exposure, execution }) => {
      const { fees = {}, leverage = 1, funding = true, closeAtEnd = false } = execution
      const slippage = typeof execution.slippage === 'number' ? execution.slippage : 0.001
      return { bars, exposure, execution: { fees, leverage, funding, closeAtEnd, slippage } }
    })
    const edge = fc.constantFrom(0, 0.01, 0.04)
    fc.assert(
      fc.property(plain, edge, ({ bars, exposure, execution }, maintenance) => {
        const terms = { ...execution, maintenance }
        // A least value that no order is below changes nothing, but has to be asked about at every order.
        const asked = { ...terms, minNotional: Number.MIN_VALUE }
        const stepped = backtest(bars, exposure, asked)
        expect(backtest(bars, exposure, terms)).toEqual(stepped)
        expect(summarise(bars, exposure, terms)).toStrictEqual(stepped.summary)
      }),
      { numRuns: 800 },
    )
  })

  test('finer bars keep the books and the past', () => {
    fc.assert(
      fc.property(scenario, ({ bars: detail, exposure, execution }) => {
        const bars = pairs(detail)
        const wanted = exposure.slice(0, bars.length)
        const { summary, equity, trades, openTrades, fills } = backtest(bars, wanted, execution, { detail })
        const scale = Math.max(10_000, ...equity, total(fills.price.map((price, i) => price * fills.quantity[i])) / 100)
        const apart = Math.abs(
          total(trades.profit) + total(openTrades.profit) - (summary.endEquity - summary.startEquity),
        )
        expect((apart - forgivenOf(trades)) / scale).toBeLessThan(1e-13)
        expect(equity.every((value) => value >= 0)).toBe(true)
        expect(summarise(bars, wanted, execution, { detail })).toStrictEqual(summary)
        const half = Math.ceil(bars.length / 2)
        const open = { ...execution, closeAtEnd: false }
        const part = backtest(firstBars(bars, half), wanted.slice(0, half), open, {
          detail: firstBars(detail, 2 * half),
        })
        expect(part.equity).toEqual(backtest(bars, wanted, open, { detail }).equity.slice(0, half))
      }),
      RUNS,
    )
  })
})

describe('without costs', () => {
  test('constant full exposure is buy and hold', () => {
    fc.assert(
      fc.property(market, (bars) => {
        const { equity } = backtest(bars, new Float64Array(bars.length).fill(1), frictionless)
        for (let t = 1; t < bars.length; t++) {
          expect(Math.abs(equity[t] / (10_000 * (bars.close[t] / bars.open[1])) - 1)).toBeLessThan(1e-12)
        }
      }),
      RUNS,
    )
  })

  test('nothing earns more: fees and slippage never help', () => {
    const cost = fc.double({ min: 0, max: 0.02, noNaN: true })
    const sided = market.chain((bars) => exposureFor(bars.length).map((exposure) => ({ bars, exposure })))
    fc.assert(
      fc.property(sided, cost, cost, cost, ({ bars, exposure }, fee, slippage, more) => {
        const long = exposure.map(Math.abs)
        const cheap = { funding: false, fees: { taker: fee }, slippage }
        const dear = { funding: false, fees: { taker: fee + more }, slippage: slippage + more }
        const [a, b] = [cheap, dear].map((terms) => summarise(bars, long, terms).endEquity)
        expect(b).toBeLessThanOrEqual(a * (1 + 1e-12))
      }),
      RUNS,
    )
  })

  test('nor on the short side or with leverage, while nothing is liquidated and no more than half is lost', () => {
    const cost = fc.double({ min: 0, max: 0.005, noNaN: true })
    const held = market.chain((bars) => exposureFor(bars.length, 3).map((exposure) => ({ bars, exposure })))
    let compared = 0
    fc.assert(
      fc.property(held, cost, cost, cost, ({ bars, exposure }, fee, slippage, more) => {
        const cheap = { leverage: 3, funding: false, fees: { taker: fee }, slippage }
        const dear = { ...cheap, fees: { taker: fee + more }, slippage: slippage + more }
        const [a, b] = [cheap, dear].map((terms) => summarise(bars, exposure, terms))
        if (a.liquidations + b.liquidations > 0 || Math.min(a.maxDrawdown, b.maxDrawdown) < -0.5) return
        compared++
        expect(b.endEquity).toBeLessThanOrEqual(a.endEquity * (1 + 1e-12))
      }),
      { numRuns: 1500 },
    )
    expect(compared).toBeGreaterThan(200)
  })

  test('costs that bring a liquidation sooner can leave more: the one they spare is worse', () => {
    const high = [101, 101, 118.3, 130]
    const open = [100, 100, 100, 130]
    const bars = barsOf(open.map((price, t) => [price, high[t], price, price]))
    const terms = { ...frictionless, leverage: 5 }
    const short = Float64Array.of(-5, -5, -5, -5)
    expect(summarise(bars, short, terms).endEquity).toBe(0)
    expect(summarise(bars, short, { ...terms, slippage: 0.01 }).endEquity).toBeCloseTo(589.1089, 4)
  })
})
