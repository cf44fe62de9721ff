import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { backtestMany, SUMMARY_KEYS } from '../../src/backtest/backtest-many.ts'
import { backtestPortfolio } from '../../src/backtest/backtest-portfolio.ts'
import { frictionless } from '../../src/backtest/execution.ts'
import { REJECT_REASONS } from '../../src/backtest/reasons.ts'
import { summarise } from '../../src/backtest/summarise.ts'
import { barsOf, exposureFor, firstBars, forgivenOf, market, scenario } from './arbitraries.ts'

const flat = (price: number) => [price, price, price, price]

describe('backtestMany', () => {
  const population = scenario.chain(({ bars, execution }) =>
    fc
      .array(exposureFor(bars.length, execution.leverage ?? 1), { minLength: 1, maxLength: 4 })
      .map((rows) => ({ bars, execution, rows })),
  )

  test('gives each row the bits that it has alone, whatever the layout', () => {
    fc.assert(
      fc.property(population, fc.boolean(), ({ bars, execution, rows }, isTurned) => {
        const { length } = bars
        const data = new Float64Array(rows.length * length + 3)
        const stride = isTurned ? [1, rows.length] : [length, 1]
        for (const [i, row] of rows.entries()) {
          for (const [t, value] of row.entries()) data[3 + i * stride[0] + t * stride[1]] = value
        }
        const scores = backtestMany(bars, { data, shape: [rows.length, length], stride, offset: 3 }, execution)
        for (const [i, row] of rows.entries()) {
          const alone = summarise(bars, row, execution)
          for (const [k, key] of SUMMARY_KEYS.entries())
            expect(scores.data[i * SUMMARY_KEYS.length + k]).toBe(alone[key])
        }
      }),
      { numRuns: 150 },
    )
  })

  test('knows every number of a summary', () => {
    const bars = barsOf([flat(1), flat(1)])
    expect([...SUMMARY_KEYS].sort()).toEqual(Object.keys(summarise(bars, new Float64Array(2), {})).sort())
  })

  test('marks a bad row as a fault and goes on', () => {
    const bars = barsOf([flat(100), flat(100), flat(110)])
    const data = Float64Array.of(1, 1, 1, Number.NaN, 0, 0, 1, 1, 1)
    const scores = backtestMany(bars, { data, shape: [3, 3], stride: [3, 1], offset: 0 }, frictionless, {
      metrics: ['endEquity'],
    })
    expect(scores.data).toEqual(Float64Array.of(11_000, Number.NaN, 11_000))
    expect(scores.faults.map(({ row }) => row)).toEqual([1])
  })

  test.each([
    { shape: [1, 2], stride: [2, 1], offset: 0 },
    { shape: [2, 3], stride: [3, 1], offset: 0 },
    { shape: [1, 3], stride: [3, 1], offset: 1 },
    { shape: [1, 3], stride: [3, -1], offset: 0 },
    { shape: [3], stride: [1], offset: 0 },
  ])('refuses a panel that reaches beyond its data: %o', (form) => {
    const bars = barsOf([flat(100), flat(100), flat(110)])
    expect(() => backtestMany(bars, { data: new Float64Array(3), ...form }, frictionless)).toThrow(
      'backtestMany: panel',
    )
  })
})

