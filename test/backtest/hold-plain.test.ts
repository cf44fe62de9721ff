import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { changesOf, forgetBefore, placeAfter } from '../../src/backtest/changes.ts'
import { type Execution, frictionless, perpetual } from '../../src/backtest/execution.ts'
import { isPlain } from '../../src/backtest/hold-plain.ts'
import { type Life, live } from '../../src/backtest/live.ts'
import { openRecorder } from '../../src/backtest/recorder.ts'
import { openAccount, openRun } from '../../src/backtest/run.ts'
import { setupOf } from '../../src/backtest/setup.ts'
import { summarise, summaryOfLife } from '../../src/backtest/summarise.ts'
import type { Bars } from '../../src/market/bars.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { barsOf, firstBars, pairs, scenario } from './arbitraries.ts'
import { stepped } from './stepped.ts'

const HOUR = 3_600_000

/** Long enough for several blocks of bars; days for several months, hours for many orders in one; funding or none. */
function walk(seed: number, length: number, wild: number): Bars {
  const random = randomFrom(seed, 'walk')
  // No round number, so that a trade at one price leaves some rounding of its own.
  let last = 7 + (seed % 1000) / 13
  const rows = Array.from({ length }, () => {
    const open = last * Math.exp(0.002 * wild * random.normal())
    const close = open * Math.exp(0.02 * wild * random.normal())
    const high = Math.max(open, close) * Math.exp(0.005 * wild * Math.abs(random.normal()))
    const low = Math.min(open, close) * Math.exp(-0.005 * wild * Math.abs(random.normal()))
    last = close
    return [open, high, low, close]
  })
  const funding = Float64Array.from(rows, (_, t) => (t % 3 === 0 ? 0.001 * random.normal() : 0))
  const days = barsOf(rows, seed % 2 === 0 ? { funding } : {})
  return seed % 3 === 0 ? { ...days, time: days.time.map((_, t) => t * HOUR), interval: HOUR } : days
}

/** Shares of which nothing is left beside a whole one, or whose difference is no order; and -0, which is no change. */
const hairs = [1, 1e-17, -1e-17, 1 - 1e-13, -1 + 1e-13, 0, -0, 1e-200, 5e-324]

/** Runs of bars on one side, as short and as long as they come. */
function runsOf(seed: number, length: number, most: number): Float64Array {
  const random = randomFrom(seed, 'runs')
  const shares = seed % 4 === 0 ? hairs : [0, 0, 1, 1, -1, 0.5, -0.25]
  const usual = 1 + random.int(1, 40)
  let share = 0
  return Float64Array.from({ length }, () => {
    if (random.float() < 1 / usual) share = shares[random.int(0, shares.length - 1)] * most
    return share
  })
}

const plain: fc.Arbitrary<Execution> = fc.record({
  leverage: fc.constantFrom(1, 1, 3, 20),
  maintenance: fc.constantFrom(0, 0.01, 0.04),
  fees: fc.constantFrom({}, { taker: 0.01 }, { fixed: 5 }, { taker: 0 }),
  slippage: fc.constantFrom(0, 0.0005, 0.01),
  funding: fc.boolean(),
  closeAtEnd: fc.boolean(),
})

const scene = fc
  .record({
    seed: fc.nat(),
    length: fc.integer({ min: 1, max: 900 }),
    wild: fc.constantFrom(0, 0.1, 1, 3),
    execution: plain,
  })
  .map(({ seed, length, wild, execution }) => ({
    bars: walk(seed, length, wild),
    exposure: runsOf(seed, length, execution.leverage ?? 1),
    execution,
  }))

/** All that a life comes to; what belongs to the trade under way only while there is one. */
function booksOf({ run, curve: { floor: _, ...curve } }: Life): object {
  const { account, quantity, target, barred, lower, upper, liquidation } = run
  const { flow, side, enteredValue, tradeFees, tradeSlippage, tradeFunding } = run
  const trade = { flow, side, enteredValue, tradeFees, tradeSlippage, tradeFunding }
  const now = { account, quantity, target, barred, lower, upper, liquidation }
  return { curve, ...now, ...(quantity === 0 ? {} : trade) }
}

/** Holds the fitness pass and the full pass to the books of bar after bar. */
function expectSame(bars: Bars, exposure: Float64Array, execution: Execution): Life {
  const setup = setupOf('test', bars, execution, {})
  const fast = live(setup, exposure, null)
  const plainly = booksOf(stepped(setup, exposure))
  expect(booksOf(fast)).toStrictEqual(plainly)
  expect(booksOf(live(setup, exposure, openRecorder([setup.tape])))).toStrictEqual(plainly)
  return fast
}

