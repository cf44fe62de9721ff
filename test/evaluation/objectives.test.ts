import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { frictionless, perpetual } from '../../src/backtest/execution.ts'
import type { Summary } from '../../src/backtest/summary.ts'
import { evaluateHere } from '../../src/evaluation/evaluate-here.ts'
import { evaluateOne } from '../../src/evaluation/evaluate-one.ts'
import type { ObjectiveSpec } from '../../src/evaluation/objective.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { pearson } from '../../src/math/correlation.ts'
import { ulcerIndex } from '../../src/metrics/drawdown-ratios.ts'
import { tailRatio } from '../../src/metrics/tail-ratio.ts'
import { expectedShortfall } from '../../src/metrics/value-at-risk.ts'
import { expose } from '../../src/seeds/bound.ts'
import { everySeed } from '../../src/seeds/catalogue.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { rsiFilter } from '../../src/seeds/rsi-filter.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { seed } from '../../src/strategy/seed.ts'
import type { Strategy } from '../../src/strategy/strategy.ts'
import { toGenome } from '../../src/strategy/to-genome.ts'
import { deflatedSharpe } from '../../src/validation/deflated-sharpe.ts'
import { chanceDays } from './markets.ts'

const bars = chanceDays(5, 600)
const strategy: Strategy = { parts: [partOf(emaCrossover), partOf(rsiFilter)] }
const { summary, returns } = backtest(bars, expose(strategy, bars), perpetual)
const other = bars.close.map((close, t) => (t === 0 ? 0 : close / bars.close[t - 1] - 1))
const trials = { count: 200, variance: { perPeriod: 0.001 } }

const score = (spec: ObjectiveSpec, of: Strategy = strategy, market = bars): number => {
  const name = typeof spec === 'string' ? spec : spec.name
  return evaluateOne(of, { markets: [market], execution: perpetual, objectives: [spec] }).scores[name]
}

describe('an objective by name', () => {
  test.each<[ObjectiveSpec, number]>([
    ['sharpe', summary.sharpe],
    ['sortino', summary.sortino],
    ['calmar', summary.calmar],
    ['total-return', summary.totalReturn],
    ['cagr', summary.cagr],
    ['max-drawdown', summary.maxDrawdown],
    ['ulcer', ulcerIndex(returns)],
    ['consistency', summary.consistency],
    ['turnover', summary.turnover],
    ['profit-factor', summary.profitFactor],
    ['win-rate', summary.winRate],
    ['tail-ratio', tailRatio(returns)],
    ['expected-shortfall', expectedShortfall(returns)],
    [{ name: 'expected-shortfall', confidence: 0.9 }, expectedShortfall(returns, { confidence: 0.9 })],
    ['complexity', 8],
    [{ name: 'dsr', trials }, deflatedSharpe(returns, trials)],
    [{ name: 'correlation', returns: [[other]] }, pearson(returns, other)],
    [{ name: 'correlation', returns: [[other.map((value) => -value), returns]] }, 1],
    [{ name: 'trades', direction: 'max', of: ({ trades }) => trades }, summary.trades],
  ])('%o', (spec, value) => {
    expect(score(spec)).toBe(value)
    expect(Number.isFinite(value)).toBe(true)
  })

  test('fitness is half the Sharpe ratio over 3, three tenths consistency, less a fifth of the fall over a half', () => {
    const { sharpe, consistency, maxDrawdown } = summary
    expect(Math.abs(sharpe)).toBeLessThan(3)
    expect(score('fitness')).toBeCloseTo(0.5 * (sharpe / 3) + 0.3 * consistency - 0.2 * (-maxDrawdown / 0.5), 14)
    const narrow: ObjectiveSpec = { name: 'fitness', sharpe: 1e-9, drawdown: 1e-9 }
    expect(score(narrow)).toBeCloseTo(0.5 * Math.sign(sharpe) + 0.3 * consistency - 0.2, 14)
  })

  test('directions: risk, cost and likeness go down, all else goes up', () => {
    const names = ['sharpe', 'max-drawdown', 'win-rate', 'fitness', 'ulcer', 'turnover', 'expected-shortfall'] as const
    const objectives: ObjectiveSpec[] = [...names, 'complexity', { name: 'correlation', returns: [[other]] }]
    const { goals } = evaluateHere({ markets: [bars], execution: perpetual, objectives })([])
    expect(goals.map(({ direction }) => direction)).toEqual([
      ...['max', 'max', 'max', 'max', 'min', 'min', 'min', 'min', 'min'],
    ])
  })
})

describe('where nothing is traded', () => {
  const idle: Strategy = { parts: [partOf(emaCrossover), partOf(rsiFilter)], agreement: 1 }
  const flat = showcaseMarket('flat', { length: 4000 })

  test.each<[ObjectiveSpec, number]>([
    ...(['sharpe', 'sortino', 'calmar', 'total-return', 'cagr', 'max-drawdown', 'ulcer'] as const).map(
      (name): [ObjectiveSpec, number] => [name, 0],
    ),
    ...(['consistency', 'turnover', 'win-rate', 'expected-shortfall', 'fitness'] as const).map(
      (name): [ObjectiveSpec, number] => [name, 0],
    ),
    ['profit-factor', 1],
    ['tail-ratio', 1],
    [{ name: 'dsr', trials }, 0],
    [{ name: 'correlation', returns: [[flat.close]] }, 0],
  ])('%o is worth what doing nothing is', (spec, value) => {
    expect(score(spec, idle, flat)).toBe(value)
  })
})

