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

/**
 * What strategies came to, by the hash of the strategy and of the task: a strategy that comes again costs nothing. It never
 * changes a score. Share one between runs on any tasks of plain data, as long as seeds of one name and version are the same
 * code. It keeps all it is given.
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
  readonly #kept = new Map<string, Outcome>()

  /** Strategies that are kept. */
  get size(): number {
    return this.#kept.size
  }

  /** @internal */
  get(key: string): Outcome | undefined {
    const found = this.#kept.get(key)
    if (found !== undefined) this.hits++
    return found
  }

  /** @internal */
  set(key: string, outcome: Outcome): void {
    this.#kept.set(key, outcome)
  }
}