describe('a plain run', () => {
  test('is what the default contract makes of any column, and no execution with more to ask', () => {
    const fine = walk(1, 60, 1)
    const run = (execution: Execution, options: object = {}) => {
      const setup = setupOf('test', pairs(fine), execution, options)
      return isPlain(openRun(setup, new Float64Array(30), openAccount(10_000), null))
    }
    expect(run(perpetual)).toBe(true)
    expect(run({ ...perpetual, leverage: 20, fees: { fixed: 1 }, closeAtEnd: true })).toBe(true)
    expect(run({ ...perpetual, fill: 'same-close' })).toBe(false)
    expect(run({ ...perpetual, stops: { loss: 0.1 } })).toBe(false)
    expect(run({ ...perpetual, rebalance: 'every-bar' })).toBe(false)
    expect(run({ ...perpetual, lot: 1 })).toBe(false)
    expect(run({ ...perpetual, slippage: { model: 'volume-share' } })).toBe(false)
    expect(run({ ...perpetual, shorting: false })).toBe(false)
    expect(run({ ...perpetual, size: 'cash-share' })).toBe(false)
    expect(run({ ...perpetual, minNotional: 1 })).toBe(false)
    expect(run({ account: 'cash', shorting: true })).toBe(false)
    expect(run(perpetual, { detail: fine })).toBe(false)
  })

  test('gives the bits of the recorded pass, and of every bar stepped through: ruin, funding, liquidation', () => {
    fc.assert(
      fc.property(scene, ({ bars, exposure, execution }) => {
        expectSame(bars, exposure, execution)
        expect(summarise(bars, exposure, execution)).toStrictEqual(backtest(bars, exposure, execution).summary)
      }),
      { numRuns: 400 },
    )
  })

  test('leaves every price within a hair of liquidation to the bar that decides it', () => {
    const away = fc.constantFrom(0, 1, -1, 2, -2, 9, -9, 1e3, -1e3, 1e5, -1e5)
    const hairless = scene.filter(({ execution }) => (execution.leverage ?? 1) > 1)
    let met = 0
    fc.assert(
      fc.property(hairless, fc.nat(), away, fc.nat(3), ({ bars, exposure, execution }, at, digits, which) => {
        fc.pre(bars.length > 1)
        const t = 1 + (at % (bars.length - 1))
        const before = setupOf('test', firstBars(bars, t), { ...execution, closeAtEnd: false }, {})
        const { liquidation } = live(before, exposure.slice(0, t), null).run
        fc.pre(liquidation > 0)
        const price = liquidation * (1 + digits * 2 ** -52)
        const put = (column: Float64Array, isPut: boolean) => (isPut ? column.with(t, price) : column)
        const open = put(bars.open, which === 0 || which === 1)
        const close = put(bars.close, which === 1 || which === 2)
        const low = bars.low.with(t, Math.min(bars.low[t], open[t], close[t], which === 3 ? price : open[t]))
        const high = bars.high.with(t, Math.max(bars.high[t], open[t], close[t], which === 3 ? price : open[t]))
        const { liquidations } = expectSame({ ...bars, open, high, low, close }, exposure, execution).run.account
        if (liquidations > 0) met++
      }),
      { numRuns: 400 },
    )
    expect(met).toBeGreaterThan(50)
  })

  test('ends a trade of which an order of the same side leaves nothing', () => {
    const bars = barsOf([100, 100, 100, 110, 120, 130].map((price) => [price, price, price, price]))
    const { trades, gross, open } = expectSame(bars, Float64Array.of(1, 1, 1e-17, 0, 0, 0), frictionless).run.account
    expect([trades, gross, open]).toEqual([1, 1000, 0])
    const turned = expectSame(bars, Float64Array.of(1, 1, 1e-17, -1, -1, -1), frictionless).run.account
    expect([turned.trades, turned.fills, turned.open]).toEqual([1, 3, 1])
  })

  test('gives the same bits when the changes of a longer column are known beforehand', () => {
    fc.assert(
      fc.property(scene, fc.nat(300), ({ bars, exposure, execution }, first) => {
        const column = Float64Array.of(...runsOf(first, first, 1), ...exposure, ...runsOf(7, 50, 1))
        const changes = changesOf(column, { count: 0, rows: new Int32Array(0) })
        const setup = setupOf('test', bars, execution, {})
        const known = summaryOfLife(live(setup, exposure, null, { changes, first }))
        expect(known).toStrictEqual(summarise(bars, exposure, execution))
      }),
      { numRuns: 200 },
    )
  })

  test('meets many orders in one month, and one that no account can fill', () => {
    const bars = walk(3, 400, 0.1)
    const busy = Float64Array.from({ length: 400 }, (_, t) => (t % 2 === 0 ? 1 : -1))
    expect(summarise(bars, busy, perpetual)).toStrictEqual(backtest(bars, busy, perpetual).summary)
    expect(summarise(bars, busy, perpetual).trades).toBe(398)
    const broke = { ...perpetual, fees: { fixed: 2000 } }
    expect(expectSame(bars, busy, broke).curve.equity).toBe(0)
  })

  test('takes no rounding for money: what costs leave of a purse, and a trade larger than any equity', () => {
    const bars = barsOf(Array.from({ length: 8 }, () => [100, 100, 100, 100]))
    const busy = Float64Array.of(1, -1, 1, -1, 1, -1, 1, -1)
    // The order costs half the purse, its end all but 2e-9 of the rest: less than a trillionth of what is traded.
    const spent = expectSame(bars, busy, { ...frictionless, fees: { taker: 0, fixed: 5000 - 1e-9 } })
    expect([spent.curve.equity, spent.run.account.fills]).toEqual([0, 2])
    const huge = expectSame(bars, new Float64Array(8).fill(1e13), { ...frictionless, leverage: 1e13, maintenance: 0 })
    expect(huge.run.account.turnover).toBe(0)
    for (let parts = 2; parts < 100; parts++) {
      const lessened = expectSame(bars, Float64Array.of(1, 1 / parts, 0, -1, -1 / parts, 0, 0, 0), frictionless)
      expect([lessened.run.account.wins, lessened.run.account.losses, lessened.run.account.trades]).toEqual([0, 0, 2])
    }
  })

  test('is liquidated by a gap before the order of that bar comes', () => {
    const flat = (price: number) => [price, price, price, price]
    const bars = barsOf([flat(100), flat(100), flat(100), flat(95.5), flat(95.5), flat(95.5)])
    const exposure = Float64Array.of(20, 20, -5, -5, -5, -5)
    const terms: Execution = { leverage: 20, fees: { taker: 0 }, slippage: 0, liquidationFee: 0 }
    const summary = summarise(bars, exposure, terms)
    expect(summary).toStrictEqual(backtest(bars, exposure, terms).summary)
    expect(summary.liquidations).toBe(1)
  })

  test('names the first row that is no share, as the recorded pass does', () => {
    const bars = walk(3, 300, 0.1)
    for (const value of [Number.NaN, 1.5, 1 + 2 ** -52, Number.NEGATIVE_INFINITY]) {
      for (const row of [0, 1, 255, 270, 299]) {
        const exposure = new Float64Array(300).fill(0.5)
        exposure.fill(value, row, row + 2)
        expect(() => summarise(bars, exposure, perpetual)).toThrow(`exposure[${row}]`)
        expect(() => backtest(bars, exposure, perpetual)).toThrow(`exposure[${row}]`)
      }
    }
  })
})

