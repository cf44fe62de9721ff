import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { inspectBars } from '../../src/market/inspect-bars.ts'
import { cholesky } from '../../src/math/cholesky.ts'
import { replayOf } from '../../src/risk/replay-of.ts'
import { pathOf, type Scenario, scenarioFrom } from '../../src/risk/scenario.ts'
import { type ScenarioName, scenarios } from '../../src/risk/scenarios.ts'
import { stressBars } from '../../src/risk/stress-bars.ts'
import { stressCovariance } from '../../src/risk/stress-covariance.ts'
import { stressPositions } from '../../src/risk/stress-positions.ts'
import { anyBars } from '../arbitraries/bars.ts'
import { threeAssets } from './panel.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const names = Object.keys(scenarios) as ScenarioName[]

function flatBars(length: number, interval: number, more: object = {}): Bars {
  const price = new Float64Array(length).fill(100)
  const time = Float64Array.from({ length }, (_, t) => t * interval)
  const volume = new Float64Array(length).fill(10)
  return barsFrom({ time, open: price, high: price, low: price, close: price, volume, ...more }, { interval })
}

function scenario(path: object, more: object = {}): Scenario {
  const words = { name: 'mine', summary: 'Mine.', source: 'invented' }
  return scenarioFrom({ ...words, step: DAY, paths: { crypto: path as never }, ...more })
}

const pathIn = (of: Scenario, assetClass: string) => pathOf('test', of, assetClass)

const held = (path: { readonly returns: readonly number[] }) =>
  path.returns.reduce((price, move) => price * (1 + move), 1) - 1

function expectSound(bars: Bars): void {
  for (let t = 0; t < bars.length; t++) {
    expect(bars.high[t]).toBeGreaterThanOrEqual(Math.max(bars.open[t], bars.close[t]))
    expect(bars.low[t]).toBeLessThanOrEqual(Math.min(bars.open[t], bars.close[t]))
    expect(bars.low[t]).toBeGreaterThan(0)
  }
}

describe('scenarios', () => {
  test('are sound, named as they are filed, and have a path for equity and crypto', () => {
    for (const name of names) {
      expect(scenarioFrom(scenarios[name]).name).toBe(name)
      expect(Object.keys(scenarios[name].paths)).toEqual(expect.arrayContaining(['crypto', 'equity']))
      expect(JSON.parse(JSON.stringify(scenarios[name]))).toEqual(scenarios[name])
    }
  })

  test('lose what they are known for', () => {
    // S&P 500: 2972.37 on 6 March 2020, 2237.40 on the 23rd. Bitcoin: 57005 at the end of November 2021, 16548 of December 2022;
    // near 8900 on 7 March 2020, 5014 on the 16th.
    expect(held(pathIn(scenarios['equity-crash-2020-03'], 'equity'))).toBeCloseTo(2237.4 / 2972.37 - 1, 2)
    expect(held(pathIn(scenarios['crypto-winter-2022'], 'crypto'))).toBeCloseTo(16548 / 57005 - 1, 2)
    expect(held(pathIn(scenarios['crypto-crash-2020-03'], 'crypto'))).toBeCloseTo(5014 / 8909 - 1, 2)
    expect(pathIn(scenarios['flash-crash'], 'equity').returns[0]).toBe(-0.2)
  })
})

