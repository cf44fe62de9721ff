import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { OrganismError } from '../../base/error.ts'
import type { EvaluationTask } from '../../evaluation/task.ts'
import { taskHash } from '../../evaluation/task-hash.ts'
import type { TrialLedger } from '../../evaluation/trial-ledger.ts'
import type { Catalogue } from '../../strategy/catalogue.ts'
import { csvFrom } from '../read-market.ts'
import type { Words } from '../words.ts'
import { checkConfig, type RunConfig, type RunConfigInput, readConfig } from './config.ts'
import {
  checkSameRun,
  FILES,
  numberedFolder,
  openFolder,
  type RunFolder,
  type RunRecord,
  readLedger,
  readRecord,
  readStanding,
  recordOf,
  type Standing,
} from './folder.ts'
import { lockFolder } from './lock.ts'
import { filesOf, isSample, type SealedMarket, sealedMarket, stagedMarkets } from './markets.ts'
import { configFrom } from './options.ts'
import { catalogueOf, taskOf } from './task.ts'

/** Where a configuration is looked for. */
export const CONFIG_FILE = 'organism.config.json'

/** A run that may begin, or go on. */
export interface Run {
  readonly config: RunConfig
  readonly markets: readonly SealedMarket[]
  readonly task: EvaluationTask
  readonly catalogue: Catalogue
  readonly folder: RunFolder
  /** Where it stood when it ended last; null at its beginning. */
  readonly before: Standing | null
  /** Sets its folder free for others. */
  readonly close: () => Promise<void>
}

/** Reads the markets, and makes sure that the folder is new, or that of this very run, and nobody else's meanwhile. */
export async function openRun(words: Words): Promise<Run> {
  const isResumed = words.isOn('resume')
  const given = fileConfig(words)
  const out = words.text('out') ?? given.out
  const folder = out === undefined ? await numberedFolder(isResumed ? 'last' : 'next') : openFolder(out)
  const known = await recordIn(folder, isResumed)
  const config = configOf(known?.config ?? given, words)
  const markets = stagedMarkets(config).map(sealedMarket)
  const catalogue = catalogueOf(config, markets)
  const task = taskOf(config, markets)
  checkTask(task)
  const record = recordOf(config, markets)
  if (known !== null) checkSameRun(folder, known, record)
  const close = await lockFolder(folder)
  try {
    // Another process may have been quicker.
    await recordIn(folder, isResumed)
    const before = await readStanding(folder)
    checkUnopened(folder, config, { before, ledger: await readLedger(folder) })
    await folder.store.write(FILES.run, `${JSON.stringify(record, null, 2)}\n`)
    return { config, markets, task, catalogue, folder, before, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** What the configuration file says: its markets stand beside it. */
function fileConfig(words: Words): RunConfigInput {
  const file = words.text('config') ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined)
  if (file === undefined) return {}
  const given = readConfig(file)
  return given.markets === undefined ? given : { ...given, markets: given.markets.map(placeFrom(dirname(file))) }
}

/** Paths from a folder, so that a run finds its files wherever it is looked at from. */
function placeFrom(folder: string): (market: string) => string {
  return (market) => (isSample(market) ? market : resolve(folder, market))
}

function configOf(given: RunConfigInput, words: Words): RunConfig {
  const base = checkConfig('organism evolve', { ...given, ...configFrom(words, given) })
  return { ...base, markets: filesOf(base).map(placeFrom('.')), csv: { ...base.csv, ...csvFrom(words) } }
}

/** The record of a run to go on with, or null before a new one. */
async function recordIn(folder: RunFolder, isResumed: boolean): Promise<RunRecord | null> {
  const record = await readRecord(folder)
  if ((record !== null) === isResumed) return record
  const [state, remedy] = isResumed
    ? ['holds no run', 'Name the folder of one with --out, or begin one without --resume.']
    : ['holds a run', 'Go on with --resume, or choose another --out.']
  throw new OrganismError('invalid-argument', `organism evolve: ${folder.path} ${state}. ${remedy}`)
}

/** Refuses a task that cannot be worked on, before anything is written. */
function checkTask(task: EvaluationTask): void {
  try {
    taskHash(task)
  } catch (error) {
    if (!(error instanceof OrganismError)) throw error
    const text = error.message.replace(/^taskHash/, 'organism evolve')
    throw new OrganismError(error.code, text, { cause: error, problems: error.problems })
  }
}

/** What a run keeps of its search. */
interface Kept {
  readonly before: Standing | null
  /** Null until it is over. */
  readonly ledger: TrialLedger | null
}

/** Refuses to search on once the sealed bars were looked at: what is found then was chosen with them in sight. */
function checkUnopened(folder: RunFolder, { generations }: RunConfig, { before, ledger }: Kept): void {
  const number = before?.generation.number ?? 0
  if (generations < number) {
    throw new OrganismError(
      'invalid-argument',
      `organism evolve: ${folder.path} has come to generation ${number} already: --generations must be at least that, ` +
        `received ${generations}.`,
    )
  }
  const isOver = ledger !== null && ledger.openings.length > 0
  if (!isOver || generations === number) return
  throw new OrganismError(
    'invalid-state',
    `organism evolve: the sealed bars of ${folder.path} were opened after generation ${number}. ` +
      'A search that goes on would be chosen with them in sight: begin a new run, best with newer bars.',
  )
}
