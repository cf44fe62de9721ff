import type { GeneValue } from '../genome/gene.ts'

/** One seed with values for its genes, as JSON. */
export interface Part {
  /** Name of the seed. */
  readonly seed: string
  /** Version of the seed the values were found with. */
  readonly version: number
  readonly genes: Readonly<Record<string, GeneValue>>
  /** Bars of the market that make one bar for this part; 1 by default. */
  readonly every?: number
}

/**
 * A strategy as JSON: parts in order. Entries vote, then filters, stops and sizes act on the vote in the order listed.
 * All that crosses a wire.
 */
export interface Strategy {
  readonly parts: readonly [Part, ...Part[]]
  /** Smallest |mean vote| of the entries that counts; 0 by default. */
  readonly agreement?: number
}
