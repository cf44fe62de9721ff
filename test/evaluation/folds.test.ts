import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { type Execution, frictionless, perpetual } from '../../src/backtest/execution.ts'
import { evaluateOne } from '../../src/evaluation/evaluate-one.ts'
import type { Aggregation, EvaluationTask } from '../../src/evaluation/task.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { consistency } from '../../src/metrics/consistency.ts'
import { maxDrawdown } from '../../src/metrics/drawdown.ts'
import { calmar, ulcerIndex } from '../../src/metrics/drawdown-ratios.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { sortino } from '../../src/metrics/sortino.ts'
import { totalReturn } from '../../src/metrics/total-return.ts'
import { volatility } from '../../src/metrics/volatility.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { seed } from '../../src/strategy/seed.ts'
import { toStrategy } from '../../src/strategy/to-strategy.ts'
import { takeRows } from '../../src/validation/row-range.ts'
import { walkForward } from '../../src/validation/walk-forward.ts'
import { chanceDays, someGenomes } from './markets.ts'

const bars = chanceDays(3, 700)
const strategies = someGenomes(12).map(toStrategy)

describe('a fold of several blocks', () => {
  test.each<[string, Execution]>([
    ['a perpetual', perpetual],
    ['a market that slips with its volatility', { ...perpetual, slippage: { model: 'volatility', factor: 0.1 } }],
    ['fills at the same close, so that a block begins with a cost', { ...perpetual, fill: 'same-close' }],
    ['an account with a stop', { ...perpetual, stops: { loss: 0.05 } }],
  ])('is the returns of its blocks put one after another: %s', (_, execution) => {
    const task: EvaluationTask = {
      ...{ markets: [bars], execution, objectives: ['ulcer'], warmup: 40 },
      folds: { combinatorialPurged: { groups: 6, tested: 3 } },
    }
    for (const strategy of strategies) {
      const [{ folds, blocks }] = evaluateOne(strategy, task).markets
      expect([folds.length, blocks.length]).toEqual([20, 6])
      for (const {
        rows,
        summary,
        scores: { ulcer },
      } of folds) {
        const parts = rows.map(({ from }) => blocks.find((block) => block.rows.from === from)!.result)
        const returns = Float64Array.from(parts.flatMap((part) => Array.from(part.returns)))
        const time = takeRows(bars.time, rows)
        const { periodsPerYear } = summary
        const year = { periodsPerYear }
        const direct = {
          totalReturn: totalReturn(returns),
          volatility: volatility(returns, year),
          sharpe: sharpe(returns, year),
          sortino: sortino(returns, year),
          maxDrawdown: maxDrawdown(returns),
          calmar: calmar(returns, year),
          consistency: consistency(returns, time),
          trades: parts.reduce((sum, part) => sum + part.summary.trades, 0),
          fees: parts.reduce((sum, part) => sum + part.summary.fees, 0),
          turnover: parts.reduce((sum, part) => sum + part.summary.turnover * part.summary.bars, 0) / returns.length,
        }
        for (const [name, value] of Object.entries(direct)) {
          const merged = summary[name as keyof typeof direct]
          const apart = Object.is(merged, value) ? 0 : Math.abs(merged - value) / Math.max(1e-3, Math.abs(value))
          expect([name, apart <= 1e-9]).toEqual([name, true])
        }
        expect(ulcer).toBe(ulcerIndex(returns))
      }
    }
  })

  test('of one block is what summarise of these rows says', () => {
    const folds = { walkForward: { train: 100, test: 150, window: 'anchored' as const } }
    const task = { markets: [bars], execution: perpetual, objectives: ['sharpe'] as const, folds }
    const [{ folds: told, exposure }] = evaluateOne(strategies[0], task).markets
    expect(told.map(({ rows }) => rows[0].from)).toEqual([100, 250, 400, 550])
    for (const { rows, summary } of told) {
      const { from, to } = rows[0]
      const own = exposure.subarray(from, to)
      const options = { periodsPerYear: summary.periodsPerYear }
      expect(summary).toEqual(backtest(sliceBars(bars, from, to), own, perpetual, options).summary)
    }
  })
})

test('an account ruined in one block stays ruined in the fold', () => {
  const price = (t: number) => (t < 50 ? 100 - 0.2 * (t % 7) : 900 + (t % 5))
  const close = Array.from({ length: 80 }, (_, t) => price(t))
  const time = close.map((_, t) => t * 86_400_000)
  const jump = barsFrom({ time, open: close, high: close, low: close, close, volume: close }, { interval: '1d' })
  const short = seed({
    ...{ name: 'short', role: 'entry', version: 1, idea: 'Always short. It waits for the fall.', showcase: 'fall' },
    ...{ genes: {}, say: () => 'Be short', warmup: () => 0 },
    write: (_bars, _genes, exposure) => void exposure.fill(-1),
  })
  const task = {
    ...{ markets: [jump], execution: frictionless, objectives: ['max-drawdown', 'total-return'] as const },
    folds: { rows: 80, splits: [{ train: [], test: [40, 60].map((from) => ({ from, to: from + 20 })) }] },
  }
  const { scores, markets } = evaluateOne({ parts: [partOf(short)] }, task, { catalogue: catalogue([short]) })
  expect(scores).toEqual({ 'max-drawdown': -1, 'total-return': -1 })
  expect(markets[0].blocks[0].result.summary.endEquity).toBe(0)
  const returns = Float64Array.from(markets[0].blocks.flatMap(({ result }) => Array.from(result.returns)))
  expect(markets[0].folds[0].summary.volatility).toBeCloseTo(volatility(returns, { periodsPerYear: 365.25 }), 12)
})

