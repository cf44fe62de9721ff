import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { backtestPortfolio } from '../../src/backtest/backtest-portfolio.ts'
import { type Execution, perpetual } from '../../src/backtest/execution.ts'
import { evaluateHere } from '../../src/evaluation/evaluate-here.ts'
import { evaluateOne } from '../../src/evaluation/evaluate-one.ts'
import type { EvaluationTask } from '../../src/evaluation/task.ts'
import { resample } from '../../src/market/resample.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { garchMarket } from '../../src/market/synthetic-garch.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { someGenomes } from './markets.ts'

const HOUR = 3_600_000
const fine = [11, 12].map((seed) => {
  return garchMarket(randomFrom(seed), { length: 24 * 200, interval: '1h', symbol: `FINE-${seed}` })
})
const days = fine.map((bars) => resample(bars, 24 * HOUR))
const execution: Execution = { ...perpetual, stops: { loss: 0.01, profit: 0.012, reentry: 'at-once' } }
const strategy = { parts: [partOf(emaCrossover, { fast: 3, gap: 7, side: 'both' })] } as const
const task: EvaluationTask = { markets: days, execution, objectives: ['total-return', 'ulcer'] }

describe('finer bars of a task', () => {
  test('say what came first inside a bar, as they do for backtest', () => {
    const { markets } = evaluateOne(strategy, { ...task, detail: [fine[0], undefined] })
    const [first, second] = markets.map(({ exposure }, i) => {
      return backtest(days[i], exposure, execution, i === 0 ? { detail: fine[0] } : {})
    })
    expect(markets[0].blocks[0].result).toEqual(first)
    expect(markets[1].blocks[0].result).toEqual(second)
    const without = evaluateOne(strategy, task).markets
    expect(without[0].blocks[0].result.summary).not.toEqual(first.summary)
    expect(without[1].blocks[0].result.summary).toEqual(second.summary)
  })

  test('reach into every block and every evaluation', () => {
    const folds = { purgedKFold: { folds: 4 } }
    const detailed = { ...task, folds, detail: fine, warmup: 20 }
    const { markets, scores } = evaluateOne(strategy, detailed)
    for (const [i, { blocks, exposure }] of markets.entries()) {
      expect(blocks.length).toBe(4)
      for (const { rows, result } of blocks) {
        const own = exposure.subarray(rows.from, rows.to)
        const options = { detail: fine[i], periodsPerYear: result.summary.periodsPerYear }
        expect(result).toEqual(backtest(sliceBars(days[i], rows.from, rows.to), own, execution, options))
      }
    }
    const genomes = someGenomes(4)
    const [told, untold] = [detailed, { ...detailed, detail: [undefined, undefined] }].map((each) => {
      return Array.from(evaluateHere(each)(genomes).scores)
    })
    expect(told).not.toEqual(untold)
    expect(untold).toEqual(Array.from(evaluateHere({ ...task, folds, warmup: 20 })(genomes).scores))
    expect(scores['total-return']).not.toBe(evaluateOne(strategy, { ...detailed, detail: [undefined, undefined] }))
  })

  test('may leave out whole blocks', () => {
    const detail = [sliceBars(fine[0], 0, 24 * 60), undefined]
    const { markets } = evaluateOne(strategy, { ...task, folds: { purgedKFold: { folds: 4 } }, detail })
    const plain = evaluateOne(strategy, { ...task, folds: { purgedKFold: { folds: 4 } } }).markets
    const summaries = (those: typeof markets) => those[0].blocks.map(({ result }) => result.summary)
    expect(summaries(markets).slice(2)).toEqual(summaries(plain).slice(2))
    expect(summaries(markets)[0]).not.toEqual(summaries(plain)[0])
  })

  test('reach into one account', () => {
    const across = { markets: { account: { cap: 0.5 } } }
    const { account } = evaluateOne(strategy, { ...task, across, detail: fine })
    const options = { detail: fine, caps: { market: 0.5 } }
    expect(account!.blocks[0].result).toEqual(backtestPortfolio(days, account!.exposures, execution, options))
    const without = evaluateOne(strategy, { ...task, across }).account!.blocks[0].result.summary
    expect(account!.blocks[0].result.summary).not.toEqual(without)
  })

  test('are refused when they are none, or not one per market', () => {
    expect(() => evaluateHere({ ...task, detail: [fine[0]] })).toThrow('a list of 2 markets of finer bars')
    expect(() => evaluateHere({ ...task, detail: days })).toThrow('detail.interval')
    expect(() => evaluateHere({ ...task, detail: [{} as never, undefined] })).toThrow('bars.symbol')
    const [, other] = fine
    expect(() => evaluateHere({ ...task, detail: [other, undefined] })).toThrow('reach the high and the low')
  })
})
