interface Kept {
  readonly value: unknown
  readonly bytes: number
}

/** Values by key, as many as fit into so many bytes; the least lately used goes first. */
export class RecentlyUsed {
  readonly #most: number
  readonly #kept = new Map<string, Kept>()
  #bytes = 0

  constructor(most: number) {
    this.#most = most
  }

  get bytes(): number {
    return this.#bytes
  }

  get(key: string): unknown {
    const kept = this.#kept.get(key)
    if (kept === undefined) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    return kept.value
  }

  /** Keeps a value under a key that holds none; one that alone is too large is not kept. */
  set(key: string, value: unknown, bytes: number): void {
    if (bytes > this.#most) return
    this.#kept.set(key, { value, bytes })
    this.#bytes += bytes
    for (const [oldest, { bytes: freed }] of this.#kept) {
      if (this.#bytes <= this.#most) break
      this.#kept.delete(oldest)
      this.#bytes -= freed
    }
  }

  clear(): void {
    this.#kept.clear()
    this.#bytes = 0
  }
}
