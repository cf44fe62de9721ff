import { expect, test } from 'vitest'
import { perpetual } from '../../src/backtest/execution.ts'
import { evaluateHere } from '../../src/evaluation/evaluate-here.ts'
import { ScoreCache } from '../../src/evaluation/score-cache.ts'
import type { EvaluationTask } from '../../src/evaluation/task.ts'
import { taskHash } from '../../src/evaluation/task-hash.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { parseCheckpoint, toCheckpoint } from '../../src/evolution/checkpoint.ts'
import { evolve, type Search } from '../../src/evolution/evolve.ts'
import type { Generation } from '../../src/evolution/generation.ts'
import { logbookHash } from '../../src/evolution/logbook.ts'
import { nsga2 } from '../../src/evolution/nsga2.ts'
import { plainDays, space } from '../evaluation/markets.ts'

const task: EvaluationTask = {
  markets: [plainDays(11, 900), plainDays(12, 800)],
  execution: perpetual,
  objectives: ['sharpe', 'consistency', 'max-drawdown', 'turnover'],
  warmup: 100,
  folds: { combinatorialPurged: { groups: 5, tested: 2, embargo: 5 } },
  minimum: { trades: 10, timeInMarket: 0.1 },
}

async function run(options: Partial<Search>, ledger: TrialLedger, cache: ScoreCache | false): Promise<Generation> {
  const search = { ...nsga2(space), evaluate: evaluateHere(task, { ledger, cache }), size: 24, seed: 'golden' }
  let last: Generation | undefined
  for await (const generation of evolve({ ...search, generations: 8, ...options })) last = generation
  return last as Generation
}

// A change here changes the numbers of every search: it is a release note under Numbers.
test('a search on two markets with four goals goes the way it always went', async () => {
  const ledger = new TrialLedger()
  const { log, archive, evaluations } = await run({}, ledger, new ScoreCache())
  expect(logbookHash(log)).toBe('985c166453044c0363de761c6153ab589f481e120be56ed820c0de94a9e65063')
  expect(taskHash(task)).toBe('d49b60a30d65f6abe90862ba3c032a20bc54121210f8007c2323c1f06a9f404a')
  expect([evaluations, ledger.count, archive.length]).toEqual([192, 192, 26])
})

test('interrupted, saved and resumed it ends where it would have ended, without the cache too', async () => {
  const [whole, ledger] = [new TrialLedger(), new TrialLedger()]
  const straight = await run({}, whole, new ScoreCache())
  const half = toCheckpoint(await run({ generations: 3 }, ledger, false))
  const saved = JSON.stringify(ledger)
  const resumed = new TrialLedger(JSON.parse(saved))
  const end = await run({ from: parseCheckpoint(half) }, resumed, false)
  expect(logbookHash(end.log)).toBe(logbookHash(straight.log))
  expect(resumed.toJSON()).toEqual(whole.toJSON())
})