describe('a ratio to losses', () => {
  const close = Array.from({ length: 60 }, (_, t) => 100 * 1.01 ** t)
  const time = close.map((_, t) => t * 86_400_000)
  const rise = barsFrom({ time, open: close, high: close, low: close, close, volume: close }, { interval: '1d' })
  const long: Strategy = { parts: [partOf(emaCrossover, { fast: 2, gap: 2, side: 'long' })] }
  const free = (spec: ObjectiveSpec) => {
    const name = typeof spec === 'string' ? spec : spec.name
    return evaluateOne(long, { markets: [rise], execution: frictionless, objectives: [spec] }).scores[name]
  }

  test('is held to its cap', () => {
    const whole = score('profit-factor')
    expect(score({ name: 'profit-factor', cap: whole / 2 })).toBe(whole / 2)
    expect(score({ name: 'profit-factor', cap: whole * 2 })).toBe(whole)
  })

  test('is the cap where something was gained and nothing lost', () => {
    expect([free('calmar'), free('sortino'), free({ name: 'calmar', cap: 7 })]).toEqual([100, 100, 7])
    expect(free('profit-factor')).toBe(1)
  })
})

test('a position that neither gains nor loses is worth as much as none', () => {
  const hold = seed({
    ...{ name: 'hold', role: 'entry', version: 1, idea: 'Always long. It has no opinion.', showcase: 'rise' },
    ...{ genes: {}, say: () => 'Be long', warmup: () => 0 },
    write: (_bars, _genes, exposure) => void exposure.fill(1),
  })
  const objectives = ['sortino', 'calmar', 'tail-ratio', 'profit-factor', 'sharpe']
  const task = { markets: [showcaseMarket('flat')], execution: frictionless, objectives }
  const report = evaluateOne({ parts: [partOf(hold)] }, task, { catalogue: catalogue([hold]) })
  expect(report.markets[0].folds[0].summary.fills).toBe(1)
  expect(report.scores).toEqual({ sortino: 0, calmar: 0, 'tail-ratio': 1, 'profit-factor': 1, sharpe: Number.NaN })
})

test('a bad tail of nothing beside a good one of something is worth the cap, between two bars too', () => {
  // Two of 21 returns are gains: the 95 % quantile lies right between the lesser of them and the bar before.
  const close = Array.from({ length: 22 }, (_, t) => 100 * 1.01 ** [0, 5, 12].findLastIndex((from) => t >= from))
  const time = close.map((_, t) => t * 86_400_000)
  const market = barsFrom({ time, open: close, high: close, low: close, close, volume: close }, { interval: '1d' })
  const hold = seed({
    ...{ name: 'hold', role: 'entry', version: 1, idea: 'Always long. It has no opinion.', showcase: 'rise' },
    ...{ genes: {}, say: () => 'Be long', warmup: () => 0 },
    write: (_bars, _genes, exposure) => void exposure.fill(1),
  })
  for (const [rows, value] of [
    [22, 100],
    [12, 100],
    [5, 1],
  ] as const) {
    const task = {
      ...{ markets: [market], execution: frictionless, objectives: ['tail-ratio'] },
      folds: { rows: 22, splits: [{ train: [], test: [{ from: 0, to: rows }] }] },
    }
    const { scores } = evaluateOne({ parts: [partOf(hold)] }, task, { catalogue: catalogue([hold]) })
    expect(scores['tail-ratio']).toBe(value)
  }
})

test('one fold without a number makes a fault, however folds are brought together', () => {
  const markets = [bars]
  const folds = { purgedKFold: { folds: 5 } }
  const first = evaluateOne(strategy, { markets, execution: perpetual, objectives: ['sharpe'], folds }).markets[0]
  const { endEquity } = first.folds[2].summary
  const own = { name: 'odd', direction: 'max' as const, of: (of: Summary) => (of.endEquity === endEquity ? NaN : 1) }
  const genomes = [toGenome(strategy, everySeed)]
  for (const by of ['mean', 'median', 'worst', { quantile: 0.9 }] as const) {
    const task = { markets, execution: perpetual, objectives: [own], folds, across: { folds: by } }
    expect(evaluateHere(task)(genomes).faults).toEqual(['odd is NaN on CHANCE-5, fold 2'])
  }
})

describe('refused at the door', () => {
  const refusal = (objectives: unknown): string => {
    try {
      evaluateHere({ markets: [bars], execution: perpetual, objectives: objectives as ObjectiveSpec[] })
      return ''
    } catch (error) {
      return (error as Error).message
    }
  }

  test.each([
    [['sharp'], "Did you mean 'sharpe'?"],
    [['sharpe', 'sharpe'], 'named once each'],
    [[], 'at least one objective'],
    [[{ name: 'sharpe', cap: 3 }], 'received "cap"'],
    [[{ name: 'calmar', cap: 0 }], 'cap must be a finite number above 0'],
    [[{ name: 'dsr' }], 'trials of dsr'],
    [[{ name: 'dsr', trials: new TrialLedger() }], 'Give ledger.trials().'],
    [[{ name: 'dsr', trials: { count: 9, variance: { perPeriod: Number.NaN } } }], 'Give a variance.'],
    [[{ name: 'correlation' }], 'returns of correlation'],
    [[{ name: 'correlation', returns: [[new Float64Array(3)]] }], '600 finite numbers'],
    [[{ name: 'sharpe', direction: 'max', of: () => 1 }], 'one that the library does not have'],
    [[{ name: 'mine', direction: 'up', of: () => 1 }], "'max' or 'min'"],
    [[null], 'an objective must be'],
  ])('%o', (objectives, words) => {
    expect(refusal(objectives)).toContain(words)
  })
})
