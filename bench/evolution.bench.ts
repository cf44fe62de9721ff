// Quality and speed of the searches. Arguments: --runs N (seeds per problem, 11), --markdown FILE.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { crowdingOf } from '../src/evolution/crowding-distance.ts'
import { evolve } from '../src/evolution/evolve.ts'
import type { Generation } from '../src/evolution/generation.ts'
import { hypervolume } from '../src/evolution/hypervolume.ts'
import { judge } from '../src/evolution/judge.ts'
import { polynomial } from '../src/evolution/mutations.ts'
import { frontsOf } from '../src/evolution/non-dominated-sort.ts'
import { nsga2 } from '../src/evolution/nsga2.ts'
import { nsga2Survival } from '../src/evolution/nsga2-survival.ts'
import { nsga3 } from '../src/evolution/nsga3.ts'
import { randomSearch } from '../src/evolution/random-search.ts'
import { rankingOf } from '../src/evolution/ranking.ts'
import { sbx } from '../src/evolution/sbx.ts'
import { scoresFrom, scoresOf } from '../src/evolution/scores.ts'
import { crowdedTournament } from '../src/evolution/selection.ts'
import type { Toolbox } from '../src/evolution/toolbox.ts'
import type { Blueprint } from '../src/genome/blueprint.ts'
import type { Genome } from '../src/genome/genome.ts'
import { sampleLatin } from '../src/genome/sample.ts'
import { randomFrom } from '../src/random/random-from.ts'
import { PROBLEMS } from '../test/support/problems.ts'
import { processorTime, rivals } from './evolution.rivals.ts'

type Problem = keyof typeof PROBLEMS
type Table = readonly (readonly string[])[]

const argument = (name: string) => process.argv[process.argv.indexOf(name) + 1]
/** Searches that are run before the first that counts. */
const WARM_UP = 5
const runs = process.argv.includes('--runs') ? Number(argument('--runs')) : 11
const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b)
const median = (values: readonly number[]) => sorted(values)[values.length >> 1]

const SEARCHES: readonly (readonly [Problem, (space: Blueprint) => Toolbox, goal: number | null])[] = [
  ['zdt1', nsga2, 0.869],
  ['zdt2', nsga2, 0.5355],
  ['zdt3', nsga2, 1.327],
  ['zdt6', nsga2, 0.4935],
  ['dtlz2', nsga2, 0.69],
  ['dtlz2', nsga3, null],
  ['zdt1', randomSearch, null],
]

async function measure(name: Problem, make: (space: Blueprint) => Toolbox, seed: number) {
  const { space, evaluate, objectives } = PROBLEMS[name]
  const start = process.cpuUsage()
  let last: Generation | undefined
  for await (const each of evolve({ ...make(space), evaluate, size: 100, generations: 250, seed })) last = each
  const milliseconds = processorTime(start)
  const reference = new Array<number>(objectives).fill(1.1)
  return { milliseconds, volume: hypervolume(scoresOf(last?.population ?? []).values, reference) }
}

async function searches(): Promise<Table> {
  const rows: string[][] = [
    ['problem', 'search', 'hypervolume: median', 'least', 'most', 'goal', 'processor ms: median', 'least'],
  ]
  // The first searches of a process pay for its compiling: they are run and not counted.
  const [first, makeFirst] = SEARCHES[0]
  for (let seed = 1; seed <= WARM_UP; seed++) await measure(first, makeFirst, seed)
  for (const [name, make, goal] of SEARCHES) {
    const all: Awaited<ReturnType<typeof measure>>[] = []
    for (let seed = 1; seed <= runs; seed++) all.push(await measure(name, make, seed))
    const volumes = sorted(all.map(({ volume }) => volume))
    const times = all.map(({ milliseconds }) => milliseconds)
    const figures = [median(volumes), volumes[0], volumes[runs - 1]].map((volume) => volume.toFixed(4))
    const verdict = goal === null ? '-' : `${goal} ${median(volumes) >= goal ? 'met' : 'MISSED'}`
    rows.push([
      name,
      make(PROBLEMS[name].space).name,
      ...figures,
      verdict,
      median(times).toFixed(0),
      sorted(times)[0].toFixed(0),
    ])
  }
  return rows
}

