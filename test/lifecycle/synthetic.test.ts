import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frictionless, perpetual } from '../../src/backtest/execution.ts'
import { bootstrapBars } from '../../src/lifecycle/bootstrap-bars.ts'
import { fitBrownian, fitGarch } from '../../src/lifecycle/fit-market.ts'
import { garchLikelihood, garchOf } from '../../src/lifecycle/garch-likelihood.ts'
import { syntheticRerun } from '../../src/lifecycle/synthetic-rerun.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { withSyntheticFunding } from '../../src/market/synthetic-funding.ts'
import { garchMarket } from '../../src/market/synthetic-garch.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { chiSquareSurvival } from '../../src/math/chi-square.ts'
import { variance } from '../../src/math/moments.ts'
import { deviations, mean } from '../../src/math/sum.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { blockLength } from '../../src/validation/block-length.ts'
import { drawRows } from '../../src/validation/bootstrap-draws.ts'
import { coinScene, own } from './scenes.ts'

const toy = barsFrom(
  {
    ...{ time: [0, 60_000, 180_000, 240_000], open: [4, 4, 16, 2], high: [8, 16, 32, 8], low: [2, 2, 8, 1] },
    ...{ close: [4, 8, 16, 4], volume: [1, 2, 3, 4], funding: [0, 0.1, 0.2, 0.3] },
  },
  { symbol: 'TOY', interval: 60_000 },
)

function logReturns({ close }: { readonly close: Float64Array }): Float64Array {
  return Float64Array.from({ length: close.length - 1 }, (_, t) => Math.log(close[t + 1] / close[t]))
}

describe('bootstrapBars', () => {
  test('four bars by hand: each moves as a whole over the close before it', () => {
    const other = bootstrapBars(toy, [2, 0, 0])
    expect(other.time).toEqual(toy.time)
    expect(other.open).toEqual(Float64Array.of(4, 0.5, 1, 2))
    expect(other.high).toEqual(Float64Array.of(8, 2, 4, 8))
    expect(other.low).toEqual(Float64Array.of(2, 0.25, 0.5, 1))
    expect(other.close).toEqual(Float64Array.of(4, 1, 2, 4))
    expect(other.volume).toEqual(Float64Array.of(1, 4, 2, 2))
    expect(other.funding).toEqual(Float64Array.of(0, 0.3, 0.1, 0.1))
    expect(bootstrapBars(toy, [0, 1, 2]).close).toEqual(toy.close)
  })

  test('a high is never below a low, nor open or close outside them, for any market and any rows', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 30 }), (seed, block) => {
        const bars = garchMarket(randomFrom(seed), { length: 120, jumpChance: 0.05, volatility: 0.05 })
        const moves = drawRows(randomFrom(seed, 'rows'), 119, { block })
        const { open, high, low, close } = bootstrapBars(bars, moves)
        for (let t = 0; t < 120; t++) {
          expect(low[t] <= Math.min(open[t], close[t]) && Math.max(open[t], close[t]) <= high[t]).toBe(true)
          expect(low[t]).toBeGreaterThan(0)
        }
        const expected = Array.from(moves, (move) => Math.log(bars.close[move + 1] / bars.close[move]))
        expect(Math.log(close[119] / close[0])).toBeCloseTo(
          expected.reduce((sum, each) => sum + each, 0),
          9,
        )
      }),
      { numRuns: 40 },
    )
  })

  test('bad input is refused', () => {
    expect(() => bootstrapBars(toy, [0, 1])).toThrow(/moves.length must be 3, one fewer than bars/)
    expect(() => bootstrapBars(toy, [0, 1, 3])).toThrow(/moves\[2\] must be .* below 3/)
    const low = toy.low.slice()
    low[2] = 0
    expect(() => bootstrapBars({ ...toy, low }, [0, 1, 2])).toThrow(/low\[2\] must be above 0/)
  })
})

