import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { frictionless, perpetual } from '../../src/backtest/execution.ts'
import { randomEntries } from '../../src/lifecycle/random-entries.ts'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { chiSquareSurvival } from '../../src/math/chi-square.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { expose } from '../../src/strategy/expose.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { seed } from '../../src/strategy/seed.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { scatterStretches } from '../../src/validation/scatter-stretches.ts'
import { coin, coinScene, own, rhythmScene } from './scenes.ts'

const shared = { version: 1, idea: 'For tests. It never looks.', showcase: 'rise', genes: {} } as const
const swing = seed({
  ...{ ...shared, name: 'swing', role: 'entry', say: () => 'Be long while the swing rises', warmup: () => 0 },
  write(_bars, _genes, exposure) {
    for (let t = 0; t < exposure.length; t++) exposure[t] = (t + 10) % 40 < 20 ? 1 : 0
  },
})
const always = seed({
  ...{ ...shared, name: 'always', role: 'entry', say: () => 'Be long', warmup: () => 0 },
  write: (_bars, _genes, exposure) => void exposure.fill(1),
})
const never = seed({ ...always, name: 'never', write: () => {} })

const market = brownianMarket(randomFrom(9), { length: 500 })
const wanted = expose({ parts: [partOf(coin, { flips: 5 })] }, market, new Workspace(own))

describe('randomEntries', () => {
  test('each run is the backtest of a scattered copy, drawn by its own stream', () => {
    const { standing, trades, rows } = randomEntries(coinScene(market, 5, perpetual), {
      ...{ catalogue: own, seed: 8, runs: 12, score: 'totalReturn' },
    })
    const values = Array.from({ length: 12 }, (_, run) => {
      const copy = new Float64Array(500)
      copy.set(scatterStretches(randomFrom(8, 'random-entries', run), wanted.subarray(0, 499)))
      return backtest(market, copy, perpetual).summary.totalReturn
    })
    expect(standing.values).toEqual(Float64Array.from(values).sort())
    expect(standing.observed).toBe(backtest(market, wanted, perpetual).summary.totalReturn)
    expect(rows).toBe(wanted.subarray(0, 499).filter((value) => value !== 0).length)
    expect(trades).toBeGreaterThan(20)
  })

  test('time in market, holding times, sides and the number of trades are kept exactly, for both moments of filling', () => {
    for (const [fill, lag] of [
      ['next-open', 1],
      ['same-close', 0],
    ] as const) {
      const execution = { ...frictionless, fill }
      // The last decision is never filled at the next open.
      const decided = wanted.slice()
      if (lag === 1) decided[499] = 0
      const real = heldBy(decided, execution)
      for (let run = 0; run < 25; run++) {
        const copy = new Float64Array(500)
        copy.set(scatterStretches(randomFrom(run), wanted.subarray(0, 500 - lag)))
        expect(heldBy(copy, execution)).toEqual(real)
      }
    }
  })

  test('on a random walk an unskilled trader stands anywhere, equally likely', () => {
    const runs = 19
    const counts = new Float64Array(runs + 1)
    const trials = 400
    for (let trial = 0; trial < trials; trial++) {
      const bars = brownianMarket(randomFrom(trial, 'walk'), { length: 120 })
      const scene = coinScene(bars, trial + 1)
      const { standing } = randomEntries(scene, { catalogue: own, runs, seed: trial, score: 'totalReturn' })
      counts[Math.round(standing.share * (runs + 1)) - 1]++
    }
    const expected = trials / (runs + 1)
    const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect(chiSquareSurvival(statistic, runs)).toBeGreaterThan(0.001)
  })

  test('one who knows the market stands above all', () => {
    const bars = showcaseMarket('chop')
    // Long exactly while the swing of 40 bars rises.
    const scene = { ...rhythmScene(bars), strategy: { parts: [partOf(swing)] } } as const
    const { standing } = randomEntries(scene, { catalogue: catalogue([swing]), runs: 99 })
    expect(standing).toMatchObject({ share: 1, pValue: 0.01 })
  })

  test('who is always in on one side has no standing', () => {
    const scene = { strategy: { parts: [partOf(always)] }, bars: market, execution: frictionless } as const
    const { standing, trades } = randomEntries(scene, { catalogue: catalogue([always]), runs: 20 })
    expect([trades, standing.share, standing.pValue]).toEqual([1, Number.NaN, Number.NaN])
  })

  test('bad input is refused', () => {
    const scene = coinScene(market, 5)
    expect(() => randomEntries(scene, { catalogue: own, score: 'calmar' as never })).toThrow(/score must be one of/)
    expect(() => randomEntries(scene, { catalogue: own, runs: 0 })).toThrow(/runs must be an integer of at least 1/)
    expect(() => randomEntries(scene, { catalogue: own, run: 5 } as never)).toThrow(/Did you mean "runs"/)
    const short = brownianMarket(randomFrom(1), { length: 100 })
    expect(() => randomEntries(coinScene(short, 5), { catalogue: own })).toThrow(/a week or more/)
    const idle = { strategy: { parts: [partOf(never)] }, bars: market, execution: frictionless } as const
    expect(() => randomEntries(idle, { catalogue: catalogue([never]) })).toThrow(
      /the number of fills must be at least 1/,
    )
  })
})

/** Closes with a position, and each trade as its side and length. */
function heldBy(
  exposure: Float64Array,
  execution: typeof frictionless | { readonly fill: 'next-open' | 'same-close' },
) {
  const { summary, trades, openTrades } = backtest(market, exposure, { ...execution, closeAtEnd: false })
  const closed = Array.from({ length: trades.length }, (_, i) => [trades.side[i], trades.duration[i]])
  // A trade still open is counted to the last bar, one that ended to the bar of its exit, which is one further on.
  const open = Array.from({ length: openTrades.length }, (_, i) => [openTrades.side[i], openTrades.duration[i] + 1])
  return { held: summary.timeInMarket, trades: [...closed, ...open].map((trade) => trade.join()).sort() }
}
