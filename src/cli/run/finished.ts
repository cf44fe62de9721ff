import { OrganismError } from '../../base/error.ts'
import type { TrialLedger } from '../../evaluation/trial-ledger.ts'
import {
  checkSameRun,
  openFolder,
  type RunFolder,
  type RunRecord,
  readLedger,
  readRecord,
  readStanding,
  recordOf,
  type Standing,
} from './folder.ts'
import { type StagedMarket, stagedMarkets } from './markets.ts'

/** A run that has come to its end, with the data it was made on. */
export interface FinishedRun {
  readonly folder: RunFolder
  readonly record: RunRecord
  readonly standing: Standing
  /** With the openings that it noted. */
  readonly ledger: TrialLedger
  readonly markets: readonly StagedMarket[]
}

/** Reads a run of a folder. Refuses one that is not over, and data that are not those it was made on. */
export async function readFinished(path: string): Promise<FinishedRun> {
  const folder = openFolder(path)
  const record = await readRecord(folder)
  if (record === null) throw refusal(path, 'there is no run', 'organism evolve begins one.')
  const [standing, ledger] = [await readStanding(folder), await readLedger(folder)]
  if (standing === null || ledger === null) {
    throw refusal(path, 'the run is not over', `organism evolve --resume --out=${path} goes on with it.`)
  }
  const markets = stagedMarkets(record.config)
  checkSameRun(folder, record, recordOf(record.config, markets))
  return { folder, record, standing, ledger, markets }
}

function refusal(path: string, problem: string, remedy: string): OrganismError {
  return new OrganismError('invalid-argument', `${path}: ${problem}. ${remedy}`)
}
