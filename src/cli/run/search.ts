import { evaluateInThreads } from '../../adapters/threads/evaluate-in-threads.ts'
import { evaluateHere } from '../../evaluation/evaluate-here.ts'
import type { EvaluationTask } from '../../evaluation/task.ts'
import { TrialLedger } from '../../evaluation/trial-ledger.ts'
import type { Evaluate } from '../../evolution/evaluation.ts'
import { evolve } from '../../evolution/evolve.ts'
import type { Catalogue } from '../../strategy/catalogue.ts'
import type { RunConfig } from './config.ts'
import { mendLogbook, type Standing, saveStanding } from './folder.ts'
import type { Run } from './open-run.ts'
import { breedingOf } from './task.ts'

/** A search about to run or to go on. */
export interface RunSearch extends Omit<Run, 'markets' | 'close'> {
  readonly signal: AbortSignal
}

/**
 * Runs a search and yields where it stands after every generation, saved. It goes on from where it stood, and ends where it
 * would have ended without a break.
 */
export async function* search(run: RunSearch): AsyncGenerator<Standing, void, undefined> {
  const { config, task, catalogue, folder, before, signal } = run
  const ledger = before?.ledger ?? new TrialLedger()
  if (before !== null) {
    await mendLogbook(folder, before)
    if (before.generation.number >= config.generations) return
  }
  const { evaluate, close } = judge(config, { task, catalogue, ledger })
  try {
    const { founders, ...breeding } = breedingOf(config, catalogue)
    const from = before === null ? { founders: founders ?? [] } : { from: before.generation }
    for await (const generation of evolve({ ...breeding, ...from, evaluate, signal })) {
      const standing = { generation, ledger }
      await saveStanding(folder, standing)
      yield standing
    }
  } finally {
    await close()
  }
}

interface Judging {
  readonly task: EvaluationTask
  readonly catalogue: Catalogue
  readonly ledger: TrialLedger
}

function judge(
  { threads }: RunConfig,
  { task, catalogue, ledger }: Judging,
): { evaluate: Evaluate; close: () => Promise<void> } {
  if (threads === 1) return { evaluate: evaluateHere(task, { catalogue, ledger }), close: async () => undefined }
  const evaluate = evaluateInThreads(task, { threads, ledger })
  return { evaluate, close: () => evaluate.close() }
}