test('with stops, finer costs, lots and bands too, neither pass differs from every bar stepped through', () => {
  fc.assert(
    fc.property(scenario, ({ bars, exposure, execution }) => {
      expect(expectSame(bars, exposure, execution).curve.equity).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 400 },
  )
})

describe('the changes of a column', () => {
  test('are the rows that differ from the row before', () => {
    const { rows, count } = changesOf(Float64Array.of(1, 1, 0, -0, 0, 0.5, 0.5, 0.5, 0.5, -1, Number.NaN, Number.NaN))
    expect(Array.from(rows.subarray(0, count))).toEqual([2, 5, 9, 10, 11])
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1, 1, 1, 1, 1, -1), { minLength: 1, maxLength: 60 }), (values) => {
        const found = changesOf(Float64Array.from(values))
        const naive = values.flatMap((value, row) => (row > 0 && value !== values[row - 1] ? [row] : []))
        expect(Array.from(found.rows.subarray(0, found.count))).toEqual(naive)
        for (let row = 0; row < values.length; row++) {
          expect(placeAfter(found, row)).toBe(naive.filter((at) => at <= row).length)
        }
      }),
    )
  })

  test('are mended where the beginning has become 0', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 0, 1, -1), { minLength: 1, maxLength: 30 }),
        fc.nat(30),
        (values, silent) => {
          const column = Float64Array.from(values)
          const changes = changesOf(column, { count: 0, rows: new Int32Array(0) })
          column.fill(0, 0, silent)
          forgetBefore(changes, column, silent)
          const fresh = changesOf(column)
          expect(Array.from(changes.rows.subarray(0, changes.count))).toEqual(
            Array.from(fresh.rows.subarray(0, fresh.count)),
          )
        },
      ),
    )
  })
})
