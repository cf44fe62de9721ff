import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { backtestMany } from '../../src/backtest/backtest-many.ts'
import { backtestPortfolio } from '../../src/backtest/backtest-portfolio.ts'
import { detailOf } from '../../src/backtest/detail.ts'
import { frictionless } from '../../src/backtest/execution.ts'
import { REJECT_REASONS } from '../../src/backtest/reasons.ts'
import { signalsToExposure } from '../../src/backtest/signals-to-exposure.ts'
import { barsOf } from './arbitraries.ts'

const flat = (price: number) => [price, price, price, price]
const wide = [100, 101, 99, 100]
const of = (...values: number[]) => Float64Array.from(values)

describe('input that is allowed and strange', () => {
  test('finer bars that go beyond their bar are not believed, whatever the bars after it show', () => {
    const hour = 3_600_000
    const at = (rows: number[][], interval: number) => ({
      ...barsOf(rows, { time: Float64Array.from(rows, (_, t) => t * interval) }),
      interval,
    })
    const fine = Array.from({ length: 24 }, (_, i) => (i === 13 ? [100, 101, 80, 100] : i % 4 === 1 ? wide : flat(100)))
    const terms = { ...frictionless, rebalance: 'every-bar', stops: { loss: 0.1 } } as const
    const equityOf = (last: number) => {
      const bars = at([flat(100), wide, wide, wide, flat(last), flat(last)], 4 * hour)
      return backtest(bars, new Float64Array(6).fill(1), terms, { detail: at(fine, hour) }).equity.slice(0, 4)
    }
    expect(equityOf(85)).toEqual(equityOf(100))
    expect(equityOf(85)).toEqual(of(10_000, 10_000, 10_000, 10_000))
  })

  test.each([
    ['high', [100, 120, 99, 100]],
    ['low', [100, 101, 80, 100]],
    ['high, short of it', [100, 100.5, 99, 100]],
    ['low, short of it', [100, 101, 99.5, 100]],
  ])('finer bars that miss the %s of their bar do not tell it', (_, row) => {
    const at = (rows: number[][], interval: number) => ({
      ...barsOf(rows, { time: Float64Array.from(rows, (_, t) => t * interval) }),
      interval,
    })
    const coarse = at([wide, wide], 2000)
    const detail = detailOf('test', coarse, at([flat(100), row, wide, flat(100)], 1000))
    expect(Array.from(detail.end, (end, t) => end - detail.first[t])).toEqual([0, 2])
  })

  test('a level of the book without a price has no depth', () => {
    const filled = (value: number) => new Float64Array(4).fill(value)
    const extras: Record<string, Float64Array> = {}
    for (const level of [1, 2, 3]) {
      extras[`bidPrice${level}`] = filled(100 - level / 10)
      extras[`askPrice${level}`] = filled(level === 2 ? Number.NaN : 100 + level / 10)
      extras[`bidSize${level}`] = filled(20)
      extras[`askSize${level}`] = filled(20)
    }
    const bars = barsOf([100, 100, 100, 100].map(flat), { extras })
    const terms = { ...frictionless, slippage: { model: 'book' } } as const
    const { fills, equity } = backtest(bars, of(0.5, 0.5, 0.5, 0.5), terms)
    expect(fills.quantity[0]).toBe(40)
    expect(fills.price[0]).toBeCloseTo(100.2, 9)
    expect(equity.every((value) => value > 0)).toBe(true)
  })

  test('a sale in a cash account that brings less than its fixed fee is not sent', () => {
    const bars = barsOf(Array.from({ length: 4 }, () => flat(100)))
    const terms = { account: 'cash', slippage: 0, fees: { taker: 0, fixed: 5 } } as const
    const { summary, equity, rejects } = backtest(bars, of(1, 0.9999, 0.9998, 0.9997), terms)
    expect(summary.shortfall).toBe(0)
    expect(equity[3]).toBe(9995)
    expect(REJECT_REASONS[rejects.reason[0]]).toBe('no-cash')
  })

  test('the last sale of a cash account is sent whatever it brings, and ends at nothing', () => {
    const bars = barsOf([flat(100), flat(100), flat(100), flat(0.0004), flat(0.0004)])
    const terms = { account: 'cash', slippage: 0, fees: { taker: 0, fixed: 5 } } as const
    const { summary, equity } = backtest(bars, of(1, 1, 0, 0, 0), terms)
    expect(equity[2]).toBe(9995)
    expect(equity.subarray(3)).toEqual(of(0, 0))
    expect(summary.shortfall).toBeCloseTo(5 - 99.95 * 0.0004, 9)
  })

  test('a sale in parts is not paid for by nobody, part by part', () => {
    const bars = barsOf(Array.from({ length: 9 }, (_, t) => [100, 100, 100, 100, t < 2 ? 1e6 : 0.4]))
    const thin = { model: 'volume-share', impact: 0, cap: 0.1 } as const
    const terms = { account: 'cash', slippage: thin, fees: { taker: 0, fixed: 5 } } as const
    const { summary, equity, rejects } = backtest(bars, of(1, 0, 0, 0, 0, 0, 0, 0, 0), terms)
    expect(summary.shortfall).toBe(0)
    expect(summary.fills).toBe(1)
    expect(equity[8]).toBe(9995)
    expect(Array.from(rejects.reason, (reason) => REJECT_REASONS[reason])).toContain('no-cash')
  })

  test('while a portfolio in a cash account owns another market, a sale that cannot pay itself is not sent', () => {
    const large = barsOf(Array.from({ length: 5 }, () => flat(100)))
    const small = barsOf([flat(100), flat(100), flat(100), flat(0.04), flat(0.04)])
    const terms = { account: 'cash', slippage: 0, fees: { taker: 0, fixed: 5 } } as const
    const wanted = [of(0.9, 0.9, 0.9, 0.9, 0.9), of(0.1, 0.1, 0, 0, 0)]
    const { summary, equity, quantities, rejects } = backtestPortfolio([large, small], wanted, terms)
    expect(summary.shortfall).toBe(0)
    expect(quantities[1][4]).toBeGreaterThan(0)
    expect(equity.every((value) => value > 0)).toBe(true)
    expect(Array.from(rejects.reason, (reason) => REJECT_REASONS[reason])).toContain('no-cash')
  })

  test('finer bars belong to a bar for as long as it lasts, wherever the bar after it begins', () => {
    const fine = { ...barsOf([flat(100), wide, flat(100), [100, 100, 85, 100]]), interval: 1000 }
    const coarse = { ...barsOf([wide, flat(100)]), interval: 4000 }
    const at = (...times: number[]) => Float64Array.from(times)
    const detail = { ...fine, time: at(0, 1000, 2000, 3000) }
    const told = (time: Float64Array) => {
      const row = { time, open: of(100, 100), high: of(101, 100), low: of(85, 100), close: of(100, 100) }
      return detailOf('test', { ...coarse, ...row }, detail).end[0]
    }
    expect(told(at(0, 2500))).toBe(4)
    expect(told(at(0, 4000))).toBe(4)
  })

  test('a bar that is held to its close counts whole for the excursions', () => {
    const bars = barsOf([flat(100), [100, 120, 80, 100], flat(100)])
    const { trades } = backtest(bars, of(1, 0, 0), { ...frictionless, fill: 'same-close' })
    expect([trades.mae[0], trades.mfe[0]]).toEqual([expect.closeTo(-0.2, 12), expect.closeTo(0.2, 12)])
    const ended = backtest(bars, of(1, 1, 1), { ...frictionless, closeAtEnd: true }).trades
    expect(ended.mae[0]).toBeCloseTo(-0.2, 12)
    const broken = backtest(bars, of(1, 1, 1), { ...frictionless, fill: 'same-close', leverage: 1 }).openTrades
    expect(broken.mae[0]).toBeCloseTo(-0.2, 12)
    const short = backtest(bars, of(0, 0, -1), { ...frictionless, fill: 'same-close' }).openTrades
    expect(Object.is(short.mae[0], 0)).toBe(true)
    expect(Object.is(short.mfe[0], 0)).toBe(true)
  })

  test('no options and no columns are refused by name', () => {
    const bars = barsOf([flat(100), flat(100)])
    const panel = { data: of(1, 1), shape: [1, 2], stride: [2, 1], offset: 0 }
    expect(() => backtestMany(bars, panel, frictionless, null as never)).toThrow(
      'backtestMany: options must be an object',
    )
    expect(() => backtestMany(bars, panel, frictionless, { metric: [] } as never)).toThrow('Did you mean "metrics"?')
    expect(() => signalsToExposure({ longEntry: 'abc' as never })).toThrow('longEntry must be a column of yes and no')
  })
})
