import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import {
  type EvaluateInThreads,
  type EvaluateInThreadsOptions,
  evaluateInThreads,
} from '../../../src/adapters/threads/evaluate-in-threads.ts'
import { perpetual } from '../../../src/backtest/execution.ts'
import { evaluateHere } from '../../../src/evaluation/evaluate-here.ts'
import { accountSeeds } from '../../../src/evaluation/market-weights.ts'
import { ScoreCache } from '../../../src/evaluation/score-cache.ts'
import { sealHoldout } from '../../../src/evaluation/seal-holdout.ts'
import type { EvaluationTask } from '../../../src/evaluation/task.ts'
import { TrialLedger } from '../../../src/evaluation/trial-ledger.ts'
import type { Genome } from '../../../src/genome/genome.ts'
import { sampleLatin } from '../../../src/genome/sample.ts'
import type { Bars } from '../../../src/market/bars.ts'
import { resample } from '../../../src/market/resample.ts'
import { garchMarket } from '../../../src/market/synthetic-garch.ts'
import { showcaseMarket } from '../../../src/market/synthetic-showcase.ts'
import { randomFrom } from '../../../src/random/random-from.ts'
import { blueprintOf } from '../../../src/seeds/bound.ts'
import { chanceDays, someGenomes } from '../../evaluation/markets.ts'

const open: EvaluateInThreads[] = []
afterAll(() => Promise.all(open.map((evaluate) => evaluate.close())))

function inThreads(task: EvaluationTask, options: EvaluateInThreadsOptions = {}): EvaluateInThreads {
  const evaluate = evaluateInThreads(task, { threads: 2, ...options })
  open.push(evaluate)
  return evaluate
}

/** A market with everything a market can have. */
function rich(bars: Bars): Bars {
  const range = bars.close.map((close) => close * 0.02)
  return { ...bars, funding: bars.close.map((_, t) => (t % 8 === 0 ? 1e-4 * ((t % 5) - 2) : 0)), extras: { range } }
}

const markets = [rich(chanceDays(1, 400)), rich(chanceDays(2, 330))]
const columns = markets.map(({ length }) => [Float64Array.from({ length }, (_, t) => Math.sin(t) / 100)])
const task: EvaluationTask = {
  markets,
  execution: { ...perpetual, stops: { loss: { column: 'range', times: 3 } } },
  objectives: ['sharpe', 'max-drawdown', 'ulcer', { name: 'correlation', returns: columns }],
  folds: { combinatorialPurged: { groups: 4, tested: 2 } },
  warmup: [60, 50],
  minimum: { trades: 10 },
}
const genomes = [
  ...someGenomes(20),
  ...sampleLatin(blueprintOf(['funding-rate-carry']), 8, randomFrom(3)),
  ...someGenomes(20).slice(5, 9),
]

describe('evaluateInThreads', () => {
  test.each([1, 2, 3])('gives the evaluation, the ledger and the cache of one thread in %d', async (threads) => {
    const [ours, theirs] = [0, 1].map(() => ({ ledger: new TrialLedger(), cache: new ScoreCache() }))
    const [evaluate, here] = [inThreads(task, { threads, ...ours }), evaluateHere(task, theirs)]
    for (const batch of [genomes, genomes.slice(3), genomes.slice(0, 1), []]) {
      const [there, own] = [await evaluate(batch), here(batch)]
      expect(there).toEqual(own)
      expect(new BigUint64Array(there.scores.buffer)).toEqual(new BigUint64Array(own.scores.buffer))
      expect(ours.ledger.toJSON()).toEqual(theirs.ledger.toJSON())
      expect([ours.cache.size, ours.cache.hits]).toEqual([theirs.cache.size, theirs.cache.hits])
    }
  })

  test('gives the same bits however genomes are parted, kept and called for', async () => {
    const whole = evaluateHere(task)(genomes)
    const evaluate = inThreads(task, { cache: false, bytes: 1e5 })
    await fc.assert(
      fc.asyncProperty(fc.nat(genomes.length), async (cut) => {
        const calls = [genomes.slice(0, cut), genomes.slice(cut)].map((part) => evaluate(part))
        const parts = await Promise.all(calls)
        expect(parts.flatMap(({ scores }) => Array.from(scores))).toEqual(Array.from(whole.scores))
        expect(parts.flatMap(({ violations }) => Array.from(violations ?? []))).toEqual(
          Array.from(whole.violations ?? []),
        )
      }),
      { numRuns: 10 },
    )
  })

  test('trades one account and reads finer bars as one thread does', async () => {
    const fine = [5, 6].map((seed) => {
      return garchMarket(randomFrom(seed), { length: 24 * 200, interval: '1h', symbol: `M-${seed}` })
    })
    const days = fine.map((bars) => resample(bars, 86_400_000))
    const account: EvaluationTask = {
      markets: days,
      execution: { ...perpetual, stops: { loss: 0.03, profit: 0.02 } },
      objectives: ['sharpe', 'turnover'],
      across: { markets: { account: { cap: 0.4 } } },
      detail: [fine[0], undefined],
    }
    const space = blueprintOf(['ema-crossover', 'market-weights'], { catalogue: accountSeeds })
    const some = sampleLatin(space, 12, randomFrom(8))
    const own = evaluateHere(account)(some)
    expect(await inThreads(account)(some)).toEqual(own)
    expect(own.scores).not.toEqual(evaluateHere({ ...account, detail: [undefined, undefined] })(some).scores)
    expect(own.faults?.filter((fault) => fault === null).length).toBeGreaterThan(4)
  })

  test('gives faults their words', async () => {
    const plain = {
      ...task,
      markets: [showcaseMarket('rise')],
      execution: perpetual,
      objectives: ['sharpe'],
      warmup: 0,
    }
    const carry = genomes.slice(18, 24)
    const evaluation = await inThreads(plain)(carry)
    expect(evaluation).toEqual(evaluateHere(plain)(carry))
    expect(evaluation.faults?.[5]).toContain('because funding-rate-carry needs it')
  })

  test('judges by the task that it was given, whatever becomes of the object', async () => {
    const fresh = () => ({
      ...task,
      markets: task.markets.map((bars) => ({ ...bars, close: bars.close.slice() })),
      objectives: ['sharpe', 'max-drawdown', 'ulcer', { name: 'correlation' as const, returns: columns.slice() }],
      minimum: { trades: 10 },
      warmup: [60, 50],
    })
    const few = genomes.slice(0, 4)
    const before = evaluateHere(fresh())(few)
    const changed = fresh()
    const [here, there] = [evaluateHere(changed), inThreads(changed)]
    changed.objectives[0] = 'sortino'
    changed.objectives.push('complexity')
    changed.minimum.trades = 1000
    changed.warmup[0] = 0
    changed.markets.reverse()
    columns[0].push(new Float64Array(400).map((_, t) => t % 3))
    expect(here(few)).toEqual(before)
    changed.markets[0].close.fill(1)
    expect(await there(few)).toEqual(before)
    columns[0].pop()
  })

  test('takes as many threads as there are cores unless told otherwise', () => {
    const { threads } = inThreads(task, { threads: 'auto' })
    expect(threads).toBeGreaterThanOrEqual(1)
    expect(inThreads(task, { threads: 7 }).threads).toBe(7)
  })
})

