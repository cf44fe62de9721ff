import { mkdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { type EvaluationTask, evaluateHere } from '@organism/core/evaluation'
import type { Genome } from '@organism/core/genome'
import { evaluateInThreads } from '@organism/core/threads'
import { buildSync } from 'esbuild'
import { longestPath, threadTimes } from './threads.clock.ts'

/** What one generation took: by the clock, and the longest path through its threads. */
export interface Took {
  readonly clock: number
  readonly path: number
}

/** Least milliseconds of one generation, the ways of judging it taking turns. */
export interface Rounds {
  readonly here: Took
  /** By the number of threads. */
  readonly threads: Readonly<Record<number, Took>>
  /** Milliseconds of the first call of each, in which its threads start. */
  readonly first: Readonly<Record<number, number>>
}

export interface RoundOptions {
  readonly threads?: readonly number[]
  readonly rounds?: number
}

/** Judges a generation over and over: in this thread, and in pools of several sizes. Nothing is found in a cache. */
export async function roundsInThreads(
  task: EvaluationTask,
  genomes: readonly Genome[],
  { threads = [1, 2], rounds = 15 }: RoundOptions = {},
): Promise<Rounds> {
  const worker = buildWorker()
  const here = evaluateHere(task, { cache: false })
  const pools = threads.map((count) => evaluateInThreads(task, { threads: count, worker, cache: false }))
  try {
    const first = await inTurn(pools.map((pool) => () => pool(genomes)))
    let least = [here, ...pools].map((): Took => ({ clock: Number.POSITIVE_INFINITY, path: Number.POSITIVE_INFINITY }))
    for (let round = 0; round < rounds; round++) {
      const times = await inTurn([() => here(genomes), ...pools.map((pool) => () => pool(genomes))])
      least = least.map(({ clock, path }, place) => {
        return { clock: Math.min(clock, times[place].clock), path: Math.min(path, times[place].path) }
      })
    }
    const [alone, ...others] = least
    const clocks = first.map(({ clock }) => clock)
    return { here: alone, threads: byCount(threads, others), first: byCount(threads, clocks) }
  } finally {
    await Promise.all(pools.map((pool) => pool.close()))
    rmSync(worker)
  }
}

/** A bench runs on the sources, and a worker is a file of its own. */
function buildWorker(): string {
  const folder = resolve('node_modules/.scripts')
  mkdirSync(folder, { recursive: true })
  const outfile = `${folder}/worker-${process.pid}.mjs`
  const options = { bundle: true, platform: 'node', format: 'esm', packages: 'external' } as const
  buildSync({ ...options, entryPoints: ['src/adapters/threads/worker.ts'], outfile })
  return outfile
}

async function inTurn(works: readonly (() => unknown)[]): Promise<Took[]> {
  const times: Took[] = []
  for (const work of works) {
    const [before, start] = [threadTimes(), performance.now()]
    await work()
    const clock = performance.now() - start
    times.push({ clock, path: longestPath(before, threadTimes()) })
  }
  return times
}

function byCount<Time>(threads: readonly number[], times: readonly Time[]): Record<number, Time> {
  return Object.fromEntries(threads.map((count, place) => [count, times[place]]))
}
