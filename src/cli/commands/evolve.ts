import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { OrganismError } from '../../base/error.ts'
import type { EvaluationTask } from '../../evaluation/task.ts'
import { taskHash } from '../../evaluation/task-hash.ts'
import type { TrialLedger } from '../../evaluation/trial-ledger.ts'
import type { Generation } from '../../evolution/generation.ts'
import { everySeed } from '../../seeds/catalogue.ts'
import type { Catalogue } from '../../strategy/catalogue.ts'
import { describe } from '../../strategy/describe.ts'
import type { Command } from '../command.ts'
import { CSV_OPTIONS, csvFrom } from '../read-market.ts'
import { checkConfig, configJsonSchema, parseConfig, type RunConfig, type RunConfigInput } from '../run/config.ts'
import {
  checkSameRun,
  FILES,
  numberedFolder,
  openFolder,
  type RunFolder,
  readLedger,
  readRecord,
  readStanding,
  recordOf,
} from '../run/folder.ts'
import { type FrontMember, fieldOf, frontOf } from '../run/front.ts'
import { filesOf, type SealedMarket, sealedMarket, stagedMarkets } from '../run/markets.ts'
import { configFrom, RUN_OPTIONS } from '../run/options.ts'
import { progressLine } from '../run/progress.ts'
import { search } from '../run/search.ts'
import { catalogueOf, taskOf } from '../run/task.ts'
import { certify, readCertificates, saveCertificates, verdictLines } from '../run/verdict.ts'
import type { Screen } from '../screen.ts'
import { table } from '../table.ts'
import type { Words } from '../words.ts'

const CONFIG_FILE = 'organism.config.json'
const INTERRUPTED = 130

/** Breeds strategies, and says whether the best of them is luck. */
export const evolve: Command = {
  takes: '[BARS.csv ...]',
  about: [
    'Breeds strategies on the older bars of each market and judges the one it proposes on the newer ones, which the search',
    'never sees. Without a file it takes a sample: the S&P 500, daily, in a checkout, and a synthetic market elsewhere.',
    '',
    'The run is kept in a folder: configuration, logbook, front, ledger of all trials, certificate. Ctrl-C stops it after',
    'the generation in work; --resume goes on to the very result it would have had.',
    '',
    `Options may also stand in ${CONFIG_FILE}, by the same names; the command line has the last word.`,
  ].join('\n'),
  options: { ...RUN_OPTIONS, ...CSV_OPTIONS },
  run: async (words, screen) => {
    if (words.isOn('schema')) {
      screen.print(JSON.stringify(configJsonSchema(), null, 2))
      return 0
    }
    const run = await openRun(words)
    const stop = new AbortController()
    process.once('SIGINT', () => stop.abort(new Stopped()))
    try {
      const end = await breed(run, screen, stop.signal)
      return await judgeEnd({ ...run, ...end }, words, screen)
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
      screen.note(`stopped; go on with: organism evolve --resume --out=${run.folder.path}`)
      return INTERRUPTED
    }
  },
}

class Stopped extends Error {}

interface Run {
  readonly config: RunConfig
  readonly markets: readonly SealedMarket[]
  readonly task: EvaluationTask
  readonly catalogue: Catalogue
  readonly folder: RunFolder
}

interface End {
  readonly generation: Generation
  readonly ledger: TrialLedger
}

/** What the configuration file says: its markets stand beside it. */
function fileConfig(words: Words): RunConfigInput {
  const file = words.text('config') ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined)
  if (file === undefined) return {}
  const given = parseConfig(file, readFileSync(file, 'utf8'))
  checkConfig(file, given)
  const place = (market: string) => (market.startsWith('sample:') ? market : resolve(dirname(file), market))
  return given.markets === undefined ? given : { ...given, markets: given.markets.map(place) }
}

