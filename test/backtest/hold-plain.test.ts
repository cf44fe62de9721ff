import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { changesOf, forgetBefore, placeAfter } from '../../src/backtest/changes.ts'
import { type Execution, perpetual } from '../../src/backtest/execution.ts'
import { isPlain } from '../../src/backtest/hold-plain.ts'
import { live } from '../../src/backtest/live.ts'
import { openAccount, openRun } from '../../src/backtest/run.ts'
import { setupOf } from '../../src/backtest/setup.ts'
import { summarise, summaryOfLife } from '../../src/backtest/summarise.ts'
import type { Bars } from '../../src/market/bars.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { barsOf } from './arbitraries.ts'

/** Long enough for several blocks of bars and several months; funding every third bar, or none. */
function walk(seed: number, length: number, wild: number): Bars {
  const random = randomFrom(seed, 'walk')
  let last = 100
  const rows = Array.from({ length }, () => {
    const open = last * Math.exp(0.002 * wild * random.normal())
    const close = open * Math.exp(0.02 * wild * random.normal())
    const high = Math.max(open, close) * Math.exp(0.005 * wild * Math.abs(random.normal()))
    const low = Math.min(open, close) * Math.exp(-0.005 * wild * Math.abs(random.normal()))
    last = close
    return [open, high, low, close]
  })
  const funding = Float64Array.from(rows, (_, t) => (t % 3 === 0 ? 0.001 * random.normal() : 0))
  return barsOf(rows, seed % 2 === 0 ? { funding } : {})
}

/** Runs of bars on one side, as short and as long as they come. */
function runsOf(seed: number, length: number, most: number): Float64Array {
  const random = randomFrom(seed, 'runs')
  const shares = [0, 0, 1, 1, -1, 0.5, -0.25]
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
    wild: fc.constantFrom(0.1, 1, 3),
    execution: plain,
  })
  .map(({ seed, length, wild, execution }) => ({
    bars: walk(seed, length, wild),
    exposure: runsOf(seed, length, execution.leverage ?? 1),
    execution,
  }))

describe('a plain run', () => {
  test('is what the default contract makes of any column, and no execution with more to ask', () => {
    const run = (execution: Execution) => {
      const bars = walk(1, 30, 1)
      const setup = setupOf('test', bars, execution, {})
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
  })

  test('gives the bits of the recorded pass, ruin, funding and liquidation included', () => {
    fc.assert(
      fc.property(scene, ({ bars, exposure, execution }) => {
        expect(summarise(bars, exposure, execution)).toStrictEqual(backtest(bars, exposure, execution).summary)
      }),
      { numRuns: 300 },
    )
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
    const bars = walk(2, 400, 0.1)
    const busy = Float64Array.from({ length: 400 }, (_, t) => (t % 2 === 0 ? 1 : -1))
    expect(summarise(bars, busy, perpetual)).toStrictEqual(backtest(bars, busy, perpetual).summary)
    expect(summarise(bars, busy, perpetual).trades).toBe(398)
    const broke = { ...perpetual, fees: { fixed: 2000 } }
    expect(summarise(bars, busy, broke)).toStrictEqual(backtest(bars, busy, broke).summary)
    expect(summarise(bars, busy, broke).endEquity).toBe(0)
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
    for (const value of [Number.NaN, 1.5]) {
      const exposure = new Float64Array(300)
      exposure[270] = value
      expect(() => summarise(bars, exposure, perpetual)).toThrow(/exposure\[270\]/)
      expect(() => backtest(bars, exposure, perpetual)).toThrow(/exposure\[270\]/)
    }
  })
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