describe('a sealed holdout', () => {
  test('is refused at the door, and when it was sealed since', async () => {
    const bars = chanceDays(9, 400)
    const simple = { markets: [bars], execution: perpetual, objectives: ['sharpe'] }
    const evaluate = inThreads(simple)
    const { research, holdout } = sealHoldout(bars, 0.25)
    expect(() => evaluateInThreads(simple)).toThrow('without the sealed holdout')
    await expect(evaluate(someGenomes(2))).rejects.toThrow('without the sealed holdout')
    const genes: readonly Genome[] = someGenomes(4)
    const searched = { ...simple, markets: [research] }
    expect(await inThreads(searched)(genes)).toEqual(evaluateHere(searched)(genes))
    holdout.open(new TrialLedger())
    expect(await evaluate(genes)).toEqual(evaluateHere(simple)(genes))
  })
})

describe('the door', () => {
  const own = { name: 'mine', direction: 'max' as const, of: () => 1 }
  const wrong: readonly (readonly [string, () => unknown, string])[] = [
    [
      'no threads',
      () => evaluateInThreads(task, { threads: 0 }),
      "threads must be an integer of at least 1, received 0. Or give 'auto'.",
    ],
    ['half a thread', () => evaluateInThreads(task, { threads: 1.5 }), 'threads must be an integer'],
    ['no time', () => evaluateInThreads(task, { timeout: 0 }), 'timeout must be a finite number above 0'],
    ['no heap', () => evaluateInThreads(task, { heap: 1 }), 'heap must be a finite number of at least 16'],
    ['a strange option', () => evaluateInThreads(task, { treads: 2 } as never), 'Did you mean "threads"?'],
    [
      'a catalogue',
      () => evaluateInThreads(task, { catalogue: {} } as never),
      'Code does not travel to a worker: put seeds into a module',
    ],
    [
      'seeds themselves',
      () => evaluateInThreads(task, { seeds: [] as never }),
      'Code does not travel to a worker: put seeds into a module',
    ],
    [
      'a relative module',
      () => evaluateInThreads(task, { seeds: './mine.js' }),
      'A relative name has no base in a worker',
    ],
    [
      'an objective of your own',
      () => evaluateInThreads({ ...task, objectives: [own] }),
      'objectives must be of the library',
    ],
    [
      'no worker',
      () => evaluateInThreads(task, { worker: '/nowhere/worker.js' }),
      'worker must be a file that is there',
    ],
    [
      'a cache that is none',
      () => evaluateInThreads(task, { cache: true as never }),
      'cache must be a ScoreCache or false',
    ],
    ['no objectives', () => evaluateInThreads({ ...task, objectives: [] }), 'objectives must be an array'],
  ]

  test.each(wrong)('refuses %s with words', (_, act, words) => {
    expect(act).toThrow(words)
  })
})

describe('a module of seeds', () => {
  const moduleOf = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`
  const judge = (seeds: string | URL) => inThreads(task, { threads: 1, seeds })(genomes.slice(0, 2))

  test('that is not there, or exports none, is refused when it is needed', async () => {
    const missing = pathToFileURL('/nowhere/seeds.js')
    await expect(judge(missing)).rejects.toThrow('seeds must be a module that can be imported')
    await expect(judge(moduleOf('export const seed = []'))).rejects.toThrow('exported as an array of seeds')
    await expect(judge(moduleOf('export const seeds = [{}]'))).rejects.toThrow('made by seed({ ... })')
  })

  test('whose seeds have another version in the worker is refused', async () => {
    const text = `
      import { isMainThread } from 'node:worker_threads'
      const plan = { name: 'mine', role: 'entry', genes: {}, needs: [], say() {}, warmup() {}, write() {} }
      export const seeds = [Object.freeze({ ...plan, version: isMainThread ? 1 : 2 })]`
    await expect(judge(moduleOf(text))).rejects.toMatchObject({
      code: 'invalid-state',
      message: expect.stringContaining('received mine@2 instead of mine@1.'),
    })
  })
})
