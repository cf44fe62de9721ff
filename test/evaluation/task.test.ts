import { describe, expect, test } from 'vitest'
import { perpetual } from '../../src/backtest/execution.ts'
import { evaluateHere } from '../../src/evaluation/evaluate-here.ts'
import { ScoreCache } from '../../src/evaluation/score-cache.ts'
import type { EvaluationTask } from '../../src/evaluation/task.ts'
import { taskHash } from '../../src/evaluation/task-hash.ts'
import type { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { walkForward } from '../../src/validation/walk-forward.ts'
import { chanceDays } from './markets.ts'

const task: EvaluationTask = { markets: [chanceDays(1, 300)], execution: perpetual, objectives: ['sharpe'] }

/** Four stretches within two calendar months. */
const fewMonths = [0, 8, 16, 24].map((from) => ({ from: from + 40, to: from + 48 }))

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
    ['a split that is none', { folds: { rows: 300, splits: [null] } }, 'splits[0].test must be an array of row ranges'],
    [
      'months counted twice',
      { objectives: ['consistency'], folds: { rows: 300, splits: [{ test: fewMonths }] } },
      'fold 0 of CHANCE-1 must be at least 4 for consistency, received 2.',
    ],
    ['nothing for an aggregation', { across: { folds: null } }, 'across.folds must be one of'],
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
      'received one of about 8.3 GiB: markets 0.0, blocks 0.1, records 8.1, indicators 0.1, in 20000 blocks',
    )
  })

  test('is refused beyond the bytes that it names itself, each kind of them counted', () => {
    const bytes = (change: object) => {
      const [, told] = /about ([\d.]+) GiB/.exec(refusal({ memory: 1, ...change })) ?? []
      return Number(told)
    }
    const [market] = task.markets
    const long = showcaseMarket('rise', { length: 40_000 })
    const many = Array.from({ length: 100 }, (_, i) => ({ ...long, symbol: `M-${i}` }))
    const inGib = (columns: number, blocks = 100) =>
      Number(((40_000 * columns * 8 + 2 ** 27 + blocks * 4096) / 2 ** 30).toFixed(1))
    expect(bytes({})).toBe(0.1)
    // Six columns of a market, and sixteen of one of them in hand.
    expect(bytes({ markets: many })).toBe(inGib(100 * 6 + 16))
    // Returns of all, two columns of extremes each, and the five of the pass that is under way.
    expect(bytes({ markets: many, objectives: ['ulcer'] })).toBe(inGib(100 * 9 + 16 + 5))
    expect(bytes({ markets: many, objectives: ['ulcer'], across: { markets: 'account' } })).toBe(
      inGib(100 * 9 + 16 + 5),
    )
    expect(bytes({ markets: many, across: { markets: 'account' } })).toBe(inGib(100 * 8 + 16))
    const markets = many.map(() => market)
    expect(bytes({ markets, detail: many })).toBe(inGib(100 * 6))
    expect(refusal({ memory: 2 ** 28 })).toBe('')
    expect(refusal({ memory: 0 })).toContain('memory must be a finite number above 0')
  })

  test('that is whole is taken', () => {
    const whole = { warmup: [20], folds: walkForward(280, { train: 100, test: 60 }), minimum: { trades: 1 } }
    expect(refusal({ ...whole, across: { folds: { quantile: 0.2 }, markets: 'worst' }, periodsPerYear: 365 })).toBe('')
  })

  test('wants a list of genomes', () => {
    expect(() => evaluateHere(task)(null as never)).toThrow('genomes must be an array of genomes')
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
      { ...task, across: { markets: 'account' as const } },
      { ...task, detail: [undefined] },
    ].map(taskHash)
    expect(new Set([hash, ...others]).size).toBe(11)
    expect(taskHash({ ...task, memory: 2 ** 31 })).toBe(hash)
  })

  test('does not exist for code', () => {
    const own = { name: 'mine', direction: 'max' as const, of: () => 1 }
    expect(() => taskHash({ ...task, objectives: [own] })).toThrow('Code has no hash')
  })
})
