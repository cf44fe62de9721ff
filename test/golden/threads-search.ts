import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { evaluateInThreads } from '../../src/adapters/threads/evaluate-in-threads.ts'
import { perpetual } from '../../src/backtest/execution.ts'
import { contentHash } from '../../src/base/content-hash.ts'
import type { EvaluationTask } from '../../src/evaluation/task.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { parseCheckpoint, toCheckpoint } from '../../src/evolution/checkpoint.ts'
import type { Evaluate } from '../../src/evolution/evaluation.ts'
import { evolve, type Search } from '../../src/evolution/evolve.ts'
import type { Generation } from '../../src/evolution/generation.ts'
import { logbookHash } from '../../src/evolution/logbook.ts'
import { nsga2 } from '../../src/evolution/nsga2.ts'
import { plainDays, space } from '../evaluation/markets.ts'

/** Two markets, four goals, folds that follow one another. */
export const task: EvaluationTask = {
  markets: [plainDays(21, 460), plainDays(22, 420)],
  execution: perpetual,
  objectives: ['sharpe', 'consistency', 'max-drawdown', 'turnover'],
  warmup: 60,
  folds: { walkForward: { train: 30, test: 165 } },
  minimum: { trades: 5, timeInMarket: 0.05 },
}

/** The search that every way of running it must take alike. */
export const search: Omit<Search, 'evaluate'> = { ...nsga2(space), size: 500, generations: 20, seed: 'threads' }

/** What two runs that went the same way have in common. */
export interface Track {
  readonly log: string
  readonly ledger: string
}

/** What a run left behind that ended with this generation. */
export function trackOf({ log }: Generation, ledger: TrialLedger): Track {
  return { log: logbookHash(log), ledger: contentHash({ ...ledger.toJSON() } as never) }
}

/** How a run goes that saves every generation. */
export interface Saving {
  readonly file: string
  readonly worker: string
  /** So many generations are saved, and then the process is killed in the middle of the next. */
  readonly killedAfter?: number
}

/** Runs the search in two threads, or goes on with what was saved, and prints the generation it is at. */
export async function runAndSave({ file, worker, killedAfter }: Saving): Promise<void> {
  const saved = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  const ledger = new TrialLedger(saved?.ledger)
  await using judge = evaluateInThreads(task, { threads: 2, worker, ledger })
  let number = 0
  const evaluate: Evaluate = (genomes, options) => {
    if (number === killedAfter) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5)
    return judge(genomes, options)
  }
  const from = saved === undefined ? {} : { from: parseCheckpoint(saved.checkpoint) }
  for await (const generation of evolve({ ...search, evaluate, ...from })) {
    number = generation.number
    writeFileSync(`${file}.new`, JSON.stringify({ checkpoint: toCheckpoint(generation), ledger }))
    renameSync(`${file}.new`, file)
    process.stdout.write(`${number}\n`)
    if (number === search.generations) process.stdout.write(`${JSON.stringify(trackOf(generation, ledger))}\n`)
  }
}
