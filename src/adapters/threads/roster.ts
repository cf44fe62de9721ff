/** Batches that an even parting would give each thread at any moment: the last ones are small, so that all end together. */
const PARTS = 2

/** Who of a generation is still to be judged, and who was there when a worker died. */
export class Roster {
  readonly #threads: number
  /** Not judged yet, the next one last. */
  readonly #left: number[]
  readonly #suspects: number[] = []
  readonly #once = new Set<number>()

  constructor(count: number, threads: number) {
    this.#threads = threads
    this.#left = Array.from({ length: count }, (_, place) => count - 1 - place)
  }

  /** The places of the next batch; none when all are given out. A suspect comes alone. */
  take(): number[] {
    const suspect = this.#suspects.pop()
    if (suspect !== undefined) return [suspect]
    const size = Math.ceil(this.#left.length / (PARTS * this.#threads))
    return this.#left.splice(this.#left.length - size, size).reverse()
  }

  /** Takes back those of a batch that are innocent. */
  giveBack(places: readonly number[]): void {
    this.#left.push(...places.toReversed())
  }

  /** Gives out nothing more. */
  clear(): void {
    this.#left.length = 0
    this.#suspects.length = 0
  }

  /** Notes that a worker died at this one, and whether it may try once more. */
  suspect(place: number): boolean {
    if (this.#once.has(place)) return false
    this.#once.add(place)
    this.#suspects.push(place)
    return true
  }
}
