import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { perpetual } from '../../src/backtest/execution.ts'
import { summarise } from '../../src/backtest/summarise.ts'
import { evaluateHere } from '../../src/evaluation/evaluate-here.ts'
import { evaluateOne } from '../../src/evaluation/evaluate-one.ts'
import { ScoreCache } from '../../src/evaluation/score-cache.ts'
import type { EvaluationTask } from '../../src/evaluation/task.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import type { Evaluation } from '../../src/evolution/evaluation.ts'
import { clamp, type Genome } from '../../src/genome/genome.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { blueprintOf, expose } from '../../src/seeds/bound.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { fundingRateCarry } from '../../src/seeds/funding-rate-carry.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { seed } from '../../src/strategy/seed.ts'
import { toStrategy } from '../../src/strategy/to-strategy.ts'
import { chanceDays, someGenomes } from './markets.ts'

const markets = [chanceDays(1, 500), chanceDays(2, 420)]
const genomes = someGenomes(16)
const task: EvaluationTask = {
  markets,
  execution: perpetual,
  objectives: ['sharpe', 'max-drawdown', 'turnover', 'ulcer'],
  folds: { combinatorialPurged: { groups: 5, tested: 2 } },
  warmup: 60,
}

async function judged(of: EvaluationTask, those: readonly Genome[], options = {}): Promise<Evaluation> {
  return evaluateHere(of, options)(those)
}

describe('scores', () => {
  test('on one market without folds are the numbers of summarise', async () => {
    const [bars] = markets
    const objectives = ['total-return', 'cagr', 'max-drawdown', 'turnover', 'consistency', 'sharpe'] as const
    const { scores, faults } = await judged({ markets: [bars], execution: perpetual, objectives }, genomes)
    const byHand = genomes.flatMap((genome) => {
      const summary = summarise(bars, expose(toStrategy(genome), bars), perpetual)
      const { totalReturn, cagr, maxDrawdown, turnover, consistency, sharpe, fills } = summary
      return fills === 0 ? [0, 0, 0, 0, 0, 0] : [totalReturn, cagr, maxDrawdown, turnover, consistency, sharpe]
    })
    expect(faults).toEqual(genomes.map(() => null))
    expect(Array.from(scores)).toEqual(byHand)
  })

  test('of rows after a warm-up are those of an account that begins there, indicators warm', async () => {
    const [bars] = markets
    const { scores } = await judged(
      { markets: [bars], execution: perpetual, objectives: ['total-return'], warmup: 100 },
      genomes,
    )
    const byHand = genomes.map((genome) => {
      const exposure = expose(toStrategy(genome), bars).subarray(100)
      return summarise(sliceBars(bars, 100), exposure, perpetual).totalReturn
    })
    expect(Array.from(scores)).toEqual(byHand)
  })

  test('have the same bits however the genomes are parted, with the cache and without, in any workspace', async () => {
    const whole = await judged(task, genomes)
    await fc.assert(
      fc.asyncProperty(fc.nat(16), fc.boolean(), fc.constantFrom(0, 1e5, 1e8), async (cut, isCached, bytes) => {
        const options = { bytes, ...(isCached ? {} : { cache: false as const }) }
        const evaluate = evaluateHere(task, options)
        const parts = [await evaluate(genomes.slice(0, cut), {}), await evaluate(genomes.slice(cut), {})]
        expect(parts.flatMap(({ scores }) => Array.from(scores))).toEqual(Array.from(whole.scores))
        expect(parts.flatMap(({ violations }) => Array.from(violations ?? []))).toEqual(
          Array.from(whole.violations ?? []),
        )
      }),
      { numRuns: 8 },
    )
  })

  test('are those of evaluateOne', async () => {
    const { scores, goals } = await judged(task, genomes)
    const one = genomes.flatMap((genome) => {
      const report = evaluateOne(toStrategy(genome), task)
      return goals.map(({ name }) => report.scores[name])
    })
    expect(Array.from(scores)).toEqual(one)
  })

  test('of several markets are their mean, or what across says', async () => {
    const alone = await Promise.all(markets.map((bars) => judged({ ...task, markets: [bars] }, genomes)))
    const both = await judged({ ...task, across: { markets: 'worst' } }, genomes)
    const worse = (place: number) => {
      const pair = alone.map(({ scores }) => scores[place])
      return place % 4 < 2 ? Math.min(...pair) : Math.max(...pair)
    }
    expect(Array.from(both.scores)).toEqual(Array.from(both.scores, (_, place) => worse(place)))
  })
})

