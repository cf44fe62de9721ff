import { folderStore } from '../../adapters/stores/folder-store.ts'
import { OrganismError } from '../../base/error.ts'
import type { LedgerState } from '../../evaluation/ledger-state.ts'
import { parseRunCheckpoint, type RunCheckpoint, toRunCheckpoint } from '../../evaluation/run-checkpoint.ts'
import { TrialLedger } from '../../evaluation/trial-ledger.ts'
import { logbookLines } from '../../evolution/logbook.ts'
import { LIBRARY_VERSION } from '../../lifecycle/library-version.ts'
import type { Store } from '../../ports/store.ts'
import { withFile } from '../read-file.ts'
import { checkConfig, identityOf, type RunConfig } from './config.ts'
import type { StagedMarket } from './markets.ts'

/** What a run is: its configuration, the code and the data. */
export interface RunRecord {
  readonly version: 1
  readonly code: { readonly name: '@organism/core'; readonly version: string }
  readonly config: RunConfig
  readonly markets: readonly {
    readonly file: string
    readonly symbol: string
    readonly interval: number
    readonly bars: number
    readonly hash: string
  }[]
}

/** Where a run stands: one file, so that the ledger and the generation are never of two moments. */
export type Standing = RunCheckpoint

/** The folder of a run. */
export interface RunFolder {
  readonly path: string
  readonly store: Store
}

const RUNS = 'runs'

/** Names of the files of a run. */
export const FILES = {
  run: 'run.json',
  logbook: 'logbook.jsonl',
  checkpoint: 'checkpoint.json',
  front: 'front.json',
  ledger: 'ledger.json',
  certificates: 'certificates.jsonl',
  report: 'report.html',
} as const

/** Opens a folder; nothing is made before something is written. */
export function openFolder(path: string): RunFolder {
  return { path, store: folderStore(path) }
}

/** The folder of a new run, or of the last one: numbers below `runs`. */
export async function numberedFolder(which: 'next' | 'last'): Promise<RunFolder> {
  const keys = await folderStore(RUNS).list()
  const numbers = keys.map((key) => Number(key.split('/')[0])).filter(Number.isInteger)
  const last = Math.max(0, ...numbers)
  return openFolder(`${RUNS}/${which === 'next' ? last + 1 : Math.max(1, last)}`)
}

/** The record of a run that is about to begin, or to go on. */
export function recordOf(config: RunConfig, markets: readonly StagedMarket[]): RunRecord {
  return {
    version: 1,
    code: { name: '@organism/core', version: LIBRARY_VERSION },
    config,
    markets: markets.map(({ file, bars: { symbol, interval, length }, hash }) => {
      return { file, symbol, interval, bars: length, hash }
    }),
  }
}

/** The record of a folder; null when there is no run in it. */
export async function readRecord({ store, path }: RunFolder): Promise<RunRecord | null> {
  const text = await store.read(FILES.run)
  if (text === null) return null
  const record = jsonOf(`${path}/${FILES.run}`, text) as RunRecord
  if (typeof record !== 'object' || !Array.isArray(record?.markets)) throw strange(path, `${FILES.run} is of no run`)
  if (record.version !== 1) throw strange(path, `version ${record.version} of a run folder is not known here`)
  if (record.code?.version !== LIBRARY_VERSION) {
    throw strange(path, `it was made by version ${record.code?.version}, this is ${LIBRARY_VERSION}`)
  }
  return { ...record, config: checkConfig(`${path}/${FILES.run}`, record.config) }
}

/** Refuses to go on with other data or another configuration than the run began with. */
export function checkSameRun({ path }: RunFolder, then: RunRecord, now: RunRecord): void {
  const [count, known] = [now.markets.length, then.markets.length]
  if (count !== known) throw strange(path, `it began with ${known} markets, now there are ${count}`)
  for (const [place, { symbol, hash }] of now.markets.entries()) {
    const before = then.markets[place]
    if (before.hash === hash) continue
    const [old, fresh] = [before.hash, hash].map((each) => each.slice(0, 8))
    throw strange(path, `the bars of ${symbol} are not those it began with (${before.symbol} ${old}, now ${fresh})`)
  }
  const [before, after] = [identityOf(then.config), identityOf(now.config)] as [
    Record<string, unknown>,
    Record<string, unknown>,
  ]
  for (const key of Object.keys(after)) {
    // A run may be told to go on for longer, and files may have moved: their hashes are what counts.
    if (key === 'generations' || key === 'markets' || JSON.stringify(before[key]) === JSON.stringify(after[key]))
      continue
    throw strange(
      path,
      `${key} is not what it began with (${JSON.stringify(before[key])}, now ${JSON.stringify(after[key])})`,
    )
  }
}

function strange(path: string, problem: string): OrganismError {
  const remedy = 'Begin a new run in another folder with --out, or go on with what it was made with.'
  return new OrganismError('invalid-state', `${path}: ${problem}. ${remedy}`)
}

/** Saves where a run stands. The logbook follows the checkpoint: what a death leaves of it is mended on resuming. */
export async function saveStanding({ store }: RunFolder, standing: Standing): Promise<void> {
  await store.write(FILES.checkpoint, toRunCheckpoint(standing))
  await store.append(FILES.logbook, logbookLines(standing.generation.log.slice(-1)).trimEnd())
}

/** The ledger of a run that is over, with the openings it noted. */
export async function readLedger({ store, path }: RunFolder): Promise<TrialLedger | null> {
  const text = await store.read(FILES.ledger)
  return text === null ? null : new TrialLedger(jsonOf(`${path}/${FILES.ledger}`, text) as LedgerState)
}

/** Where a run stood; null before its first generation. */
export async function readStanding({ store, path }: RunFolder): Promise<Standing | null> {
  const text = await store.read(FILES.checkpoint)
  return text === null ? null : withFile(`${path}/${FILES.checkpoint}`, () => parseRunCheckpoint(text))
}

/** Makes the logbook agree with the checkpoint. */
export async function mendLogbook({ store }: RunFolder, { generation }: Standing): Promise<void> {
  await store.write(FILES.logbook, logbookLines(generation.log))
}

/** The JSON of a file of a run. */
export function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new OrganismError('invalid-json', `${file}: this is not JSON; was it changed by hand?`, { cause: error })
  }
}
