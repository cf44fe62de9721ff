import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { frictionless } from '../../src/backtest/execution.ts'
import { summarise } from '../../src/backtest/summarise.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { barsOf } from './arbitraries.ts'

const CASH = 10_000
const double = new Float64Array(1)
const bits = new BigInt64Array(double.buffer)

/** The double that lies `steps` beyond a positive one. */
function beyond(value: number, steps: number): number {
  double[0] = value
  bits[0] += BigInt(steps)
  return double[0]
}

/** A position as large as the leverage allows, and the close at which nothing of the account is left, give or take. */
const brink = fc
  .record({
    side: fc.constantFrom(1, -1),
    power: fc.double({ min: 0, max: 4, noNaN: true }),
    price: fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
    taker: fc.constantFrom(0, 0.0005),
    steps: fc.integer({ min: -3, max: 3 }),
    fill: fc.constantFrom('next-open' as const, 'same-close' as const),
  })
  .map(({ side, power, price, taker, steps, fill }) => {
    const leverage = 1.01 + 10 ** power
    const quantity = (side * leverage * CASH) / price
    const cash = CASH - quantity * price - Math.abs(quantity) * price * taker
    const execution = { ...frictionless, leverage, maintenance: 0, fees: { taker }, fill }
    return { price, last: beyond(-cash / quantity, steps), exposure: side * leverage, execution }
  })
  .filter(({ last }) => last > 0)

describe('one rounding step from liquidation, without any maintenance margin', () => {
  test('no account stands at nothing with a position, or comes back from it', () => {
    fc.assert(
      fc.property(brink, ({ price, last, exposure, execution }) => {
        const closes = [price, price, last, price, price, price]
        const opens = [price, price, price, last, price, price]
        const rows = closes.map((close, t) => [opens[t], Math.max(opens[t], close), Math.min(opens[t], close), close])
        const bars = barsOf(rows)
        const wanted = new Float64Array(bars.length).fill(exposure)
        const result = backtest(bars, wanted, execution, { periodsPerYear: 365 })
        const { equity, quantity, returns, summary } = result
        for (const [t, value] of equity.entries()) {
          expect(value).toBeGreaterThanOrEqual(0)
          if (value === 0) {
            expect(quantity[t]).toBe(0)
            expect(equity.subarray(t).every((later) => later === 0)).toBe(true)
          }
        }
        expect(returns.every(Number.isFinite)).toBe(true)
        expect(result.exposure.every(Number.isFinite)).toBe(true)
        expect(summary.sharpe).toBe(sharpe(returns, { periodsPerYear: 365 }))
        expect(summarise(bars, wanted, execution, { periodsPerYear: 365 })).toStrictEqual(summary)
      }),
      { numRuns: 2000 },
    )
  })
})

test('an account that the costs of leaving take whole stands still for good, in every number', () => {
  const rows = Array.from({ length: 12 }, () => [100, 100, 100, 100])
  const bars = barsOf(rows)
  const wanted = Float64Array.from(rows, (_, t) => (t < 4 ? 20 : 0))
  const execution = { leverage: 20, maintenance: 0, fees: { taker: 0 }, slippage: 0.04, funding: false }
  const { equity, exposure, returns, summary } = backtest(bars, wanted, execution, { periodsPerYear: 365 })
  expect(exposure.subarray(4)).toEqual(Float64Array.of(100, 0, 0, 0, 0, 0, 0, 0))
  expect(equity).toEqual(Float64Array.of(10_000, 2000, 2000, 2000, 2000, 0, 0, 0, 0, 0, 0, 0))
  expect(returns).toEqual(Float64Array.of(0, -0.8, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0))
  expect(summary.shortfall).toBe(6000)
  expect(summary.sharpe).toBe(sharpe(returns, { periodsPerYear: 365 }))
  expect(summary.maxDrawdown).toBe(-1)
  expect(summarise(bars, wanted, execution, { periodsPerYear: 365 })).toStrictEqual(summary)
})
