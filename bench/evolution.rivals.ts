// What others need for the work that bench/evolution.bench.ts times, where they are installed.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { nonDominatedSort } from '../src/evolution/non-dominated-sort.ts'
import { randomFrom } from '../src/random/random-from.ts'

const ROWS = 1000
const HEAD = ['rival', 'work', 'theirs ms of processor time', 'ours', 'ratio']
/** Where a Python may be that has Debian's python3-deap. */
const PYTHONS = ['python3', '/usr/bin/python3']

/** Rounds of theirs and ours in turn; the least time of each counts, as anything else is what the machine did besides. */
const ROUNDS = 5

/** DEAP's NSGA-II example on ZDT1 with its own operators and standard sort, timed inside Python. */
const DEAP = `
import random, time, deap
from deap import algorithms, base, benchmarks, creator, tools
creator.create("F", base.Fitness, weights=(-1.0, -1.0)); creator.create("I", list, fitness=creator.F)
random.seed(1); N = 30
def run():
    pop = [creator.I(random.random() for _ in range(N)) for _ in range(100)]
    for i in pop: i.fitness.values = benchmarks.zdt1(i)
    pop = tools.selNSGA2(pop, 100)
    for g in range(1, 250):
        off = [creator.I(i) for i in tools.selTournamentDCD(pop, 100)]
        for a, b in zip(off[::2], off[1::2]):
            if random.random() <= 0.9: tools.cxSimulatedBinaryBounded(a, b, 15.0, 0.0, 1.0)
            tools.mutPolynomialBounded(a, 20.0, 0.0, 1.0, 1.0 / N); tools.mutPolynomialBounded(b, 20.0, 0.0, 1.0, 1.0 / N)
        for i in off: i.fitness.values = benchmarks.zdt1(i)
        pop = tools.selNSGA2(pop + off, 100)
s = time.process_time(); run(); whole = time.process_time() - s
pool = [creator.I() for _ in range(1000)]
for i in pool: i.fitness.values = (random.random(), random.random())
s = time.process_time(); tools.selNSGA2(pool, 500); select = time.process_time() - s
print(deap.__version__, whole * 1000, select * 1000)
`

/** Milliseconds of our sort and our crowding, which take one processor alone. */
type Timed = (values: Float64Array) => readonly [sort: number, crowd: number]

/** Our two ways to search ZDT1, in milliseconds of processor time, the least of several. */
interface Searches {
  readonly whole: () => Promise<number>
  readonly byHand: () => Promise<number>
}

/** A table of the rivals that are there, and a line for each that is not. */
export async function rivals(searches: Searches, timed: Timed): Promise<string[][]> {
  return [HEAD, ...(await deap(searches, timed)), ...(await winNsga(timed))]
}

async function deap({ whole, byHand }: Searches, timed: Timed): Promise<string[][]> {
  const python = PYTHONS.find((each) => spawnSync(each, ['-c', 'import deap']).status === 0)
  if (python === undefined) return [['DEAP', 'not compared: not installed (apt-get install python3-deap)']]
  let version = ''
  const least = { theirs: Infinity, theirSelect: Infinity, whole: Infinity, byHand: Infinity, select: Infinity }
  for (let round = 0; round < ROUNDS; round++) {
    const said = spawnSync(python, ['-c', DEAP], { encoding: 'utf8' }).stdout.trim().split(' ')
    version = said[0]
    least.theirs = Math.min(least.theirs, Number(said[1]))
    least.theirSelect = Math.min(least.theirSelect, Number(said[2]))
    least.byHand = Math.min(least.byHand, await byHand())
    least.whole = Math.min(least.whole, await whole())
    const [sort, crowd] = timed(cloud('deap'))
    least.select = Math.min(least.select, sort + crowd)
  }
  const name = `DEAP ${version}`
  return [
    line(name, 'ZDT1, 250 generations of 100, beside the loop by hand', least.theirs, least.byHand),
    line(name, 'the same, beside evolve with logbook and archive', least.theirs, least.whole),
    line(name, `selNSGA2 of ${ROWS} rows, 2 objectives`, least.theirSelect, least.select),
  ]
}

/** The one part of an NSGA-II that was found on npm; it ranks by fronts and has no crowding distance. */
interface Ranking {
  readonly addPopulation: (population: readonly { wid: number }[]) => void
  readonly rankGenomes: () => Promise<void>
}
type Emit = { readonly qCall: (what: string, population: readonly { wid: number }[]) => unknown }
type MakeRanking = new (evaluations: Record<number, { fitness: number }>, emit: Emit, log: () => void) => Ranking

async function winNsga(timed: Timed): Promise<string[][]> {
  const load = createRequire(import.meta.url)
  let make: MakeRanking
  let settled: (value: unknown) => unknown
  try {
    make = load('win-nsga/lib/multiobjective/rank.js')
    settled = load('q')
  } catch {
    return [['win-nsga', 'not compared: not installed (npm install --no-save win-nsga)']]
  }
  const values = cloud('win-nsga')
  const population = Array.from({ length: ROWS }, (_, wid) => ({ wid }))
  // It maximises.
  const rows = population.map(({ wid }) => [-values[2 * wid], -values[2 * wid + 1]])
  const times: number[] = []
  for (let trial = 0; trial < 7; trial++) {
    const evaluations = Object.fromEntries(population.map(({ wid }) => [wid, { age: 0, fitness: 0 }]))
    const ranking = new make(evaluations, { qCall: () => settled(rows) }, () => {})
    const start = process.cpuUsage()
    ranking.addPopulation(population)
    await ranking.rankGenomes()
    times.push(processorTime(start))
    checkRanks(values, evaluations)
  }
  const [sort] = timed(values)
  return [line('win-nsga', `fronts of ${ROWS} rows, 2 objectives`, times.sort((a, b) => a - b)[3], sort)]
}

/** Milliseconds of processor time since then, all threads of the process together. */
export function processorTime(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

/** A comparison is worth nothing when the two did not do the same. */
function checkRanks(values: Float64Array, evaluations: Readonly<Record<number, { fitness: number }>>): void {
  nonDominatedSort(values, 2).rank.forEach((rank, row) => {
    if (evaluations[row].fitness !== ROWS - rank) throw new Error(`row ${row} is in another front for win-nsga`)
  })
}

function cloud(name: string): Float64Array {
  const random = randomFrom(name)
  return Float64Array.from({ length: 2 * ROWS }, () => random.float())
}

function line(rival: string, work: string, theirs: number, ours: number): string[] {
  return [rival, work, theirs.toFixed(1), ours.toFixed(2), (theirs / ours).toFixed(1)]
}
