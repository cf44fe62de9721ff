import { OrganismError } from '../../base/error.ts'
import { count } from '../../report/figures.ts'
import { everySeed } from '../../seeds/catalogue.ts'
import { describe } from '../../strategy/describe.ts'
import type { Command } from '../command.ts'
import { CSV_OPTIONS } from '../read-market.ts'
import { configJsonSchema } from '../run/config.ts'
import { FILES, recordOf, type Standing } from '../run/folder.ts'
import { type FrontMember, fieldOf, frontOf, MORE } from '../run/front.ts'
import { overlapOf } from '../run/markets.ts'
import { CONFIG_FILE, openRun, type Run } from '../run/open-run.ts'
import { RUN_OPTIONS } from '../run/options.ts'
import { progressLine } from '../run/progress.ts'
import { saveReport } from '../run/save-report.ts'
import { search } from '../run/search.ts'
import { judge, readCertificates, verdictLines } from '../run/verdict.ts'
import type { Screen } from '../screen.ts'
import { table } from '../table.ts'
import type { Words } from '../words.ts'

const INTERRUPTED = 130
const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Breeds strategies, and says whether the best of them is luck. */
export const evolve: Command = {
  takes: '[BARS.csv ...]',
  about: [
    'Breeds strategies on the older bars of each market and judges the one it proposes on the newer ones, which the search',
    'never sees. Without a file it takes a sample: the S&P 500, daily, in a checkout, and a synthetic market elsewhere.',
    '',
    'The run is kept in a folder: configuration, logbook, front, ledger of all trials, certificate, report. Ctrl-C stops it;',
    '--resume goes on from its last whole generation to the very result it would have had.',
    '',
    `A file ${CONFIG_FILE} may hold the same; the command line has the last word. A resumed run goes by its own run.json.`,
  ].join('\n'),
  options: { ...RUN_OPTIONS, ...CSV_OPTIONS },
  run: async (words, screen) => {
    if (words.isOn('schema')) {
      screen.print(JSON.stringify(configJsonSchema(), null, 2))
      return 0
    }
    const run = await openRun(words)
    try {
      const end = await untilStopped((signal) => breed(run, screen, signal))
      return await judgeEnd({ ...run, ...end }, words, screen)
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
      screen.note(`stopped; go on with: organism evolve --resume --out=${run.folder.path}`)
      return INTERRUPTED
    } finally {
      await run.close()
    }
  },
}

class Stopped extends Error {}

/** Work that ends early when somebody asks for it. Who asks twice, or later, ends the process: all that matters is written. */
async function untilStopped<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const stop = new AbortController()
  const ask = () => stop.abort(new Stopped())
  for (const name of SIGNALS) process.once(name, ask)
  try {
    return await work(stop.signal)
  } finally {
    for (const name of SIGNALS) process.removeListener(name, ask)
  }
}

async function breed(run: Run, screen: Screen, signal: AbortSignal): Promise<Standing> {
  const { config, markets, catalogue, folder, before } = run
  const { size, generations } = config
  const where = markets.length === 1 ? markets[0].bars.symbol : count(markets.length, 'market')
  const what = `${count(size, 'strategy', 'strategies')}, ${count(generations, 'generation')}`
  screen.note(`${what}, ${where}, ${count(catalogue.seeds.length, 'seed')}, in ${folder.path}`)
  const overlap = overlapOf(markets)
  if (overlap !== '') screen.note(`note: ${overlap}`)
  const { evaluations, number } = before?.generation ?? { evaluations: 0, number: 0 }
  const start = { milliseconds: performance.now(), evaluations, generation: number }
  let end = before
  for await (const standing of search({ ...run, signal })) {
    end = standing
    screen.draw(progressLine(standing.generation, start, { generations, now: performance.now() }))
  }
  if (end === null) throw new OrganismError('failed-generation', 'organism evolve: nothing could be bred.')
  const seconds = (performance.now() - start.milliseconds) / 1000
  const done = end.generation.evaluations - start.evaluations
  if (done > 0) {
    screen.note(`${count(done, 'evaluation')} in ${seconds.toFixed(1)} s, ${Math.round(done / seconds)} a second`)
  }
  return end
}

/**
 * Writes what was found, and the verdict. That the sealed bars are opened stands in the ledger before anybody looks at them: a
 * run that dies in between cannot search on, and is judged when it is taken up again.
 */
async function judgeEnd(run: Run & Standing, words: Words, screen: Screen): Promise<number> {
  const { folder, generation, ledger, config, markets, catalogue } = run
  const front = frontOf(generation)
  await folder.store.write(FILES.front, `${JSON.stringify(front, null, 2)}\n`)
  const chosen = front.find(({ isChosen }) => isChosen)
  if (chosen !== undefined) for (const { holdout } of markets) holdout.open(ledger)
  await folder.store.write(FILES.ledger, JSON.stringify(ledger))
  screen.draw('judging on the bars that the search never saw')
  const trial = { config, markets, catalogue, ledger, population: fieldOf(generation) }
  const own = chosen === undefined ? [] : await judge(folder, chosen.strategy, trial)
  const certificates = await readCertificates(folder)
  await saveReport(folder, { record: recordOf(config, markets), generation, ledger, markets, certificates })
  if (words.isOn('json')) {
    screen.print(JSON.stringify({ folder: folder.path, front, certificates: own, trials: ledger.count }))
    return 0
  }
  screen.print(resultText(front, chosen, screen))
  screen.print(['', ...verdictLines(own), '', `The run is in ${folder.path}.`].join('\n'))
  return 0
}

function resultText(front: readonly FrontMember[], chosen: FrontMember | undefined, { bold }: Screen): string {
  if (chosen === undefined) {
    return `Nothing feasible was found. ${MORE}`
  }
  const names = Object.keys(chosen.scores)
  const best = [...front].sort((a, b) => Number(b.isChosen) - Number(a.isChosen)).slice(0, 8)
  const rows = best.map(({ id, scores }) => [id, ...names.map((name) => String(Number(scores[name].toPrecision(3))))])
  return [
    ...[
      `${count(front.length, 'strategy', 'strategies')} that no other beats in everything; the first is the one proposed.`,
      '',
    ],
    ...[table([['', ...names], ...rows]), '', bold(chosen.id), describe(chosen.strategy, everySeed)],
  ].join('\n')
}
