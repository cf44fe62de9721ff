import { OrganismError } from '../../base/error.ts'
import type { EvaluationTask } from '../../evaluation/task.ts'
import { packBars } from '../../market/pack-bars.ts'
import { unpackBars } from '../../market/unpack-bars.ts'
import type { Catalogue } from '../../strategy/catalogue.ts'

/** Raised whenever main thread and worker would misread each other. */
const VERSION = 1

/** What every worker is given once, when it is born. */
export interface Parcel {
  readonly version: number
  /** Every market in memory that all threads share. */
  readonly markets: readonly SharedArrayBuffer[]
  /** The task without its markets. */
  readonly rest: Omit<EvaluationTask, 'markets'>
  /** Address of the module of seeds, or null for the seeds of the library. */
  readonly seeds: string | null
  /** Names and versions of the seeds, as the main thread knows them. */
  readonly known: string
  /** Bytes of the workspace, where they were given. */
  readonly bytes: number | null
}

/** The part of a parcel that is the task. */
export type PackedTask = Pick<Parcel, 'markets' | 'rest'>

/** A task packed for workers: its markets, and every other column in it, in shared memory. Nothing of it is the caller's. */
export function packTask({ markets, ...rest }: EvaluationTask): PackedTask {
  return {
    markets: markets.map((bars) => packBars(bars, { buffer: 'shared' })),
    rest: inSharedMemory(rest) as Parcel['rest'],
  }
}

/** A packed task with what it takes to judge by it. */
export function parcelOf(
  task: PackedTask,
  tools: { readonly seeds: string | null; readonly catalogue: Catalogue; readonly bytes: number | undefined },
): Parcel {
  const { seeds, catalogue, bytes = null } = tools
  return { ...task, version: VERSION, seeds, known: knownAs(catalogue), bytes }
}

/** The task of a parcel; nothing of its columns is copied. */
export function unpackTask({ markets, rest }: Parcel): EvaluationTask {
  return { ...rest, markets: markets.map((packed) => unpackBars(packed)) }
}

/** Refuses a parcel of another release, or one that was packed with other seeds. */
export function checkParcel(parcel: Parcel, catalogue: Catalogue): void {
  const [said, here] = [parcel.known, knownAs(catalogue)]
  if (parcel.version === VERSION && said === here) return
  throw new OrganismError(
    'invalid-state',
    'evaluateInThreads: the worker must have the seeds of the main thread in the same versions, received ' +
      `${differences(said, here)}. Build the worker again from the release the application runs on.`,
  )
}

function knownAs({ seeds }: Catalogue): string {
  const names = seeds.map(({ name, version }) => `${name}@${version}`)
  return names.sort().join(' ')
}

function differences(said: string, here: string): string {
  const [there, own] = [said.split(' '), here.split(' ')]
  const [missing, strange] = [there.filter((seed) => !own.includes(seed)), own.filter((seed) => !there.includes(seed))]
  if (missing.length + strange.length === 0) return 'a worker of another release'
  return `${strange.join(', ') || 'nothing'} instead of ${missing.join(', ') || 'nothing'}`
}

/** The same plain data, every column in memory that a message does not copy. */
function inSharedMemory(value: unknown): unknown {
  if (value instanceof Float64Array) {
    const column = new Float64Array(new SharedArrayBuffer(value.byteLength))
    column.set(value)
    return column
  }
  if (Array.isArray(value)) return value.map(inSharedMemory)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inSharedMemory(each)]))
}
