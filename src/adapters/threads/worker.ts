import { workerData } from 'node:worker_threads'
import { type Bench, evaluateBatch } from '../../evaluation/evaluate-batch.ts'
import { prepare } from '../../evaluation/prepare.ts'
import { Workspace } from '../../strategy/workspace.ts'
import { type Answer, type Batch, packError, packOutcomes, type Refused } from './answer.ts'
import { loadSeeds } from './load-seeds.ts'
import { checkParcel, type Parcel, unpackTask } from './parcel.ts'
import { enter } from './progress.ts'

let bench: Promise<Bench> | undefined

/** Judges a batch: what a worker does. Called by the pool, and by nobody else. */
export async function work({ strategies, progress }: Batch): Promise<Answer | Refused> {
  bench ??= openBench(workerData as Parcel)
  let open: Bench
  try {
    open = await bench
  } catch (error) {
    return packError(error)
  }
  return packOutcomes(evaluateBatch(strategies, { ...open, onBegin: (place) => enter(progress, place) }))
}

async function openBench(parcel: Parcel): Promise<Bench> {
  const catalogue = await loadSeeds(parcel.seeds)
  checkParcel(parcel, catalogue)
  const task = prepare('evaluateInThreads', unpackTask(parcel))
  return { task, workspace: new Workspace(catalogue, parcel.bytes === null ? {} : { bytes: parcel.bytes }) }
}