describe('fits', () => {
  test('the random walk has the moments of the log returns, and the frame of the market', () => {
    const bars = withSyntheticFunding(
      randomFrom(1),
      brownianMarket(randomFrom(5), { length: 400, drift: 0.001, symbol: 'X' }),
    )
    const returns = logReturns(bars)
    const fit = fitBrownian(bars)
    expect(fit).toEqual({
      ...{ symbol: 'X', interval: bars.interval, length: 400, start: bars.time[0], price: bars.open[0] },
      ...{
        volume: mean(bars.volume),
        drift: mean(returns) + variance(returns) / 2,
        volatility: Math.sqrt(variance(returns)),
      },
    })
    expect(brownianMarket(randomFrom(6), fit).length).toBe(400)
  })

  test('the likelihood of two surprises by hand', () => {
    // Variances 2 and 2 * 0.5 + 0.25 * 4 + 0.25 * 2 = 2.5: -(ln 2 + 4 / 2 + ln 2.5 + 1 / 2.5) / 2.
    const value = garchLikelihood(Float64Array.of(2, 1), 2, { alpha: 0.25, beta: 0.25 })
    expect(value).toBeCloseTo(-(Math.log(2) + 2 + Math.log(2.5) + 0.4) / 2, 14)
  })

  test('no cell near the fit is likelier, and the truth is not likelier either', () => {
    const truth = { alpha: 0.1, beta: 0.85 }
    const returns = logReturns(garchMarket(randomFrom(12), { length: 3000, ...truth, jumpChance: 0 }))
    const fit = garchOf(returns)
    const of = (alpha: number, beta: number) => garchLikelihood(deviations(returns), variance(returns), { alpha, beta })
    const best = of(fit.alpha, fit.beta)
    expect(best).toBeGreaterThanOrEqual(of(truth.alpha, truth.beta))
    for (const [a, b] of [
      [0.01, 0],
      [-0.01, 0],
      [0, 0.01],
      [0, -0.01],
      [0.01, -0.01],
      [-0.01, 0.01],
    ]) {
      expect(of(fit.alpha + a, fit.beta + b)).toBeLessThan(best)
    }
  })

  test('it finds the clustering it was made with: mean of ten markets within three standard errors', () => {
    const fits = Array.from({ length: 10 }, (_, i) => {
      return fitGarch(garchMarket(randomFrom(i, 'garch'), { length: 4000, alpha: 0.1, beta: 0.85, jumpChance: 0 }))
    })
    for (const [name, truth] of [
      ['alpha', 0.1],
      ['beta', 0.85],
    ] as const) {
      const values = Float64Array.from(fits, (fit) => fit[name])
      expect(Math.abs(mean(values) - truth)).toBeLessThan(3 * Math.sqrt(variance(values) / 10))
      expect(Math.sqrt(variance(values))).toBeLessThan(0.05)
    }
  })

  test('a market without clusters is seldom given any', () => {
    const none = Array.from({ length: 40 }, (_, i) => fitGarch(brownianMarket(randomFrom(i, 'plain'), { length: 600 })))
    const found = none.filter(({ alpha, beta }) => alpha + beta > 0).length
    expect(found).toBeLessThanOrEqual(6)
    expect(none.filter(({ alpha, beta }) => alpha === 0 && beta === 0).length).toBe(40 - found)
  })

  test('bad input is refused', () => {
    expect(() => fitBrownian(brownianMarket(randomFrom(1), { length: 30 }))).toThrow(
      /bars.length must be .* at least 31/,
    )
    expect(() => fitGarch(brownianMarket(randomFrom(1), { length: 500 }))).toThrow(
      /bars.length must be .* at least 501/,
    )
    expect(() => fitGarch(showcaseMarket('flat'))).toThrow(/the returns of the closes must be numbers that vary/)
  })
})

describe('syntheticRerun', () => {
  const market = withSyntheticFunding(randomFrom(8), garchMarket(randomFrom(8), { length: 700 }))
  const scene = {
    strategy: { parts: [partOf(emaCrossover, { fast: 5, gap: 10 })] },
    bars: market,
    execution: perpetual,
  } as const

  test.each(['bootstrap', 'brownian', 'garch'] as const)(
    '%s: as many markets as runs, equal for equal seeds',
    (model) => {
      const found = syntheticRerun(scene, { model, runs: 8, seed: 'x' })
      expect(found.model).toBe(model)
      expect(found.standing.values.length + found.standing.missing).toBe(8)
      expect(new Set(found.standing.values).size).toBe(8)
      expect(syntheticRerun(scene, { model, runs: 8, seed: 'x' })).toEqual(found)
      expect(syntheticRerun(scene, { model, runs: 8, seed: 'y' })).not.toEqual(found)
    },
  )

  test('the bootstrap takes the block that the sizes of the returns ask for', () => {
    const block = blockLength(logReturns(market).map(Math.abs))
    expect(syntheticRerun(scene, { runs: 5 })).toEqual(syntheticRerun(scene, { runs: 5, block }))
    expect(syntheticRerun(scene, { runs: 5 })).not.toEqual(syntheticRerun(scene, { runs: 5, block: 1 }))
  })

  test('a walk among walks fitted to it: an unskilled trader stands anywhere', () => {
    const counts = new Float64Array(10)
    for (let trial = 0; trial < 200; trial++) {
      const bars = brownianMarket(randomFrom(trial, 'truth'), { length: 120 })
      const options = { catalogue: own, model: 'brownian', runs: 9, seed: trial, score: 'totalReturn' } as const
      const { standing } = syntheticRerun(coinScene(bars, trial + 1), options)
      counts[Math.round(standing.share * 10) - 1]++
    }
    const statistic = counts.reduce((sum, count) => sum + (count - 20) ** 2 / 20, 0)
    expect(chiSquareSurvival(statistic, 9)).toBeGreaterThan(0.001)
  })

  test('bad input is refused', () => {
    expect(() => syntheticRerun(scene, { model: 'walk' as never })).toThrow(/model must be one of/)
    expect(() => syntheticRerun(scene, { model: 'garch', block: 3 })).toThrow(/block must be left out/)
    expect(() => syntheticRerun(scene, { block: 0 })).toThrow(/block must be .* at least 1/)
    const short = brownianMarket(randomFrom(1), { length: 300 })
    const few = { ...coinScene(short, 3, frictionless) }
    expect(() => syntheticRerun(few, { catalogue: own, model: 'garch' })).toThrow(/fitGarch: bars.length must be/)
  })
})
