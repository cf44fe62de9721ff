import { mkdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { type EvaluationTask, evaluateHere } from '@organism/core/evaluation'
import type { Genome } from '@organism/core/genome'
import { evaluateInThreads } from '@organism/core/threads'
import { buildSync } from 'esbuild'

/** Least milliseconds of one generation, the ways of judging it taking turns. */
export interface Rounds {
  readonly here: number
  /** By the number of threads. */
  readonly threads: Readonly<Record<number, number>>
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
    const least = [here, ...pools].map(() => Number.POSITIVE_INFINITY)
    for (let round = 0; round < rounds; round++) {
      const times = await inTurn([() => here(genomes), ...pools.map((pool) => () => pool(genomes))])
      for (const [place, time] of times.entries()) least[place] = Math.min(least[place], time)
    }
    const [alone, ...others] = least
    return { here: alone, threads: byCount(threads, others), first: byCount(threads, first) }
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

async function inTurn(works: readonly (() => unknown)[]): Promise<number[]> {
  const times: number[] = []
  for (const work of works) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times
}

function byCount(threads: readonly number[], times: readonly number[]): Record<number, number> {
  return Object.fromEntries(threads.map((count, place) => [count, times[place]]))
}
