import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkInteger, checkKeys, checkNumber, refuse } from '../../base/guards.ts'
import { isOwn } from '../../evaluation/measures-of.ts'
import type { Measure } from '../../evaluation/objective.ts'
import { type BookOptions, openBooks } from '../../evaluation/open-books.ts'
import { prepare } from '../../evaluation/prepare.ts'
import type { EvaluationTask } from '../../evaluation/task.ts'
import type { EvaluateOptions, Evaluation } from '../../evolution/evaluation.ts'
import type { Genome } from '../../genome/genome.ts'
import { judgeAll } from './judge-all.ts'
import { loadSeeds, seedsAddress } from './load-seeds.ts'
import { packTask, parcelOf } from './parcel.ts'
import { Pool } from './pool.ts'
import { workerUrl } from './worker-url.ts'

declare global {
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol
  }
}

/** How a task is worked on in threads. */
export interface EvaluateInThreadsOptions extends BookOptions {
  /** How many; `'auto'` (default) is one for every core this process may use. */
  readonly threads?: number | 'auto'
  /** Milliseconds that judging one strategy may take; without it, as long as it takes. */
  readonly timeout?: number
  /**
   * Address of a module that exports, as `seeds`, every seed that strategies may name: a file URL, best from
   * `import.meta.resolve('./my-seeds.js')`, or the name of a package. All seeds of the library by default.
   */
  readonly seeds?: string | URL
  /** The file of the worker; needed where an application is bundled, see the guide. */
  readonly worker?: string | URL
  /** Bytes of indicator columns that the strategies of one thread share; 128 MiB by default. */
  readonly bytes?: number
  /** Most MiB of objects one thread may hold before it counts as dead. Columns do not count. Node's limit by default. */
  readonly heap?: number
}

/** An `Evaluate` with threads of its own. */
export interface EvaluateInThreads {
  (genomes: readonly Genome[], options?: EvaluateOptions): Promise<Evaluation>
  /** How many threads work. */
  readonly threads: number
  /** Ends the threads, whatever they do; work in progress is refused. Calling it again does no harm. */
  close(): Promise<void>
  /** The same as `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

const WHERE = 'evaluateInThreads'
const KEYS = ['threads', 'timeout', 'seeds', 'worker', 'bytes', 'heap', 'cache', 'ledger']

/**
 * `evaluateHere` in threads, with the same bits for any number of them: scores, ledger and cache. The markets lie in memory
 * that all threads share, and a generation goes to them in batches. What breaks its thread, or takes too long, is a fault,
 * and nobody else's scores change. Calls are worked on one after another.
 *
 * The threads start with the first call (about a tenth of a second each) and end with `close`. Idle ones do not keep a
 * finished program alive.
 *
 * @example
 * const task = { markets: [showcaseMarket('rise')], execution: perpetual, objectives: ['sharpe', 'turnover'] }
 * const genomes = sampleLatin(blueprintOf(['ema-crossover'], { catalogue: everySeed }), 8, randomFrom(1))
 * const evaluate = evaluateInThreads(task, { threads: 2 })
 * const { scores } = await evaluate(genomes)
 * await evaluate.close()
 * scores // => evaluateHere(task)(genomes).scores
 * evaluateInThreads(task, { threads: 0 }) // throws 'invalid-argument'
 */
export function evaluateInThreads(task: EvaluationTask, options: EvaluateInThreadsOptions = {}): EvaluateInThreads {
  checkOptions(options)
  const { timeout } = options
  const measures = measuresIn(task)
  const book = openBooks(WHERE, task, { measures }, options)
  const pool = poolOf(task, options)
  let turn: Promise<unknown> = Promise.resolve()
  const work = async (genomes: readonly Genome[], signal: AbortSignal | undefined): Promise<Evaluation> => {
    pool.checkOpen()
    signal?.throwIfAborted()
    const { fresh, settle } = book(genomes)
    const { outcomes, stopped } = await judgeAll(fresh, { pool, measures, timeout, signal })
    return settle(outcomes, (place) => !stopped.has(place))
  }
  const evaluate = (genomes: readonly Genome[], { signal }: EvaluateOptions = {}): Promise<Evaluation> => {
    const mine = turn.then(() => work(genomes, signal))
    turn = mine.catch(() => {})
    return mine
  }
  const close = () => pool.close()
  return Object.assign(evaluate, { threads: pool.threads, close, [Symbol.asyncDispose]: close })
}

function checkOptions(options: EvaluateInThreadsOptions): void {
  if (Object.hasOwn(Object(options), 'catalogue')) {
    refuse(WHERE, 'catalogue', 'a catalogue', {
      rule: 'left out',
      remedy: 'Code does not travel to a worker: put seeds into a module, and its address as seeds.',
    })
  }
  checkKeys(WHERE, options, KEYS)
  const { threads = 'auto', timeout, bytes, heap } = options
  if (threads !== 'auto') checkInteger(WHERE, 'threads', threads, { min: 1, remedy: "Or give 'auto'." })
  if (timeout !== undefined) checkNumber(WHERE, 'timeout', timeout, { above: 0, remedy: 'Give milliseconds.' })
  if (bytes !== undefined) checkNumber(WHERE, 'bytes', bytes, { min: 0 })
  if (heap !== undefined) checkNumber(WHERE, 'heap', heap, { min: 16, remedy: 'Give MiB.' })
}

/** Checks a task at the door; it is made ready in the workers. */
function measuresIn(task: EvaluationTask): readonly Measure[] {
  const { measures } = prepare(WHERE, task)
  const own = task.objectives.find(isOwn)
  if (own === undefined) return measures
  return refuse(WHERE, 'objectives', own.name, {
    rule: 'of the library',
    remedy: 'Code does not travel to a worker: aim at objectives by name, or judge in this thread with evaluateHere.',
  })
}

function poolOf(
  task: EvaluationTask,
  { threads = 'auto', heap, bytes, seeds, worker }: EvaluateInThreadsOptions,
): Pool {
  const address = seedsAddress(seeds)
  // Packed now and not with the first call: what was checked and counted for is what the threads are given.
  const packed = packTask(task)
  return new Pool({
    worker: workerFile(worker),
    threads: threads === 'auto' ? availableParallelism() : threads,
    heap,
    pack: async () => parcelOf(packed, { seeds: address, catalogue: await loadSeeds(address), bytes }),
  })
}

function workerFile(given: string | URL = workerUrl()): string {
  const isUrl = given instanceof URL || /^file:/.test(given)
  const file = isUrl ? fileURLToPath(given) : resolve(given)
  if (existsSync(file)) return file
  return refuse(WHERE, 'worker', file, {
    rule: 'a file that is there',
    remedy: 'A bundled application builds @organism/core/threads/worker as a file of its own and gives its address.',
  })
}