describe('stressBars', () => {
  test('leaves bars as they are where nothing happens', () => {
    fc.assert(
      fc.property(anyBars({ minLength: 6, extras: false, funding: true, interval: DAY }), (bars) => {
        const calm = scenario({ returns: [0, 0, 0] })
        // Funding of -0 and of 0 are the same.
        const plain = (market: Bars) => ({ ...market, funding: market.funding?.map((rate) => rate + 0) })
        expect(plain(stressBars(bars, calm, { assetClass: 'crypto', at: 2 }))).toEqual(plain(bars))
      }),
    )
  })

  test('keeps open and close inside high and low, and the past as it was', () => {
    fc.assert(
      fc.property(
        anyBars({ minLength: 20, interval: DAY, extras: false }),
        fc.constantFrom(...names),
        fc.constantFrom(-0.5, 0.3, 1, 1.5),
        (bars, name, beta) => {
          fc.pre(name !== 'crypto-winter-2022' && name !== 'exchange-outage')
          const after = stressBars(bars, scenarios[name], { assetClass: 'crypto', at: 5, beta })
          expectSound(after)
          for (const key of ['open', 'high', 'low', 'close', 'volume'] as const) {
            expect(after[key].subarray(0, 5)).toEqual(bars[key].subarray(0, 5))
          }
          expect(after.time).toEqual(bars.time)
        },
      ),
    )
  })

  test('adds the moves to those the market makes, and prices stay where they went', () => {
    const close = Float64Array.of(100, 110, 121, 133.1)
    const bars = flatBars(4, DAY, { open: Float64Array.of(100, 100, 110, 121), high: close, close })
    const after = stressBars(bars, scenario({ returns: [-0.5] }), { assetClass: 'crypto', at: 1 })
    expect(Array.from(after.open)).toEqual([100, 100, 55, 60.5].map((price) => expect.closeTo(price, 10)))
    expect(Array.from(after.close)).toEqual([100, 55, 60.5, 66.55].map((price) => expect.closeTo(price, 10)))
    expect(after.high[1]).toBe(100)
  })

  test('opens at the gap, reaches low and high, multiplies volume and adds funding', () => {
    const path = { returns: [-0.1], gaps: [-0.05], lows: [-0.2], highs: [0.01], volume: [3], funding: [0.002] }
    const after = stressBars(flatBars(3, DAY), scenario(path), { assetClass: 'crypto', at: 1 })
    const row = [after.open[1], after.high[1], after.low[1], after.close[1]]
    expect(row).toEqual([95, 101, 80, 90].map((price) => expect.closeTo(price, 10)))
    expect(Array.from(after.volume)).toEqual([10, 30, 10])
    expect(Array.from(after.funding ?? [])).toEqual([0, 0.002, 0])
  })

  test('turns the path around for a beta below 0', () => {
    const path = { returns: [-0.1], lows: [-0.2], highs: [0.05] }
    const after = stressBars(flatBars(3, DAY), scenario(path), { assetClass: 'crypto', at: 1, beta: -2 })
    expect([after.high[1], after.low[1], after.close[1]]).toEqual([140, 90, 120].map((x) => expect.closeTo(x, 10)))
  })

  test('spreads a step over shorter bars and lands on its close', () => {
    const path = { returns: [-0.19, 0.1], gaps: [-0.1, 0], lows: [-0.3, 0], volume: [2, 1], funding: [0.024, 0] }
    const after = stressBars(flatBars(60, HOUR), scenario(path), { assetClass: 'crypto', at: 2 })
    expectSound(after)
    expect(after.open[2]).toBeCloseTo(90, 10)
    expect(after.low[2]).toBeCloseTo(70, 10)
    expect(after.close[13]).toBeCloseTo(90 * Math.sqrt(0.9), 10)
    expect(after.close[25]).toBeCloseTo(81, 10)
    expect(after.close[59]).toBeCloseTo(81 * 1.1, 10)
    expect(Array.from(after.funding ?? []).reduce((all, rate) => all + rate, 0)).toBeCloseTo(0.024, 14)
    expect([after.volume[1], after.volume[2], after.volume[25], after.volume[26]]).toEqual([10, 20, 20, 10])
  })

  test('puts shorter steps together in longer bars', () => {
    const path = { returns: [-0.1, -0.1, 0.5], lows: [-0.1, -0.2, 0], funding: [0.01, 0.01, 0.01] }
    const hourly = scenario(path, { step: DAY / 2 })
    const after = stressBars(flatBars(4, DAY), hourly, { assetClass: 'crypto', at: 1 })
    expect(Array.from(after.close)).toEqual([100, 81, 121.5, 121.5].map((price) => expect.closeTo(price, 10)))
    expect(after.low[1]).toBeCloseTo(72, 10)
    expect(Array.from(after.funding ?? [])).toEqual([0, 0.02, 0.01, 0].map((rate) => expect.closeTo(rate, 14)))
    const odd = flatBars(4, 7 * HOUR)
    expect(() => stressBars(odd, hourly, { assetClass: 'crypto', at: 1 })).toThrow(/Resample/)
  })

  test('leaves out the bars of an outage, and settles their funding after it', () => {
    const funding = Float64Array.from({ length: 12 }, (_, t) => t / 1000)
    const outage = scenarios['exchange-outage']
    const after = stressBars(flatBars(12, HOUR, { funding }), outage, { assetClass: 'crypto', at: 3 })
    expect(Array.from(after.time, (ms) => ms / HOUR)).toEqual([0, 1, 2, 7, 8, 9, 10, 11])
    expect([after.close[2], after.open[3], after.high[3]]).toEqual([100, 90, 90])
    expect(after.funding?.[3]).toBeCloseTo(0.003 + 0.004 + 0.005 + 0.006 + 0.007, 14)
    expect(after.funding?.[4]).toBe(0.008)
    expect(inspectBars(after).length).toBeGreaterThan(0)
    const daily = stressBars(flatBars(4, DAY), outage, { assetClass: 'crypto', at: 1 })
    expect(daily.length).toBe(4)
    expect(daily.close[1]).toBeCloseTo(88.2, 10)
  })

  test('whatever the path and the length of bars: sound bars, a rising clock, no funding lost, the moves of the path', () => {
    const move = fc.double({ min: -0.5, max: 0.5, noNaN: true })
    const step = fc.record({ move, gap: move, dip: move, isClosed: fc.boolean(), funding: move })
    const bars = anyBars({ minLength: 60, maxLength: 80, extras: false, funding: true, interval: HOUR })
    const length = fc.constantFrom(HOUR / 2, HOUR, 3 * HOUR)
    fc.assert(
      fc.property(bars, fc.array(step, { minLength: 1, maxLength: 8 }), length, (market, steps, each) => {
        const plan = steps.map((one, k) =>
          one.isClosed && k < steps.length - 1
            ? { move: 0, gap: 0, dip: 0, funding: one.funding, isClosed: true }
            : { ...one, isClosed: false },
        )
        const path = {
          returns: plan.map((one) => one.move),
          gaps: plan.map((one) => one.gap),
          lows: plan.map((one) => Math.max(-0.9, Math.min(one.gap, one.move) - Math.abs(one.dip))),
          highs: plan.map((one) => Math.max(one.gap, one.move) + Math.abs(one.dip)),
          funding: plan.map((one) => one.funding),
          closed: plan.map((one) => one.isClosed),
        }
        const after = stressBars(market, scenario(path, { step: each }), { assetClass: 'crypto', at: 3 })
        expectSound(after)
        const shut = plan.filter(({ isClosed }) => isClosed).length
        if (each >= HOUR) expect(after.length).toBe(market.length - shut * (each / HOUR))
        for (let t = 1; t < after.length; t++) expect(after.time[t]).toBeGreaterThan(after.time[t - 1])
        const sum = (column: ArrayLike<number>) => Array.from(column).reduce((all, one) => all + one, 0)
        expect(sum(after.funding ?? [])).toBeCloseTo(sum(market.funding ?? []) + sum(path.funding), 9)
        const factor = path.returns.reduce((price, one) => price * (1 + one), 1)
        expect((after.close.at(-1) as number) / (market.close.at(-1) as number) / factor).toBeCloseTo(1, 9)
        if (shut > 0) return
        const own = market.open[3] / market.close[2]
        expect(after.open[3] / after.close[2] / own / (1 + path.gaps[0])).toBeCloseTo(1, 9)
      }),
    )
  })

  test('multiplies own moves in logarithms, and takes them away', () => {
    const close = Float64Array.of(100, 110, 99, 99)
    const open = Float64Array.of(100, 105, 110, 99)
    const high = Float64Array.of(100, 121, 110, 99)
    const bars = flatBars(4, DAY, { open, high, low: Float64Array.of(100, 100, 99, 99), close })
    const twice = stressBars(bars, scenario({ returns: [0] }, { ownMoves: 2 }), { assetClass: 'crypto', at: 1 })
    expect([twice.open[1], twice.high[1], twice.low[1], twice.close[1]]).toEqual(
      [110.25, 146.41, 100, 121].map((price) => expect.closeTo(price, 10)),
    )
    expect(twice.close[2]).toBeCloseTo(121 * 0.9, 10)
    const none = stressBars(bars, scenario({ returns: [0.1, 0] }, { ownMoves: 0 }), { assetClass: 'crypto', at: 1 })
    expect(Array.from(none.close)).toEqual([100, 110, 110, 110].map((price) => expect.closeTo(price, 10)))
    expect(none.high[1]).toBeCloseTo(110, 10)
  })

  test('with no moves of their own all markets move as one', () => {
    fc.assert(
      fc.property(anyBars({ minLength: 15, interval: DAY }), anyBars({ minLength: 15, interval: DAY }), (one, two) => {
        const [a, b] = [one, two].map((bars) =>
          stressBars(bars, scenarios['correlation-to-one'], { assetClass: 'crypto', at: 1 }),
        )
        for (let t = 1; t <= 10; t++) {
          const move = pathIn(scenarios['correlation-to-one'], 'crypto').returns[t - 1]
          expect(a.close[t] / a.close[t - 1]).toBeCloseTo(1 + move, 10)
          expect(b.close[t] / b.close[t - 1]).toBeCloseTo(1 + move, 10)
        }
      }),
    )
  })

  test('keeps only the extra columns that are named', () => {
    const extras = { bid: new Float64Array(3).fill(99), mood: Float64Array.of(1, 2, 3) }
    const bars = flatBars(3, DAY, { extras })
    const crash = scenario({ returns: [-0.5] })
    expect(stressBars(bars, crash, { assetClass: 'crypto', at: 1 }).extras).toBeUndefined()
    const after = stressBars(bars, crash, { assetClass: 'crypto', at: 1, extras: { bid: 'price', mood: 'keep' } })
    expect(after.extras).toEqual({ bid: Float64Array.of(99, 49.5, 49.5), mood: Float64Array.of(1, 2, 3) })
  })
})