/** Reads the markets, and makes sure that the folder is new, or that of this very run. */
async function openRun(words: Words): Promise<Run> {
  const isResumed = words.isOn('resume')
  const given = fileConfig(words)
  const out = words.text('out') ?? given.out
  const folder = out === undefined ? await numberedFolder(isResumed ? 'last' : 'next') : openFolder(out)
  const before = await readRecord(folder)
  if ((before === null) === isResumed) {
    const [state, remedy] = isResumed
      ? ['holds no run', 'Begin one without --resume.']
      : ['holds a run', 'Go on with --resume, or choose another --out.']
    throw new OrganismError('invalid-argument', `organism evolve: ${folder.path} ${state}. ${remedy}`)
  }
  const base = checkConfig('organism evolve', { ...(before?.config ?? given), ...configFrom(words) })
  const config = { ...base, markets: filesOf(base), csv: { ...base.csv, ...csvFrom(words) } }
  const markets = stagedMarkets(config).map(sealedMarket)
  const catalogue = catalogueOf(config, markets)
  const task = taskOf(config, markets)
  // Refuses a task that cannot be worked on before anything is written.
  taskHash(task)
  const record = recordOf(config, markets)
  if (before !== null) checkSameRun(folder, before, record)
  await checkUnopened(folder, config)
  await folder.store.write(FILES.run, `${JSON.stringify(record, null, 2)}\n`)
  return { config, markets, task, catalogue, folder }
}

/** Refuses to search on once the sealed bars were looked at: what is found then was chosen with them in sight. */
async function checkUnopened(folder: RunFolder, { generations }: RunConfig): Promise<void> {
  const [ledger, standing] = [await readLedger(folder), await readStanding(folder)]
  const isOver = ledger !== null && ledger.openings.length > 0
  if (!isOver || standing === null || generations <= standing.generation.number) return
  throw new OrganismError(
    'invalid-state',
    `organism evolve: the sealed bars of ${folder.path} were opened after generation ${standing.generation.number}. ` +
      'A search that goes on would be chosen with them in sight: begin a new run, best with newer bars.',
  )
}

async function breed(
  { config, markets, task, catalogue, folder }: Run,
  screen: Screen,
  signal: AbortSignal,
): Promise<End> {
  const { symbol } = markets[0].bars
  const where = markets.length === 1 ? symbol : `${markets.length} markets`
  screen.note(
    `${config.size} strategies, ${config.generations} generations, ${where}, ${catalogue.seeds.length} seeds, in ${folder.path}`,
  )
  const begun = performance.now()
  let start = { milliseconds: begun, evaluations: 0, generation: 0 }
  let end: End | undefined
  for await (const standing of search({ config, task, catalogue, folder, signal })) {
    if (end === undefined && standing.generation.number > 1) {
      start = { ...start, evaluations: standing.generation.evaluations, generation: standing.generation.number }
    }
    end = standing
    screen.draw(progressLine(standing.generation, start, { generations: config.generations, now: performance.now() }))
  }
  if (end === undefined) throw new OrganismError('failed-generation', 'organism evolve: nothing could be bred.')
  const seconds = (performance.now() - begun) / 1000
  const count = end.generation.evaluations - start.evaluations
  screen.note(`${count} evaluations in ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} a second`)
  return end
}

/** Writes what was found, and the verdict. */
async function judgeEnd(run: Run & End, words: Words, screen: Screen): Promise<number> {
  const { folder, generation, ledger, config, markets, catalogue } = run
  const front = frontOf(generation)
  await folder.store.write(FILES.front, `${JSON.stringify(front, null, 2)}\n`)
  const chosen = front.find(({ isChosen }) => isChosen)
  let certificates = await readCertificates(folder)
  if (chosen !== undefined && certificates.length === 0) {
    const trial = { config, markets, catalogue, ledger, population: fieldOf(generation), looks: 1 }
    for (const { holdout } of markets) holdout.open(ledger)
    certificates = certify(chosen.strategy, trial)
    await saveCertificates(folder, certificates)
  }
  await folder.store.write(FILES.ledger, JSON.stringify(ledger))
  if (words.isOn('json')) {
    screen.print(JSON.stringify({ folder: folder.path, front, certificates, trials: ledger.count }))
    return 0
  }
  screen.print(resultText(front, chosen, screen))
  screen.print(['', ...verdictLines(certificates), '', `The run is in ${folder.path}.`].join('\n'))
  return 0
}

function resultText(front: readonly FrontMember[], chosen: FrontMember | undefined, { bold }: Screen): string {
  if (chosen === undefined) {
    return 'Nothing feasible was found: no strategy made enough trades. Give more bars, or a lower minimum.'
  }
  const names = Object.keys(chosen.scores)
  const best = [...front].sort((a, b) => Number(b.isChosen) - Number(a.isChosen)).slice(0, 8)
  const rows = best.map(({ id, scores }) => [id, ...names.map((name) => String(Number(scores[name].toPrecision(3))))])
  return [
    ...[`${front.length} strategies that no other beats in everything; the first is the one proposed.`, ''],
    ...[table([['', ...names], ...rows]), '', bold(chosen.id), describe(chosen.strategy, everySeed)],
  ].join('\n')
}
