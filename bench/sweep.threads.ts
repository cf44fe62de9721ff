import { mkdirSync, rmSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { evaluateInThreads } from '../src/adapters/threads/evaluate-in-threads.ts'
import type { EvaluationTask } from '../src/evaluation/task.ts'
import type { Genome } from '../src/genome/genome.ts'
import { marketOf } from './market.ts'
import { mixed, mixedTask } from './sweep.population.ts'
import { genomesOf, SWEEP, taskOn } from './sweep.work.ts'

const ROUNDS = 12

/** The quickest round of a pool. */
export interface Best {
  readonly ms: number
  /** Processors that this process had meanwhile: fewer than the threads where others were at work on the machine. */
  readonly cores: number
}

/** One thread and two at the same work. */
export interface Threaded {
  readonly what: string
  readonly one: Best
  readonly two: Best
}

/** The sweep and the mixed population by one thread and by two, in turn. The worker and its seeds are built on the spot. */
export async function inThreads(): Promise<Threaded[]> {
  const folder = `node_modules/.scripts/sweep-${process.pid}`
  mkdirSync(folder, { recursive: true })
  const built = (entry: string, name: string): URL => {
    const outfile = `${folder}/${name}.mjs`
    buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' })
    return pathToFileURL(outfile)
  }
  try {
    const worker = built('src/adapters/threads/worker.ts', 'worker')
    const seeds = built('bench/sweep.seeds.ts', 'seeds')
    return [
      await duel('the sweep, 100,000 bars', taskOn(marketOf(100_000)), {
        genomes: genomesOf(SWEEP, 'sma-crossover'),
        worker,
        seeds,
      }),
      await duel('the mixed population, 8,760 bars', mixedTask(marketOf(8760, true)), {
        genomes: mixed(),
        worker,
        seeds,
      }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Side {
  readonly genomes: readonly Genome[]
  readonly worker: URL
  readonly seeds: URL
}

/** The quickest of many rounds in turn: on a machine that others use too, the ones that met it at rest. */
async function duel(what: string, task: EvaluationTask, { genomes, worker, seeds }: Side): Promise<Threaded> {
  const pools = [1, 2].map((threads) => evaluateInThreads(task, { threads, worker, seeds, cache: false }))
  const best = pools.map((): Best => ({ ms: Number.POSITIVE_INFINITY, cores: 0 }))
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [place, evaluate] of pools.entries()) {
      const before = process.cpuUsage()
      const start = performance.now()
      await evaluate(genomes)
      const ms = performance.now() - start
      const { user, system } = process.cpuUsage(before)
      // The first call starts the threads.
      if (round > 0 && ms < best[place].ms) best[place] = { ms, cores: (user + system) / 1000 / ms }
    }
  }
  await Promise.all(pools.map((pool) => pool.close()))
  return { what, one: best[0], two: best[1] }
}