describe('a repeated strategy', () => {
  test('is judged once and counted every time', async () => {
    const [cache, ledger] = [new ScoreCache(), new TrialLedger()]
    const twice = [...genomes.slice(0, 3), ...genomes.slice(0, 3)]
    const { scores } = await judged(task, twice, { cache, ledger })
    expect(Array.from(scores.subarray(0, 12))).toEqual(Array.from(scores.subarray(12)))
    await judged(task, twice, { cache, ledger })
    expect([cache.size, cache.hits, ledger.count, ledger.distinct]).toEqual([3, 6, 12, 3])
  })

  test('is another one on another task', async () => {
    const cache = new ScoreCache()
    await judged(task, genomes.slice(0, 2), { cache })
    await judged({ ...task, warmup: 61 }, genomes.slice(0, 2), { cache })
    expect([cache.size, cache.hits]).toEqual([4, 0])
  })

  test('leaves the ledger the same with the cache and without', async () => {
    const states = [false as const, new ScoreCache()].map(async (cache) => {
      const ledger = new TrialLedger()
      await judged(task, [...genomes, ...genomes], { cache, ledger })
      return ledger.toJSON()
    })
    const [off, on] = await Promise.all(states)
    expect(on).toEqual(off)
  })
})

describe('a strategy that cannot be judged', () => {
  test('because a seed of the user breaks is a fault with its message', async () => {
    const broken = seed({
      ...emaCrossover,
      name: 'broken',
      write: () => {
        throw new TypeError('no such thing')
      },
    })
    const known = catalogue([emaCrossover, broken])
    const bad = clamp(blueprintOf(['broken'], { catalogue: known }), [5, 15, 1])
    const good = clamp(blueprintOf(['ema-crossover'], { catalogue: known }), [5, 15, 1])
    const ledger = new TrialLedger()
    const { faults, scores } = await judged(task, [bad, good], { catalogue: known, ledger })
    const alone = await judged(task, [good])
    expect(faults).toEqual(['no such thing', null])
    expect(Array.from(scores)).toEqual([NaN, NaN, NaN, NaN, ...alone.scores])
    expect([ledger.count, ledger.faults]).toEqual([2, 1])
  })

  test('because a score is no number says which, where', async () => {
    const own = { name: 'half', direction: 'max' as const, of: ({ bars }: { bars: number }) => (bars > 450 ? NaN : 1) }
    const ledger = new TrialLedger()
    const objectives = [own]
    const { faults } = await judged({ markets, execution: perpetual, objectives }, genomes.slice(0, 1), { ledger })
    expect([ledger.count, ledger.faults]).toEqual([1, 0])
    expect(faults).toEqual(['half is NaN on CHANCE-1, fold 0'])
  })
})

describe('the minimum', () => {
  test('is a constraint: what is missing is added up over markets', async () => {
    const { violations } = await judged(
      { ...task, folds: { walkForward: { train: 60, test: 100 } }, minimum: { trades: 40, timeInMarket: 0.5 } },
      genomes.slice(0, 4),
    )
    const byHand = genomes.slice(0, 4).map((genome) => {
      const report = evaluateOne(toStrategy(genome), { ...task, folds: { walkForward: { train: 60, test: 100 } } })
      return report.markets.reduce((sum, { blocks }) => {
        const summaries = blocks.map(({ result }) => result.summary)
        const trades = summaries.reduce((total, each) => total + each.trades, 0)
        const held = summaries.reduce((total, each) => total + Math.round(each.timeInMarket * each.bars), 0)
        const bars = summaries.reduce((total, each) => total + each.bars, 0)
        return sum + (Math.max(0, 1 - trades / 40) + Math.max(0, 1 - held / bars / 0.5))
      }, 0)
    })
    expect(Array.from(violations ?? [])).toEqual(byHand)
    expect(byHand.some((violation) => violation > 0)).toBe(true)
  })
})

test('an aborted run is told so', () => {
  const signal = AbortSignal.abort(new Error('enough'))
  expect(() => evaluateHere(task)(genomes, { signal })).toThrow('enough')
})

test('a strategy of one market with funding and one without is a fault, not a crash', async () => {
  const space = blueprintOf(['funding-rate-carry'])
  const [genome] = [
    clamp(
      space,
      space.genes.map((gene) => ('min' in gene ? gene.min : 0)),
    ),
  ]
  const both = { markets: [showcaseMarket('funding-swing'), showcaseMarket('rise')], execution: perpetual }
  const { faults, violations } = await judged({ ...both, objectives: ['sharpe'] }, [genome])
  expect(faults?.[0]).toContain(`because ${fundingRateCarry.name} needs it`)
  expect(Array.from(violations ?? [])).toEqual([Number.POSITIVE_INFINITY])
  expect(() => evaluateOne({ parts: [partOf(fundingRateCarry)] }, { ...both, objectives: ['sharpe'] })).toThrow(
    'needs it',
  )
})
