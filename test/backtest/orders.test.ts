import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { type Execution, frictionless, perpetual } from '../../src/backtest/execution.ts'
import { REJECT_REASONS } from '../../src/backtest/reasons.ts'
import { tradeRows } from '../../src/backtest/trade-columns.ts'
import { withSyntheticDepth } from '../../src/market/synthetic-depth.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { barsOf } from './arbitraries.ts'

const flat = (price: number, volume = 1000) => [price, price, price, price, volume]
const run = (rows: number[][], exposure: number[], execution: Execution, more = {}) =>
  backtest(barsOf(rows, more), Float64Array.from(exposure), execution)
const reasons = (result: { rejects: { reason: Float64Array } }) =>
  Array.from(result.rejects.reason, (code) => REJECT_REASONS[code])

describe('fill timing', () => {
  const rows = [
    [100, 100, 100, 100],
    [110, 120, 110, 120],
    [130, 140, 130, 140],
  ]

  test('the next open, or the close of the decision', () => {
    expect(run(rows, [1, 1, 0], frictionless).fills.price).toEqual(Float64Array.of(110))
    expect(run(rows, [1, 1, 0], { ...frictionless, fill: 'same-close' }).fills.price).toEqual(Float64Array.of(100, 140))
  })

  test('a decision of the last bar is never filled at the next open', () => {
    expect(run(rows, [0, 0, 1], frictionless).fills.length).toBe(0)
  })

  test('a position left at the end is closed there only when asked', () => {
    expect(tradeRows(run(rows, [1, 1, 1], frictionless))[0].reason).toBe('open')
    const [trade] = tradeRows(run(rows, [1, 1, 1], { ...frictionless, closeAtEnd: true }))
    expect(trade).toMatchObject({ reason: 'end', exitBar: 2, exitPrice: 140, duration: 1 })
  })
})

describe('sizes', () => {
  const rows = [flat(100), flat(100), flat(100), flat(125), flat(125)]
  const held = (exposure: number[], execution: Execution) =>
    run(rows, exposure, { ...frictionless, ...execution }).quantity

  test('share of equity, units, cash value', () => {
    expect(held([0.5, 0.5, 0.5, 0.5, 0.5], {})).toEqual(Float64Array.of(0, 50, 50, 50, 50))
    expect(held([7, 7, -3, -3, -3], { size: 'units' })).toEqual(Float64Array.of(0, 7, 7, -3, -3))
    expect(held([500, 500, 1000, 1000, 0], { size: 'cash-value' })).toEqual(Float64Array.of(0, 5, 5, 8, 8))
  })

  test('share of cash lays out that much with all costs in it', () => {
    const { fills, equity, quantity } = run(rows, [0.5, 0.5, 0.5, 0.5, 0.5], {
      size: 'cash-share',
      slippage: 0.01,
      fees: { taker: 0.02 },
    })
    expect(quantity[1]).toBeCloseTo(5000 / (100 * 1.01 * 1.02), 10)
    expect(equity[1] - quantity[1] * 100).toBeCloseTo(5000, 9)
    expect(fills.length).toBe(1)
  })

  test('a drift band trades when the share held has drifted, every bar whenever it has', () => {
    expect(held([0.5, 0.5, 0.5, 0.5, 0.5], { rebalance: 'every-bar' })).toEqual(Float64Array.of(0, 50, 50, 45, 45))
    expect(held([0.5, 0.5, 0.5, 0.5, 0.5], { rebalance: { band: 0.06 } })).toEqual(Float64Array.of(0, 50, 50, 50, 50))
    expect(held([0.5, 0.5, 0.5, 0.5, 0.5], { rebalance: { band: 0.05 } })).toEqual(Float64Array.of(0, 50, 50, 45, 45))
    expect(held([0.5, 0.5, 0.5, 0, 0], { rebalance: { band: 0.9 } })).toEqual(Float64Array.of(0, 0, 0, 0, 0))
  })

  test('lots round down, and an order below the least value is rejected', () => {
    expect(held([0.5, 0.5, 0.5, 0.5, 0.5], { lot: 0.3 })[1]).toBeCloseTo(49.8, 12)
    const small = run(rows, [0.01, 0.02, 0, 0, 0], { ...frictionless, minNotional: 150 })
    expect(small.quantity).toEqual(Float64Array.of(0, 0, 2, 0, 0))
    expect(reasons(small)).toEqual(['too-small'])
    expect(reasons(run(rows, [0.01, 0.01, 0, 0, 0], { ...frictionless, lot: 3 }))).toEqual(['too-small'])
  })

  test('units beyond the leverage are cut to it', () => {
    const result = run(rows, [150, 150, 150, 150, 150], { ...frictionless, size: 'units' })
    expect(result.quantity[1]).toBe(100)
    expect(reasons(result)).toEqual(['over-cap'])
  })
})

