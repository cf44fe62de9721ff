import type { Changes } from '../backtest/changes.ts'
import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber } from '../base/guards.ts'
import { compute } from '../indicators/batch.ts'
import type { Indicator, Inputs, Outputs, Settings } from '../indicators/indicator.ts'
import type { Bars } from '../market/bars.ts'
import type { Catalogue } from './catalogue.ts'
import { type Coarse, coarseOf } from './coarse.ts'
import { RecentlyUsed } from './recently-used.ts'
import type { Tools } from './tools.ts'

/** How a workspace is made. */
export interface WorkspaceOptions {
  /** Bytes of indicator columns and coarse bars that are kept; 128 MiB by default, 0 keeps none. */
  readonly bytes?: number
}

const KEPT = 128 * 2 ** 20

/**
 * Where strategies are worked out: the seeds they may name, columns to scribble on, and the indicators and coarse bars
 * that were computed already, kept by (columns, indicator, settings) until the bytes run out, the least lately used
 * going first. One workspace serves a whole population on one market or several; it never changes a result, only its
 * cost. Columns of a market must not be written to after it was used here.
 *
 * @example
 * const workspace = new Workspace(catalogue([emaCrossover]))
 * const bars = showcaseMarket('rise')
 * const once = workspace.compute(smaIndicator, bars.close, [20])
 * workspace.compute(smaIndicator, bars.close, [20]) === once // => true
 * [workspace.hits, workspace.misses] // => [1, 1]
 */
export class Workspace implements Tools {
  readonly catalogue: Catalogue
  /** Indicators and coarse bars that were found ready. */
  hits = 0
  /** Indicators and coarse bars that had to be computed. */
  misses = 0
  readonly #kept: RecentlyUsed
  readonly #names = new WeakMap<object, number>()
  #named = 0
  /** Memory whose rows change: nothing computed from it may be kept. */
  readonly #volatile = new WeakSet<object>()
  readonly #scratch: Column[] = []
  /**
   * Where the exposure that was worked out last changes.
   *
   * @internal
   */
  readonly changes: Changes = { count: 0, rows: new Int32Array(0) }
  #taken = 0

  constructor(catalogue: Catalogue, options: WorkspaceOptions = {}) {
    checkKeys('Workspace', options, ['bytes'])
    const { bytes = KEPT } = options
    checkNumber('Workspace', 'bytes', bytes, { min: 0 })
    this.catalogue = catalogue
    this.#kept = new RecentlyUsed(bytes)
  }

  /** Bytes of the columns that are kept now. */
  get bytes(): number {
    return this.#kept.bytes
  }

  /** The columns of an indicator, as `compute` gives them; not to be written to. */
  compute<In extends string, Out extends string, Given extends Settings>(
    indicator: Indicator<In, Out, Given>,
    input: Inputs<In, Column>,
    given: Given,
  ): Outputs<Out, Column> {
    const key = this.#keyOf(indicator, indicator.inputs, input, given)
    return this.#ready(key, () => compute(indicator, input, given), bytesOf)
  }

  /** The market in bars of `every` times the length; not to be written to. */
  coarse(bars: Bars, every: number): Coarse {
    const isFixed = !this.#isVolatile(bars.close)
    const key = isFixed ? `${this.#nameOf(bars)}*${every}` : undefined
    const weigh = ({ bars: coarse, latest }: Coarse) => bytesOf(coarse) + bytesOf(coarse.extras) + latest.byteLength
    return this.#ready(key, () => coarseOf(bars, every), weigh)
  }

  /** A column of zeros to write on, until the call of the seed that asked for it returns. */
  scratch(length: number): Column {
    return this.rough(length).fill(0)
  }

  /**
   * A scratch column whose rows hold anything.
   *
   * @internal
   */
  rough(length: number): Column {
    const place = this.#taken++
    const ready = this.#scratch[place]
    if (ready !== undefined && ready.length >= length) return ready.subarray(0, length)
    const fresh = new Float64Array(length)
    this.#scratch[place] = fresh
    this.rewrites(fresh)
    return fresh
  }

  /** Runs `work` and takes back every scratch column that it asked for. */
  within<T>(work: () => T): T {
    const before = this.#taken
    try {
      return work()
    } finally {
      this.#taken = before
    }
  }

  /** Says that a column will be written to again, so that nothing computed from its memory is kept. */
  rewrites(column: Column): void {
    this.#volatile.add(column.buffer)
  }

  /** Forgets all that was kept, for a program that has done with its markets. */
  clear(): void {
    this.#kept.clear()
    this.#scratch.length = 0
  }

  #ready<T>(key: string | undefined, make: () => T, weigh: (value: T) => number): T {
    const kept = key === undefined ? undefined : this.#kept.get(key)
    if (kept !== undefined) {
      this.hits++
      return kept as T
    }
    this.misses++
    const made = make()
    if (key !== undefined) this.#kept.set(key, made, weigh(made))
    return made
  }

  #keyOf(indicator: object, names: readonly string[], input: unknown, given: Settings): string | undefined {
    let key = `${this.#nameOf(indicator)}`
    for (const name of names) {
      const column = names.length === 1 ? input : (input as Record<string, unknown>)[name]
      if (!(column instanceof Float64Array) || this.#isVolatile(column)) return undefined
      key += `,${this.#nameOf(column)}`
    }
    return `${key}:${given.join()}`
  }

  #isVolatile({ buffer }: Column): boolean {
    return this.#volatile.has(buffer)
  }

  #nameOf(thing: object): number {
    const name = this.#names.get(thing)
    if (name !== undefined) return name
    this.#names.set(thing, this.#named)
    return this.#named++
  }
}

/** Bytes of a column, or of all columns of an object. */
function bytesOf(value: unknown): number {
  if (value instanceof Float64Array) return value.byteLength
  let bytes = 0
  for (const each of Object.values(value ?? {})) if (each instanceof Float64Array) bytes += each.byteLength
  return bytes
}
