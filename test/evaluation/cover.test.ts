import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { perpetual } from '../../src/backtest/execution.ts'
import { evaluateHere } from '../../src/evaluation/evaluate-here.ts'
import { evaluateOne } from '../../src/evaluation/evaluate-one.ts'
import type { EvaluationTask } from '../../src/evaluation/task.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { expose } from '../../src/seeds/bound.ts'
import { toStrategy } from '../../src/strategy/to-strategy.ts'
import { chanceDays, someGenomes } from './markets.ts'

const bars = chanceDays(3, 500)
const strategies = someGenomes(5).map(toStrategy)

function on(tests: readonly (readonly [number, number])[], more: Partial<EvaluationTask> = {}): EvaluationTask {
  const splits = tests.map(([from, to]) => ({ train: [], test: [{ from, to }] }))
  return { markets: [bars], execution: perpetual, objectives: ['sharpe'], folds: { rows: 500, splits }, ...more }
}

/** The tested rows as stretches, found row by row; stretches that only touch stay apart. */
function stretches(tests: readonly (readonly [number, number])[]): [number, number][] {
  const found: [number, number][] = []
  for (let from = 0; from < 500; from++) {
    if (!tests.some(([start, end]) => start <= from && from < end)) continue
    let to = from + 1
    while (tests.some(([start, end]) => start < to && to < end)) to++
    found.push([from, to])
    from = to - 1
  }
  return found
}

describe('folds that overlap', () => {
  test('count every row once for the minimum and for the ledger', () => {
    const range = fc.tuple(fc.nat(440), fc.integer({ min: 20, max: 200 }))
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 5 }), fc.nat(4), (ranges, which) => {
        const tests = ranges.map(([from, length]) => [from, Math.min(500, from + length)] as const)
        const ledger = new TrialLedger()
        const task = on(tests, { minimum: { trades: 1000, timeInMarket: 1 } })
        const { violation, markets } = evaluateOne(strategies[which], task, { ledger })
        const exposure = expose(strategies[which], bars)
        const { periodsPerYear } = markets[0].folds[0].summary
        const lives = stretches(tests).map(([from, to]) => {
          const own = exposure.subarray(from, to)
          return backtest(sliceBars(bars, from, to), own, perpetual, { periodsPerYear }).summary
        })
        const trades = lives.reduce((sum, each) => sum + each.trades, 0)
        const rows = lives.reduce((sum, each) => sum + each.bars, 0)
        const held = lives.reduce((sum, each) => sum + Math.round(each.timeInMarket * each.bars), 0)
        expect(violation).toBe(1 - trades / 1000 + (1 - held / rows))
        const { path } = ledger.toJSON()
        const months = new Set(stretches(tests).flatMap(([from, to]) => monthsOf(from, to)))
        expect(path.length === 0 || path.length === months.size).toBe(true)
        expect(path.length > 0).toBe(months.size >= 12)
      }),
      { numRuns: 60 },
    )
  })

  test('are still scored each by itself, and told each by itself', () => {
    const tests = [
      [0, 200],
      [100, 300],
      [400, 500],
    ] as const
    const { markets } = evaluateOne(strategies[1], on(tests))
    expect(markets[0].blocks.map(({ rows }) => [rows.from, rows.to])).toEqual(tests)
    const alone = tests.map((each) => evaluateOne(strategies[1], on([each])).scores['sharpe'])
    expect(markets[0].folds.map(({ scores }) => scores['sharpe'])).toEqual(alone)
  })

  test('make no difference where they do not overlap', () => {
    const apart = { walkForward: { train: 100, test: 100 } }
    const [genome] = someGenomes(1)
    const ledgers = [apart, { rows: 500, splits: walk(100) }].map((folds) => {
      const ledger = new TrialLedger()
      evaluateHere({ ...on([]), folds }, { ledger })([genome])
      return ledger.toJSON()
    })
    expect(ledgers[1]).toEqual(ledgers[0])
  })
})

function monthsOf(from: number, to: number): string[] {
  return Array.from(bars.time.subarray(from, to), (time) => new Date(time).toISOString().slice(0, 7))
}

function walk(test: number) {
  const starts = [100, 200, 300, 400]
  return starts.map((from) => ({ train: [], test: [{ from, to: from + test }] }))
}