describe('costs', () => {
  const rows = [flat(100), flat(100), flat(100), flat(100)]

  test('taker, maker and fixed fees are charged on both legs', () => {
    const fees = { taker: 0.01, maker: 0.002, fixed: 3 }
    const taker = run(rows, [0.5, 0, 0, 0], { ...frictionless, fees })
    expect(taker.fills.fee).toEqual(Float64Array.of(53, 53))
    const maker = run(rows, [0.5, 0, 0, 0], { ...frictionless, fees, liquidity: 'maker' })
    expect(maker.fills.fee).toEqual(Float64Array.of(13, 13))
  })

  test('volatility slippage follows the returns before the bar', () => {
    const moving = [flat(100), flat(110), flat(110), flat(110)]
    const slippage = { model: 'volatility', factor: 0.5, period: 1, rate: 0.001 } as const
    const { fills } = run(moving, [0, 0.5, 0, 0], { ...frictionless, slippage })
    expect(fills.price[0]).toBeCloseTo(110 * (1 + 0.001 + 0.5 * 0.1), 9)
    expect(fills.price[1]).toBeCloseTo(110 * (1 - 0.001), 9)
  })

  test('volume-share slippage grows with the square of the share, and the cap leaves the rest for the next bar', () => {
    const thin = [flat(100, 400), flat(100, 400), flat(100, 400), flat(100, 0)]
    const slippage = { model: 'volume-share', impact: 0.1, cap: 0.1 } as const
    const result = run(thin, [0.5, 0.5, 0.5, 0.5], { ...frictionless, slippage })
    expect(result.fills.quantity[0]).toBe(40)
    expect(result.fills.price[0]).toBeCloseTo(100 * (1 + 0.1 * 0.1 ** 2), 12)
    expect(result.fills.bar).toEqual(Float64Array.of(1, 2))
    expect(reasons(result)[0]).toBe('no-liquidity')
  })

  test('a book is walked level by level, and what lies beyond it is not filled', () => {
    const column = (value: number) => new Float64Array(4).fill(value)
    const extras = {
      ...{ bidPrice1: column(99), bidPrice2: column(98), bidPrice3: column(97) },
      ...{ askPrice1: column(101), askPrice2: column(102), askPrice3: column(103) },
      ...{ bidSize1: column(10), bidSize2: column(10), bidSize3: column(10) },
      ...{ askSize1: column(10), askSize2: column(10), askSize3: column(10) },
    }
    const { fills, rejects } = run(
      rows,
      [0.2, 0.2, 0.5, 0.5],
      { ...frictionless, slippage: { model: 'book' } },
      { extras },
    )
    expect(fills.price[0]).toBeCloseTo((10 * 101 + 10 * 102) / 20, 9)
    expect(fills.quantity[1]).toBeCloseTo((0.5 * (10_000 - 20 * 1.5)) / 100 - 20, 9)
    const deep = run(rows, [1, 1, 1, 1], { ...frictionless, slippage: { model: 'book' } }, { extras })
    expect(deep.fills.quantity[0]).toBe(30)
    expect(REJECT_REASONS[deep.rejects.reason[0]]).toBe('no-liquidity')
    expect(rejects.length).toBe(0)
  })

  test('the levels of a synthetic book are what an order pays, as ratios to its middle at the close before', () => {
    const prices = [100, 100, 120, 120].map((price) => flat(price))
    const bars = withSyntheticDepth(randomFrom(7, 'depth'), barsOf(prices))
    const { askPrice1, bidPrice1, askSize1, askPrice2, askSize2 } = bars.extras
    const execution = { ...frictionless, slippage: { model: 'book' } } as const
    const { fills } = backtest(bars, Float64Array.of(0, 0.25, 0.25, 0.25), execution)
    // Decided at the close of bar 1 with the book that stands there; filled at the open of bar 2, a fifth higher.
    const units = (0.25 * 10_000) / 120
    expect(askSize1[1]).toBeLessThan(units)
    expect(askSize1[1] + askSize2[1]).toBeGreaterThan(units)
    const paid = askSize1[1] * askPrice1[1] + (units - askSize1[1]) * askPrice2[1]
    const middle = (askPrice1[1] + bidPrice1[1]) / 2
    expect(fills.bar).toEqual(Float64Array.of(2))
    expect(fills.price[0]).toBeCloseTo((120 * paid) / units / middle, 9)
  })

  test('funding is settled at the open on what was held into the bar: longs pay, shorts receive', () => {
    const funding = Float64Array.of(0.01, 0.01, 0.01, 0)
    const terms = { ...frictionless, funding: true }
    expect(run(rows, [0.5, 0.5, 0.5, 0.5], terms, { funding }).summary.funding).toBe(50)
    expect(run(rows, [-0.5, -0.5, -0.5, -0.5], terms, { funding }).summary.funding).toBe(-50)
    expect(run(rows, [0.5, 0.5, 0.5, 0.5], { ...terms, funding: false }, { funding }).summary.funding).toBe(0)
  })
})