function sorting(): Table {
  const rows: string[][] = [['objectives', 'rows', 'sort ms', 'crowding ms', 'both ms', 'goal']]
  const goals: Readonly<Record<string, number>> = { '2,10000': 10, '3,10000': 15, '4,10000': 60 }
  for (const objectives of [2, 3, 4]) {
    for (const count of [100, 1000, 10_000]) {
      const random = randomFrom('sorting', objectives, count)
      const values = Float64Array.from({ length: count * objectives }, () => random.float())
      const [sort, crowd] = timed(values, objectives)
      const goal = goals[`${objectives},${count}`]
      const verdict = goal === undefined ? '-' : `${goal} ${sort + crowd <= goal ? 'met' : 'MISSED'}`
      rows.push([
        String(objectives),
        String(count),
        sort.toFixed(3),
        crowd.toFixed(3),
        (sort + crowd).toFixed(3),
        verdict,
      ])
    }
  }
  return rows
}

/** Least milliseconds of 31 warm sorts and crowdings of the same rows. */
function timed(values: Float64Array, objectives: number): readonly [number, number] {
  const times: [number, number][] = []
  for (let trial = 0; trial < 41; trial++) {
    const start = performance.now()
    const scores = scoresFrom('bench', values, objectives)
    const fronts = frontsOf(scores)
    const middle = performance.now()
    crowdingOf(scores, fronts)
    times.push([middle - start, performance.now() - middle])
  }
  const warm = times.slice(10)
  return [Math.min(...warm.map(([sort]) => sort)), Math.min(...warm.map(([, crowd]) => crowd))]
}

function aligned(table: Table): string {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function markdown(table: Table): string {
  const [head, ...rows] = table
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/** Least processor time of eleven whole searches of ZDT1: logbook, archive, genealogy, no duplicates. */
async function whole(): Promise<number> {
  const times: number[] = []
  for (let seed = 1; seed <= 11; seed++) times.push((await measure('zdt1', nsga2, seed)).milliseconds)
  return Math.min(...times)
}

/** Least processor time of eleven loops over the operators alone, step by step what DEAP's example does. */
async function byHand(): Promise<number> {
  const { space, evaluate } = PROBLEMS.zdt1
  const [cross, mutate] = [sbx(), polynomial()]
  const born = async (genomes: readonly Genome[], generation: number) => {
    const births = genomes.map((genome) => ({ genome, parents: [], operator: 'by hand' }))
    return judge(births, await evaluate(genomes, {}), generation)
  }
  const times: number[] = []
  for (let seed = 1; seed <= 11; seed++) {
    const start = process.cpuUsage()
    let population = await born(sampleLatin(space, 100, randomFrom(seed)), 1)
    for (let generation = 2; generation <= 250; generation++) {
      const random = randomFrom(seed, generation)
      const parents = crowdedTournament(rankingOf(population), 100, random)
      const children: Genome[] = []
      for (let i = 0; i < parents.length; i += 2) {
        const couple = [population[parents[i]].genome, population[parents[i + 1]].genome] as const
        for (const child of cross(couple, random)) children.push(mutate(child, random))
      }
      population = nsga2Survival([...population, ...(await born(children, generation))], 100)
    }
    times.push(processorTime(start))
  }
  return Math.min(...times)
}

const tables = [await searches(), sorting(), await rivals({ whole, byHand }, (values) => timed(values, 2))]
console.log(tables.map(aligned).join('\n\n'))
if (process.argv.includes('--markdown')) {
  const machine = `Node ${process.versions.node}, ${cpus()[0].model}, ${runs} seeds, 250 generations of 100, reference point 1.1.`
  writeFileSync(argument('--markdown'), `${machine}\n\n${tables.map(markdown).join('\n\n')}\n`)
}