describe('replayOf', () => {
  test('makes another market move as the window did', () => {
    const markets = anyBars({ minLength: 12, maxLength: 40, interval: HOUR, extras: false })
    fc.assert(
      fc.property(markets, markets, (past, now) => {
        const replay = replayOf(past, { from: 3, to: 9 }, { assetClass: 'x' })
        const after = stressBars(now, scenarioFrom(replay), { assetClass: 'x', at: 4 })
        expectSound(after)
        for (let k = 0; k < 6; k++) {
          for (const key of ['open', 'high', 'low', 'close'] as const) {
            const [was, is] = [past[key][3 + k] / past.close[2 + k], after[key][4 + k] / after.close[3 + k]]
            expect(Math.abs(is / was - 1)).toBeLessThan(1e-9)
          }
        }
      }),
    )
  })

  test('carries funding, and volume beside a usual one', () => {
    const bars = flatBars(5, HOUR, { funding: Float64Array.of(0, 0.1, 0.2, 0.3, 0) })
    const market = pathIn(replayOf(bars, { from: 2, to: 4 }, { usualVolume: 5 }), 'market')
    expect(market.funding).toEqual([0.2, 0.3])
    expect(market.volume).toEqual([2, 2])
    expect(pathIn(replayOf(bars, { from: 2, to: 4 }), 'market').volume).toBeUndefined()
  })

  test('refuses a window without a bar before it', () => {
    expect(() => replayOf(flatBars(5, HOUR), { from: 0, to: 3 })).toThrow(/bar before/)
    expect(() => replayOf(flatBars(5, HOUR), { from: 2, to: 6 })).toThrow(/window.to/)
  })
})

