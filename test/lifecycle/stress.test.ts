import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { type Execution, frictionless, perpetual, spot } from '../../src/backtest/execution.ts'
import { evaluateOne } from '../../src/evaluation/evaluate-one.ts'
import { sealHoldout } from '../../src/evaluation/seal-holdout.ts'
import { costStress } from '../../src/lifecycle/cost-stress.ts'
import { delayStress } from '../../src/lifecycle/delay-stress.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { withSyntheticDepth } from '../../src/market/synthetic-depth.ts'
import { withSyntheticFunding } from '../../src/market/synthetic-funding.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { everySeed } from '../../src/seeds/catalogue.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { expose } from '../../src/strategy/expose.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { warmupOf } from '../../src/strategy/warmup.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { own, rhythmScene } from './scenes.ts'

const market = withSyntheticFunding(randomFrom(3, 'funding'), brownianMarket(randomFrom(3), { length: 900 }))
const strategy = { parts: [partOf(emaCrossover, { fast: 5, gap: 15 })] } as const
const wanted = expose(strategy, market, new Workspace(everySeed))
const warmup = warmupOf(strategy, everySeed)
const options = { periodsPerYear: 8766 }

function plain(execution: Execution, exposure = wanted.slice(warmup)) {
  return backtest(sliceBars(market, warmup), exposure, execution, options).summary
}

describe('costStress', () => {
  test('is a backtest with the fees and the slippage times the factor, funding as it was', () => {
    const [twice, thrice] = costStress({ strategy, bars: market, execution: perpetual }, options)
    const dear = { ...perpetual, fees: { taker: 0.001, maker: 0.0004, fixed: 0 }, slippage: 0.001 }
    expect(twice).toEqual({ factor: 2, summary: plain(dear) })
    const three = { taker: 3 * 0.0005, maker: 3 * 0.0002, fixed: 0 }
    expect(thrice).toEqual({ factor: 3, summary: plain({ ...perpetual, fees: three, slippage: 3 * 0.0005 }) })
    expect(twice.summary.funding).not.toBe(0)
  })

  test('what is left out is its default, also in an empty execution', () => {
    const [once, twice] = costStress({ strategy, bars: market, execution: {} }, { ...options, factors: [1, 2] })
    expect(once.summary).toEqual(plain({}))
    expect(twice.summary).toEqual(plain({ fees: { taker: 0.001, maker: 0.0004, fixed: 0 }, slippage: 0.001 }))
  })

  test('a factor of 0 is a world without costs but funding', () => {
    const [{ summary }] = costStress({ strategy, bars: market, execution: perpetual }, { ...options, factors: [0] })
    expect([summary.fees, summary.slippage]).toEqual([0, 0])
    expect(summary).toEqual(plain({ ...perpetual, fees: frictionless.fees, slippage: 0 }))
  })

  test.each<[string, Execution, Execution]>([
    ['fixed', { slippage: { model: 'fixed', rate: 0.001 } }, { slippage: { model: 'fixed', rate: 0.002 } }],
    [
      'volatility',
      { slippage: { model: 'volatility', factor: 0.1, rate: 0.0001 } },
      { slippage: { model: 'volatility', factor: 0.2, rate: 0.0002 } },
    ],
    ['volume-share', { slippage: { model: 'volume-share' } }, { slippage: { model: 'volume-share', impact: 0.2 } }],
  ])('the %s model', (model, execution, dear) => {
    const fees = { taker: 0.001, maker: 0.0004, fixed: 2 }
    const given = { ...execution, fees: { fixed: 1 } }
    const bars = sliceBars(market, 0)
    const [{ summary }] = costStress({ strategy, bars, execution: given }, { ...options, warmup: 0, factors: [2] })
    expect(summary).toEqual(backtest(bars, wanted, { ...dear, fees }, options).summary)
    expect([model, summary.slippage > 0]).toEqual([model, true])
  })

  test('rows behind the warm-up know the volatility of the bars before, as an evaluation does', () => {
    const execution: Execution = { slippage: { model: 'volatility', factor: 0.1 } }
    const [{ summary }] = costStress({ strategy, bars: market, execution }, { factors: [1], warmup: 300 })
    const report = evaluateOne(strategy, { markets: [market], execution, objectives: ['sharpe'], warmup: 300 })
    expect(summary.endEquity).toBe(report.markets[0].folds[0].summary.endEquity)
    expect(summary.slippage).toBe(report.markets[0].folds[0].summary.slippage)
  })

  test('the book has no rate to multiply, and factors are numbers', () => {
    const bars = withSyntheticDepth(randomFrom(1), market)
    const book: Execution = { slippage: { model: 'book' } }
    expect(() => costStress({ strategy, bars, execution: book })).toThrow(/slippage.model must be a model with a rate/)
    const scene = { strategy, bars: market, execution: spot }
    expect(() => costStress(scene, { factors: [] })).toThrow(/factors must be an array of at least one factor/)
    expect(() => costStress(scene, { factors: [1, -1] })).toThrow(/factors\[1\] must be .* at least 0, received -1/)
    expect(() => costStress(scene, { factors: [2000] })).toThrow(/settings of the execution cannot be used/)
    expect(() => costStress(scene, { factor: [2] } as never)).toThrow(/Did you mean "factors"/)
  })
})

describe('delayStress', () => {
  test('is a backtest of the exposure column some bars later, flat before', () => {
    const scene = { strategy, bars: market, execution: perpetual }
    for (const bars of [0, 1, 5]) {
      const late = wanted.slice(warmup)
      late.copyWithin(bars, 0)
      late.fill(0, 0, bars)
      expect(delayStress(scene, { ...options, bars })).toEqual(plain(perpetual, late))
    }
    expect(delayStress(scene, options)).toEqual(delayStress(scene, { ...options, bars: 1 }))
  })

  test('nothing that was wanted before the scored rows arrives in them', () => {
    const always = rhythmScene(showcaseMarket('rise'), { held: 9 })
    const shared = { catalogue: own, warmup: 100 }
    expect(delayStress(always, { ...shared, bars: 499 }).fills).toBe(0)
    expect(delayStress(always, { ...shared, bars: 498 }).fills).toBe(1)
  })

  test('bad input is refused', () => {
    const scene = { strategy, bars: market, execution: perpetual }
    expect(() => delayStress(scene, { bars: -1 })).toThrow(/bars must be an integer of at least 0/)
    expect(() => delayStress(scene, { bars: 900 - warmup })).toThrow(/and below 881/)
    expect(() => delayStress(scene, { warmup: 897 })).toThrow(/warmup must be .* at most 896.*has 900 bars/)
    expect(() => delayStress({ ...scene, extra: 1 } as never)).toThrow(
      /option must be one of strategy, bars, execution/,
    )
    expect(() => delayStress({ ...scene, strategy: { parts: [] } } as never)).toThrow(/do(es)? not fit a strategy/)
    const bars = brownianMarket(randomFrom(4), { length: 400 })
    sealHoldout(bars, 0.25)
    expect(() => delayStress({ ...scene, bars })).toThrow(/without the sealed holdout/)
  })
})
