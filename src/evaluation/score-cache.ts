import { checkKeys, checkNumber } from '../base/guards.ts'

/** What judging one strategy came to. */
export interface Outcome {
  /** One score per objective; NaN for a fault. */
  readonly scores: Float64Array
  readonly violation: number
  readonly fault: string | null
  /** Sharpe ratio of one bar, for the ledger; NaN for a fault. */
  readonly sharpe: number
  /** Monthly returns, for the ledger. */
  readonly path: Float64Array
}

/** How a score cache is made. */
export interface ScoreCacheOptions {
  /** Bytes that are kept, by estimate; 128 MiB by default, which is some hundred thousand strategies on one market. */
  readonly bytes?: number
}

const KEPT = 2 ** 27
/** What an outcome takes besides its numbers and its text: the objects that hold them. */
const OUTCOME_BYTES = 512

/**
 * What strategies came to, by the hash of the strategy and of the task: a strategy that comes again costs nothing. It never
 * changes a score. Share one between runs on any tasks of plain data, as long as seeds of one name and version are the same
 * code. When its bytes run out the least lately used goes first, and is judged again should it come again.
 *
 * @example
 * const cache = new ScoreCache()
 * const task = { markets: [showcaseMarket('rise')], execution: perpetual, objectives: ['sharpe'] }
 * const genomes = [clamp(blueprintOf(['ema-crossover'], { catalogue: everySeed }), [5, 15, 1])]
 * evaluateHere(task, { cache })(genomes).scores[0] === evaluateHere(task, { cache })(genomes).scores[0] // => true
 * [cache.hits, cache.size] // => [1, 1]
 */
export class ScoreCache {
  /** Times a strategy was found. */
  hits = 0
  readonly #most: number
  readonly #kept = new Map<string, Outcome>()
  #bytes = 0

  constructor(options: ScoreCacheOptions = {}) {
    checkKeys('ScoreCache', options, ['bytes'])
    const { bytes = KEPT } = options
    checkNumber('ScoreCache', 'bytes', bytes, { min: 0 })
    this.#most = bytes
  }

  /** Strategies that are kept. */
  get size(): number {
    return this.#kept.size
  }

  /** Bytes that they take, by estimate. */
  get bytes(): number {
    return this.#bytes
  }

  /** @internal */
  get(key: string): Outcome | undefined {
    const found = this.#kept.get(key)
    if (found === undefined) return undefined
    this.hits++
    this.#kept.delete(key)
    this.#kept.set(key, found)
    return found
  }

  /** @internal */
  set(key: string, outcome: Outcome): void {
    const before = this.#kept.get(key)
    if (before !== undefined) this.#drop(key, before)
    this.#kept.set(key, outcome)
    this.#bytes += bytesOf(key, outcome)
    for (const [oldest, kept] of this.#kept) {
      if (this.#bytes <= this.#most) break
      this.#drop(oldest, kept)
    }
  }

  #drop(key: string, outcome: Outcome): void {
    this.#kept.delete(key)
    this.#bytes -= bytesOf(key, outcome)
  }
}

/** Text takes two bytes a letter at most. */
function bytesOf(key: string, { scores, path, fault }: Outcome): number {
  return OUTCOME_BYTES + 2 * (key.length + (fault?.length ?? 0)) + scores.byteLength + path.byteLength
}