describe('what is before a fold', () => {
  test('warms the indicators: the decision at its first bar is already there', () => {
    const folds = { walkForward: { train: 300, test: 100 } }
    const task = { markets: [bars], execution: perpetual, objectives: ['sharpe'] as const, folds }
    const report = evaluateOne(
      { parts: [{ seed: 'ema-crossover', version: 1, genes: { fast: 40, gap: 100, side: 'both' } }] },
      task,
    )
    const [{ blocks, exposure }] = report.markets
    expect(blocks.map(({ rows }) => exposure[rows.from] !== 0)).toEqual([true, true, true, true])
    expect(blocks.map(({ result }) => result.fills.bar[0])).toEqual([1, 1, 1, 1])
  })

  test('tells the volatility that slippage asks for', () => {
    const execution: Execution = { ...perpetual, slippage: { model: 'volatility', factor: 0.1 } }
    const folds = { walkForward: { train: 600, test: 100 } }
    const task = { markets: [bars], execution, objectives: ['sharpe'], folds }
    for (const strategy of strategies) {
      const [{ blocks, exposure }] = evaluateOne(strategy, task).markets
      const whole = backtest(bars, exposure.slice().fill(0, 0, 600), execution)
      expect(blocks[0].result.fills.price).toEqual(whole.fills.price)
    }
  })

  test('tells how long a year is', () => {
    const folds = { rows: 700, splits: [{ train: [], test: [{ from: 690, to: 695 }] }] }
    const task = { markets: [bars], execution: perpetual, objectives: ['turnover'], folds }
    expect(evaluateOne(strategies[0], task).markets[0].folds[0].summary.periodsPerYear).toBe(365.25)
  })

  test('bars after a fold change nothing in it', () => {
    const plan = walkForward(600, { train: 300, test: 100 })
    const short = sliceBars(bars, 0, 600)
    const longer = { rows: 700, splits: plan.splits }
    const of = (market: typeof bars, folds: EvaluationTask['folds']) =>
      evaluateOne(strategies[1], {
        ...{ markets: [market], execution: perpetual, objectives: ['sharpe'], periodsPerYear: 365 },
        ...(folds === undefined ? {} : { folds }),
      }).markets[0].folds
    expect(of(bars, longer)).toEqual(of(short, plan))
  })
})

describe('across folds', () => {
  const scoresOf = (aggregation: Aggregation, name: 'sharpe' | 'turnover') => {
    const report = evaluateOne(strategies[0], {
      ...{ markets: [bars], execution: perpetual, objectives: [name], across: { folds: aggregation } },
      folds: { purgedKFold: { folds: 5 } },
    })
    const each = report.markets[0].folds.map(({ scores }) => scores[name]).sort((a, b) => a - b)
    return { score: report.scores[name], each }
  }

  test('the median is the default, and worst looks at the direction', () => {
    const { score, each } = scoresOf('median', 'sharpe')
    expect(score).toBe(each[2])
    expect(scoresOf('worst', 'sharpe').score).toBe(each[0])
    const turnover = scoresOf('worst', 'turnover')
    expect(turnover.score).toBe(turnover.each[4])
  })

  test('the mean is the mean, and a quantile counts from the worst', () => {
    const { score, each } = scoresOf('mean', 'sharpe')
    expect(score).toBeCloseTo(each.reduce((sum, value) => sum + value, 0) / 5, 12)
    expect(scoresOf({ quantile: 0.25 }, 'sharpe').score).toBe(each[1])
    const turnover = scoresOf({ quantile: 0.25 }, 'turnover')
    expect(turnover.score).toBe(turnover.each[3])
  })
})

test('drawdowns are found wherever blocks fall: any returns, any parting', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9 }), fc.nat(11), (groups, place) => {
      const folds = { combinatorialPurged: { groups, tested: groups - 1 } }
      const task = { markets: [bars], execution: perpetual, objectives: ['max-drawdown'] as const, folds }
      const [{ folds: told, blocks }] = evaluateOne(strategies[place], task).markets
      for (const { rows, summary } of told) {
        const parts = rows.map(({ from }) => blocks.find((block) => block.rows.from === from)!.result)
        const returns = Float64Array.from(parts.flatMap((part) => Array.from(part.returns)))
        expect(summary.maxDrawdown).toBeCloseTo(maxDrawdown(returns), 12)
      }
    }),
    { numRuns: 20 },
  )
})