describe('backtestPortfolio', () => {
  test('of one market is its backtest, bit for bit', () => {
    fc.assert(
      fc.property(scenario, ({ bars, execution, exposure }) => {
        const alone = backtest(bars, exposure, execution)
        const { exposures, quantities, ...rest } = backtestPortfolio([bars], [exposure], execution)
        expect({ ...rest, exposure: exposures[0], quantity: quantities[0] }).toEqual({ ...alone })
      }),
      { numRuns: 400 },
    )
  })

  const several = fc.tuple(scenario, market, market).chain(([first, ...others]) => {
    const length = Math.min(first.bars.length, ...others.map((bars) => bars.length))
    const columns = fc.array(exposureFor(length, first.execution.leverage ?? 1), { minLength: 3, maxLength: 3 })
    return columns.map((exposures) => ({ execution: first.execution, exposures, length, all: [first.bars, ...others] }))
  })

  test('keeps the books of several markets, and never owes', () => {
    fc.assert(
      fc.property(several, ({ execution, exposures, length, all }) => {
        const cut = all.map((bars) =>
          barsOf(
            Array.from({ length }, (_, t) => [bars.open[t], bars.high[t], bars.low[t], bars.close[t], bars.volume[t]]),
            {
              funding: bars.funding!.slice(0, length),
              extras: Object.fromEntries(
                Object.entries(bars.extras!).map(([name, column]) => [name, column.slice(0, length)]),
              ),
            },
          ),
        )
        const { summary, equity, trades, openTrades, fills } = backtestPortfolio(cut, exposures, execution)
        expect(equity.every((value) => value >= 0)).toBe(true)
        const traded = fills.price.reduce((sum, price, i) => sum + price * fills.quantity[i], 0)
        const scale = Math.max(10_000, ...equity, traded / 100)
        const change = summary.endEquity - summary.startEquity
        const booked = summary.grossProfit - summary.fees - summary.slippage - summary.funding + summary.shortfall
        const profit = [...trades.profit, ...openTrades.profit].reduce((sum, value) => sum + value, 0)
        expect(Math.abs(change - booked) / scale).toBeLessThan(1e-13)
        expect((Math.abs(change - profit) - forgivenOf(trades)) / scale).toBeLessThan(1e-13)
      }),
      { numRuns: 300 },
    )
  })

  const [a, b] = [
    barsOf([flat(100), flat(100), flat(100), flat(100)]),
    barsOf([flat(50), flat(50), flat(50), flat(50)]),
  ]

  test('sells before it buys, so a full cash account can change markets', () => {
    const execution = { ...frictionless, account: 'cash' } as const
    const result = backtestPortfolio([a, b], [Float64Array.of(0, 1, 1, 1), Float64Array.of(1, 0, 0, 0)], execution)
    expect(result.fills.market).toEqual(Float64Array.of(1, 1, 0))
    expect(result.fills.bar).toEqual(Float64Array.of(1, 2, 2))
    expect(result.fills.quantity[2]).toBeCloseTo(100, 9)
  })

  test('a market that is never traded changes nothing, wherever it stands', () => {
    fc.assert(
      fc.property(several, ({ execution, exposures, all, length }) => {
        const [first, idle] = [all[0], all[1]].map((bars) => firstBars(bars, length))
        const flatColumn = new Float64Array(length)
        const alone = backtestPortfolio([first], [exposures[0]], execution)
        const beside = backtestPortfolio([idle, first, idle], [flatColumn, exposures[0], flatColumn], execution)
        expect(beside.summary).toEqual(alone.summary)
        expect(beside.equity).toEqual(alone.equity)
      }),
      { numRuns: 100 },
    )
  })

  test('buys nothing with the dust that rounding leaves of a cap', () => {
    const terms = { ...frictionless, account: 'cash' } as const
    const third = barsOf([flat(3), flat(3), flat(3), flat(3)])
    const full = Float64Array.of(1, 1, 1, 1)
    const result = backtestPortfolio([third, a], [full, Float64Array.of(0, 1, 1, 1)], terms)
    expect(result.fills.market).toEqual(Float64Array.of(0))
    expect(Array.from(result.rejects.reason, (code) => REJECT_REASONS[code])).toEqual(['over-cap'])
  })

  test('buys nothing with the dust that rounding leaves of the cash', () => {
    const terms = { ...frictionless, size: 'cash-share' } as const
    const prices = [3, 7, 0.7].map((price) => barsOf([flat(price), flat(price), flat(price), flat(price)]))
    for (const third of prices) {
      const exposures = [Float64Array.of(1, 1, 1, 1), Float64Array.of(0, 0.5, 0.5, 0.5)]
      const result = backtestPortfolio([third, a], exposures, { ...terms, fees: { taker: 0.003 } })
      expect(result.fills.market).toEqual(Float64Array.of(0))
    }
  })

  test('holds each market under its cap and all of them under the gross cap', () => {
    const full = Float64Array.of(1, 1, 1, 1)
    const single = backtestPortfolio([a, b], [full, full.map((value) => -value)], frictionless, {
      caps: { market: 0.15 },
    })
    expect(single.exposures.map((column) => column[3])).toEqual([0.15, -0.15])
    const both = backtestPortfolio([a, b], [full, full.map((value) => -value)], frictionless, { caps: { gross: 0.8 } })
    expect(both.exposures.map((column) => column[3])).toEqual([0.4, -0.4])
    expect(Array.from(both.rejects.reason, (code) => REJECT_REASONS[code])).toEqual(['over-cap', 'over-cap'])
  })

  test('shares its margin: one market can bring down both', () => {
    const crash = barsOf([flat(100), flat(100), flat(60), flat(60)])
    const share = new Float64Array(4).fill(1.5)
    const { liquidations, endEquity } = backtestPortfolio([a, crash], [share, share], {
      ...frictionless,
      leverage: 3,
    }).summary
    expect(liquidations).toBe(0)
    expect(endEquity).toBeCloseTo(4000, 9)
    const deeper = barsOf([flat(100), flat(100), flat(33), flat(33)])
    const ruined = backtestPortfolio([a, deeper], [share, share], { ...frictionless, leverage: 3 })
    expect(ruined.summary.liquidations).toBe(2)
    expect(ruined.summary.endEquity).toBe(0)
    expect(ruined.summary.shortfall).toBeCloseTo(50, 9)
  })

  test('liquidates in the order of need: what the others must keep counts, and what can be kept is kept', () => {
    // 150 units of each: equity 150 p - 5000 meets 10 % of 15,000 + 150 p at p = 48.15; at 45 the second goes, 1,750 keep the first.
    const falling = barsOf([flat(100), flat(100), flat(45), flat(45)])
    const share = new Float64Array(4).fill(1.5)
    const terms = { ...frictionless, leverage: 3, maintenance: 0.1 }
    const { summary, quantities } = backtestPortfolio([falling, a], [share, share], terms)
    expect(summary.liquidations).toBe(1)
    expect(summary.endEquity).toBeCloseTo(1750, 9)
    expect(quantities.map((column) => column[3])).toEqual([0, 150])
  })
})