describe('accounts', () => {
  test('a cash account shrinks a purchase to what covers its costs, and does not short', () => {
    const rows = [flat(100), flat(100), flat(100)]
    const cash: Execution = { account: 'cash', slippage: 0.01, fees: { taker: 0.02 } }
    expect(run(rows, [1, 1, 1], cash).quantity[1]).toBeCloseTo(10_000 / (100 * 1.01 * 1.02), 9)
    const short = run(rows, [-1, -1, -1], cash)
    expect(short.fills.length).toBe(0)
    expect(reasons(short)).toEqual(['no-shorting'])
    expect(run(rows, [-1, -1, -1], { ...cash, shorting: true }).fills.side).toEqual(Float64Array.of(-1))
  })

  test('a short earns what falls, and a turn is a close and an opening', () => {
    const result = run([flat(100), flat(100), flat(80), flat(80), flat(80)], [-1, -1, 1, 1, 1], frictionless)
    expect(result.equity).toEqual(Float64Array.of(10_000, 10_000, 12_000, 12_000, 12_000))
    expect(result.fills.bar).toEqual(Float64Array.of(1, 3, 3))
    expect(result.fills.quantity).toEqual(Float64Array.of(100, 100, 150))
  })

  test('liquidation fills at its price, pays its fee, and leaves what is left', () => {
    const rows = [flat(100), flat(100), [100, 100, 50, 60], flat(60)]
    const terms = { ...frictionless, leverage: 5, maintenance: 0.01, liquidationFee: 0.004 }
    const { trades, summary, equity } = run(rows, [5, 5, 5, 5], terms)
    // 500 units, 40,000 borrowed: equity is 1 % of the value at 40,000 / (500 x 0.99) = 80.8081.
    const price = 40_000 / (500 * 0.99)
    expect(trades.exitPrice[0]).toBeCloseTo(price, 10)
    expect(equity[2]).toBeCloseTo(500 * price * (1 - 0.004) - 40_000, 8)
    expect(equity[3]).toBe(equity[2])
    expect(summary.liquidations).toBe(1)
  })

  test('a gap beyond the last cent leaves nothing, and books the shortfall', () => {
    const rows = [flat(100), flat(100), flat(70), flat(70), flat(200)]
    const { equity, summary, rejects } = run(rows, [5, 5, 5, 1, 1], { ...frictionless, leverage: 5 })
    expect(equity).toEqual(Float64Array.of(10_000, 10_000, 0, 0, 0))
    expect(summary.shortfall).toBe(5000)
    expect(summary.grossProfit).toBe(-15_000)
    expect(summary.totalReturn).toBe(-1)
    expect(reasons({ rejects })).toEqual(['no-cash'])
  })

  test('leverage makes liquidation reachable, shorts have one above the price', () => {
    const rows = [flat(100), flat(100), [100, 199, 100, 150], flat(150)]
    expect(run(rows, [-1, -1, -1, -1], { ...frictionless, maintenance: 0.01 }).summary.liquidations).toBe(1)
    expect(run(rows, [-1, -1, -1, -1], { ...frictionless, maintenance: 0.001 }).summary.liquidations).toBe(0)
  })
})

describe('trades', () => {
  const rows = [flat(100), [100, 112, 95, 110], [110, 130, 104, 120], [120, 121, 90, 100]]

  test('have prices, return, risk multiple, excursions and duration', () => {
    const terms = { ...frictionless, stops: { loss: 0.2 } }
    const { trades } = run(rows, [0.5, 0.5, 0, 0], terms)
    const [trade] = tradeRows({ trades, openTrades: { ...trades, length: 0 } })
    expect(trade).toMatchObject({ side: 1, entryBar: 1, exitBar: 3, entryPrice: 100, exitPrice: 120, quantity: 50 })
    expect(trade).toMatchObject({ profit: 1000, return: 0.2, duration: 2, reason: 'decision', ambiguous: false })
    expect(trade.rMultiple).toBeCloseTo(1, 12)
    expect(trade.mae).toBeCloseTo(-0.05, 12)
    expect(trade.mfe).toBeCloseTo(0.3, 12)
  })

  test('without a loss level have no risk multiple, and are not opened without the column of one', () => {
    expect(run(rows, [0.5, 0, 0, 0], frictionless).trades.rMultiple[0]).toBeNaN()
    const atr = Float64Array.of(Number.NaN, 5, 5, 5)
    const terms = { ...frictionless, stops: { loss: { column: 'atr', times: 2 } } }
    const result = run(rows, [0.5, 0.4, 0.4, 0], terms, { extras: { atr } })
    expect(reasons(result)).toEqual(['no-level'])
    expect(result.fills.bar[0]).toBe(2)
  })

  test('the result goes to JSON with arrays and null, and crosses to a worker', () => {
    const result = run(rows, [0.5, 0, 0, 0], perpetual)
    const parsed = JSON.parse(JSON.stringify(result))
    expect(parsed.equity).toEqual(Array.from(result.equity))
    expect(parsed.trades.rMultiple).toEqual([null])
    expect(JSON.stringify(result)).toBe(JSON.stringify(run(rows, [0.5, 0, 0, 0], perpetual)))
    expect(structuredClone(result).equity).toEqual(result.equity)
  })
})
