import { describe, expect, test } from 'vitest'
import { perpetual } from '../../src/backtest/execution.ts'
import { evaluateHere } from '../../src/evaluation/evaluate-here.ts'
import { evaluateOne } from '../../src/evaluation/evaluate-one.ts'
import { ScoreCache } from '../../src/evaluation/score-cache.ts'
import { sealHoldout } from '../../src/evaluation/seal-holdout.ts'
import type { EvaluationTask } from '../../src/evaluation/task.ts'
import { taskHash } from '../../src/evaluation/task-hash.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { walkForward } from '../../src/validation/walk-forward.ts'
import { chanceDays, someGenomes } from './markets.ts'

const task: EvaluationTask = { markets: [chanceDays(1, 300)], execution: perpetual, objectives: ['sharpe'] }

const refusal = (change: object): string => {
  try {
    evaluateHere({ ...task, ...change })
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('a task', () => {
  test.each<[string, object, string]>([
    ['no market', { markets: [] }, 'markets must be an array of at least one market'],
    ['no bars', { markets: [{}] }, 'bars.symbol'],
    ['an unknown key', { fold: 3 }, 'Did you mean "folds"?'],
    ['folds longer than the data', { folds: { walkForward: { train: 250, test: 100 } } }, 'One training window'],
    ['an unknown method', { folds: { walkFoward: {} } }, 'Did you mean "walkForward"?'],
    ['two methods', { folds: { walkForward: {}, purgedKFold: {} } }, 'folds must be one of'],
    ['a plan for other rows', { folds: walkForward(299, { train: 100, test: 50 }) }, 'folds.rows must be 300'],
    ['a plan without splits', { folds: { rows: 300, splits: [] } }, 'at least one split'],
    ['a range beyond', { folds: { rows: 300, splits: [{ test: [{ from: 250, to: 301 }] }] } }, 'at most 300'],
    [
      'ranges out of order',
      { folds: { rows: 300, splits: [{ test: [20, 0].map((from) => ({ from, to: from + 9 })) }] } },
      'Ranges ascend',
    ],
    ['a fold of three rows', { folds: { rows: 300, splits: [{ test: [{ from: 0, to: 3 }] }] } }, 'at least 4'],
    ['a warm-up of all', { warmup: 300 }, 'warmup must be an integer of at least 0 and below 300'],
    ['warm-ups for other markets', { warmup: [1, 2] }, 'one per market'],
    ['an unknown aggregation', { across: { folds: 'meen' } }, 'Did you mean "mean"?'],
    ['a quantile beyond', { across: { markets: { quantile: 2 } } }, 'across.markets.quantile'],
    ['a minimum of nothing', { minimum: { trades: 0 } }, 'minimum.trades must be an integer of at least 1'],
    ['a minimum beyond', { minimum: { timeInMarket: 1.5 } }, 'minimum.timeInMarket'],
    ['months too few', { objectives: ['fitness'], folds: { purgedKFold: { folds: 10 } } }, 'at least 4 for fitness'],
    ['a day', { markets: [sliceBars(showcaseMarket('rise'), 0, 24)] }, 'Give periodsPerYear'],
    ['a wrong execution', { execution: { cash: -1 } }, 'cash'],
  ])('with %s is refused at the door', (_, change, words) => {
    expect(refusal(change)).toContain(words)
  })

  test('too large for memory is refused with the estimate', () => {
    const markets = [showcaseMarket('rise', { length: 40_000 })]
    const splits = Array.from({ length: 20_000 }, (_, from) => ({ train: [], test: [{ from, to: from + 18_000 }] }))
    expect(refusal({ markets, objectives: ['ulcer'], folds: { rows: 40_000, splits } })).toContain(
      '20000 blocks that would take about 2.8 GiB',
    )
  })

  test('that is whole is taken', () => {
    const whole = { warmup: [20], folds: walkForward(280, { train: 100, test: 60 }), minimum: { trades: 1 } }
    expect(refusal({ ...whole, across: { folds: { quantile: 0.2 }, markets: 'worst' }, periodsPerYear: 365 })).toBe('')
  })

  test('wants tools of their kinds', () => {
    expect(() => evaluateHere(task, { cache: {} as ScoreCache })).toThrow('a ScoreCache or false')
    expect(() => evaluateHere(task, { ledger: {} as TrialLedger })).toThrow('a TrialLedger')
    const own = { name: 'mine', direction: 'max' as const, of: () => 1 }
    expect(() => evaluateHere({ ...task, objectives: [own] }, { cache: new ScoreCache() })).toThrow('Code has no hash')
  })
})

describe('the hash of a task', () => {
  test('is the same for the same bars and another for any other', () => {
    const hash = taskHash(task)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(taskHash({ ...task, markets: [chanceDays(1, 300)], objectives: [{ name: 'sharpe' }] })).toBe(hash)
    const others = [
      { ...task, markets: [chanceDays(2, 300)] },
      { ...task, markets: [chanceDays(1, 301)] },
      { ...task, execution: { ...perpetual, slippage: 0 } },
      { ...task, objectives: ['sortino' as const] },
      { ...task, objectives: [{ name: 'correlation' as const, returns: [[new Float64Array(300)]] }] },
      { ...task, objectives: [{ name: 'correlation' as const, returns: [[new Float64Array(300).fill(1)]] }] },
      { ...task, folds: { purgedKFold: { folds: 5 } } },
      { ...task, minimum: { trades: 2 } },
    ].map(taskHash)
    expect(new Set([hash, ...others]).size).toBe(9)
  })

  test('does not exist for code', () => {
    const own = { name: 'mine', direction: 'max' as const, of: () => 1 }
    expect(() => taskHash({ ...task, objectives: [own] })).toThrow('Code has no hash')
  })
})

describe('a sealed holdout', () => {
  const strategy = { parts: [partOf(emaCrossover)] } as const
  const sealed = () => {
    const bars = chanceDays(9, 400)
    return { bars, ...sealHoldout(bars, 0.25, { embargo: 5 }) }
  }

  test('leaves the older bars to search on', () => {
    const { bars, research, holdout } = sealed()
    expect([research.length, holdout.length, holdout.symbol]).toEqual([295, 100, 'CHANCE-9'])
    expect(Array.from(research.close)).toEqual(Array.from(bars.close.subarray(0, 295)))
    expect(evaluateOne(strategy, { ...task, markets: [research] }).markets[0].exposure.length).toBe(295)
  })

  test('is no market, and no market may reach into it', () => {
    const { bars, holdout } = sealed()
    expect(() => evaluateOne(strategy, { ...task, markets: [holdout as never] })).toThrow('bars.interval')
    for (const market of [bars, sliceBars(bars, 350), sliceBars(bars, 0, 301)]) {
      expect(() => evaluateHere({ ...task, markets: [market] })).toThrow(
        'evaluateHere: the market CHANCE-9 must be without the sealed holdout',
      )
    }
    expect(() => evaluateHere({ ...task, markets: [sliceBars(bars, 0, 300)] })).not.toThrow()
  })

  test('is not judged by an evaluation that was made before the seal', () => {
    const bars = chanceDays(9, 400)
    const evaluate = evaluateHere({ ...task, markets: [bars] })
    expect(evaluate(someGenomes(2)).faults).toEqual([null, null])
    sealHoldout(bars, 0.25)
    expect(() => evaluate(someGenomes(2))).toThrow('must be without the sealed holdout')
  })

  test('is not sealed a second time in other parts', () => {
    const { bars, research } = sealed()
    expect(() => sealHoldout(bars, 0.5)).toThrow('must be without the sealed holdout')
    expect(sealHoldout(research, 0.2).holdout.length).toBe(59)
  })

  test('opens once, and the ledger says so', () => {
    const { bars, holdout } = sealed()
    const ledger = new TrialLedger()
    evaluateOne(strategy, task, { ledger })
    const opened = holdout.open(ledger)
    expect(opened).toEqual({ bars, warmup: 300 })
    expect(ledger.openings).toEqual([{ symbol: 'CHANCE-9', bars: 100, trials: 1 }])
    expect(() => holdout.open(ledger)).toThrow('opened before')
    expect(ledger.openings.length).toBe(1)
    const { markets } = evaluateOne(strategy, { ...task, markets: [opened.bars], warmup: opened.warmup })
    expect(markets[0].folds[0].rows).toEqual([{ from: 300, to: 400 }])
  })

  test('is neither nothing nor all', () => {
    const bars = chanceDays(9, 40)
    expect(() => sealHoldout(bars, 0)).toThrow('fraction')
    expect(() => sealHoldout(bars, 0.001)).toThrow('bars of the holdout')
    expect(() => sealHoldout(bars, 0.999)).toThrow('bars of the holdout')
    expect(() => sealHoldout(bars, 0.5, { embargo: 20 })).toThrow('embargo')
  })
})