describe('stressPositions', () => {
  const path = { returns: [-0.1, 0.05], lows: [-0.2, 0], highs: [0.02, 0.05], funding: [0.01, 0] }
  const crash = scenario(path)
  const of = (weight: number, more: object = {}) => ({ name: 'a', weight, assetClass: 'crypto', ...more })

  test('holds quantities and pays funding, by hand', () => {
    const { equity, profit, worst, liquidatedAt, positions } = stressPositions([of(0.5)], crash)
    // Half at 0.9 loses 0.05 and pays 1 % of 0.45; then 0.5 stands at 0.945.
    expect(equity[0]).toBeCloseTo(1 - 0.05 - 0.0045, 14)
    expect(profit).toBeCloseTo(-0.0275 - 0.0045, 14)
    expect(worst).toBeCloseTo(-0.1, 14)
    expect(liquidatedAt).toBeNull()
    expect(positions).toEqual([{ name: 'a', profit, liquidatedAt: null }])
  })

  test('a short gains what a long loses, funding too', () => {
    const [long, short] = [stressPositions([of(0.5)], crash), stressPositions([of(-0.5)], crash)]
    expect(short.profit).toBeCloseTo(-long.profit, 14)
    expect(short.worst).toBeCloseTo(-0.01, 14)
  })

  test('beta multiplies moves; positions add up', () => {
    const small = stressPositions([of(0.2, { beta: 0.5 })], scenario({ returns: [-0.1, 0.2] }))
    expect(small.profit).toBeCloseTo(0.2 * (0.95 * 1.1 - 1), 14)
    const both = stressPositions([of(0.2), { ...of(-0.1), name: 'b' }], crash)
    expect(both.profit).toBeCloseTo(both.positions[0].profit + both.positions[1].profit, 14)
    expect(both.profit).toBeCloseTo(stressPositions([of(0.1)], crash).profit, 14)
  })

  test('a margin set apart is lost whole, and no more', () => {
    // At 5 times, 20 % of margin: gone at the low of -20 %. At 4 times 5 % of 100 is left, above maintenance.
    const lost = stressPositions([of(0.5, { leverage: 5 })], crash)
    expect(lost).toEqual({
      profit: -0.1,
      worst: -0.1,
      equity: Float64Array.of(0.9, 0.9),
      liquidatedAt: null,
      positions: [{ name: 'a', profit: -0.1, liquidatedAt: 0 }],
    })
    expect(stressPositions([of(0.5, { leverage: 4 })], crash).positions[0].liquidatedAt).toBeNull()
    expect(stressPositions([of(-0.5, { leverage: 5 })], crash).positions[0].liquidatedAt).toBeNull()
  })

  test('a margin is used up when less than maintenance of the notional at that price is left', () => {
    // Down 20 % with a margin of 21 %: 1 % of the start is left, 1.25 % of the notional of 0.8.
    const apart = of(0.5, { leverage: 1 / 0.21 })
    expect(stressPositions([apart], crash, { maintenance: 0.0126 }).positions[0].liquidatedAt).toBe(0)
    expect(stressPositions([apart], crash, { maintenance: 0.0124 }).positions[0].liquidatedAt).toBeNull()
  })

  test('what is set apart does not stand behind the rest of the account', () => {
    // Half is set apart; the other half bears 2.4 times its equity down 20 %, but not 2.6 times.
    const apart = { ...of(0.5, { leverage: 1 }), name: 'b' }
    expect(stressPositions([of(2.4), apart], crash).liquidatedAt).toBeNull()
    const gone = stressPositions([of(2.6), apart], crash)
    expect(gone.liquidatedAt).toBe(0)
    expect(gone.positions.map(({ liquidatedAt }) => liquidatedAt)).toEqual([0, null])
    expect(stressPositions([of(2.6)], crash).liquidatedAt).toBeNull()
  })

  test('an account is closed at the worst prices, which may leave a debt', () => {
    const { profit, equity, liquidatedAt, positions } = stressPositions([of(6)], crash)
    expect(liquidatedAt).toBe(0)
    expect(profit).toBeCloseTo(-1.2, 14)
    expect(Array.from(equity)).toEqual([expect.closeTo(-0.2, 14), expect.closeTo(-0.2, 14)])
    expect(positions[0].liquidatedAt).toBe(0)
    expect(stressPositions([of(4.9)], crash).liquidatedAt).toBeNull()
    // 4.99 loses 0.998: what is left is below half a percent of 3.992.
    expect(stressPositions([of(4.99)], crash).liquidatedAt).toBe(0)
    expect(stressPositions([of(4.99)], crash, { maintenance: 0 }).liquidatedAt).toBeNull()
  })

  test('an account that is liquidated does not come back', () => {
    const back = scenario({ returns: [0, 1], lows: [-0.6, 0] })
    expect(stressPositions([of(2)], back).profit).toBeCloseTo(-1.2, 14)
    expect(stressPositions([of(1)], back).profit).toBeCloseTo(1, 14)
  })

  test('funding that eats a margin ends it at the close, alone or with the account', () => {
    const toll = scenario({ returns: [0, 0.5], funding: [0.3, 0] })
    const apart = stressPositions([of(0.5, { leverage: 5 })], toll)
    expect(apart.positions).toEqual([{ name: 'a', profit: -0.1, liquidatedAt: 0 }])
    expect(Array.from(apart.equity)).toEqual([0.9, 0.9])
    const whole = stressPositions([of(3.32)], toll)
    // 0.996 of the equity is paid: what is left is below half a percent of 3.32.
    expect(whole.liquidatedAt).toBe(0)
    expect(whole.profit).toBeCloseTo(-0.996, 14)
    expect(stressPositions([of(3.2)], toll).liquidatedAt).toBeNull()
  })

  test('no margin of its own loses more than itself, and profits add up', () => {
    const rate = fc.double({ min: -0.4, max: 0.4, noNaN: true })
    const step = fc.record({ move: rate, dip: fc.double({ min: 0, max: 0.3, noNaN: true }), funding: rate })
    const size = fc.double({ min: -1, max: 1, noNaN: true })
    const book = fc.array(fc.tuple(size, fc.option(fc.constantFrom(1, 3, 10, 50), { nil: undefined })), {
      maxLength: 4,
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), book, (steps, held) => {
        const wild = scenario({
          returns: steps.map(({ move }) => move),
          lows: steps.map(({ move, dip }) => Math.min(0, move) - dip),
          highs: steps.map(({ move, dip }) => Math.max(0, move) + dip),
          funding: steps.map(({ funding }) => funding),
        })
        const margins = held.map(([weight, leverage]) => Math.abs(weight) / (leverage ?? Number.POSITIVE_INFINITY))
        fc.pre(margins.reduce((all, margin) => all + margin, 0) < 1)
        const positions = held.map(([weight, leverage]) => of(weight, leverage === undefined ? {} : { leverage }))
        const found = stressPositions(positions, wild)
        const profits = found.positions.map(({ profit }) => profit)
        for (const [i, profit] of profits.entries()) {
          if (margins[i] > 0) expect(profit).toBeGreaterThanOrEqual(-margins[i])
        }
        expect(profits.reduce((all, profit) => all + profit, 0)).toBeCloseTo(found.profit, 12)
        expect(found.equity.at(-1)).toBeCloseTo(1 + found.profit, 12)
        expect(found.worst).toBeLessThanOrEqual(Math.min(0, found.profit))
        const shared = found.positions.filter((_, i) => held[i][1] === undefined && held[i][0] !== 0)
        if (found.liquidatedAt !== null) {
          expect(new Set(shared.map(({ liquidatedAt }) => liquidatedAt))).toEqual(new Set([found.liquidatedAt]))
        }
      }),
    )
  })

  test('scales with the weights while nobody is liquidated', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.9, max: 0.9, noNaN: true }), fc.constantFrom(...names), (weight, name) => {
        const [one, half] = [weight, weight / 2].map((size) => stressPositions([of(size)], scenarios[name]))
        fc.pre(one.liquidatedAt === null)
        expect(one.profit).toBeCloseTo(2 * half.profit, 12)
        expect(one.worst).toBeLessThanOrEqual(Math.min(0, one.profit))
        expect(one.worst).toBeLessThanOrEqual(Math.min(...one.equity) - 1 + 1e-15)
      }),
    )
  })

  test('nothing held is nothing lost', () => {
    expect(stressPositions([], crash)).toEqual({
      ...{ profit: 0, worst: 0, equity: Float64Array.of(1, 1), liquidatedAt: null, positions: [] },
    })
  })
})

describe('stressCovariance', () => {
  test('multiplies deviations and moves correlations, and stays a covariance', () => {
    const calm = scenario({ returns: [0] })
    expect(stressCovariance(threeAssets, calm)).toEqual(threeAssets)
    const storm = stressCovariance(threeAssets, scenario({ returns: [0] }, { volatility: 2, correlation: 0.5 }))
    const deviation = (i: number) => Math.sqrt(storm.data[4 * i])
    expect(deviation(1)).toBeCloseTo(2 * Math.sqrt(threeAssets.data[4]), 14)
    expect(storm.data[1] / (deviation(0) * deviation(1))).toBeCloseTo(0.75, 12)
    expect(storm.data[2] / (deviation(0) * deviation(2))).toBeCloseTo(0.45, 12)
    expect(cholesky(storm).rows).toBe(3)
  })
})
