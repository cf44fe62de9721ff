import type { Genome } from './genome.ts'
import { isSameGenome } from './identity.ts'

/** The prime and the start of 32-bit FNV-1a. */
const PRIME = 0x01000193
const START = 0x811c9dc5

/**
 * A set of genomes by value, for finding duplicates without a content hash each: buckets by a 32-bit sum, then exact
 * comparison.
 *
 * @example
 * const plan = blueprint({ period: int(2, 50) })
 * const seen = new GenomeSet()
 * seen.add(clamp(plan, [7])) // => true
 * seen.add(clamp(plan, [7])) // => false
 */
export class GenomeSet {
  readonly #buckets = new Map<number, Genome[]>()

  /** Takes a genome in; false when an equal one is there already. */
  add(genome: Genome): boolean {
    const sum = checksum(genome.values)
    const bucket = this.#buckets.get(sum)
    if (bucket === undefined) this.#buckets.set(sum, [genome])
    else if (bucket.some((other) => isSameGenome(other, genome))) return false
    else bucket.push(genome)
    return true
  }
}

function checksum(values: Float64Array): number {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length)
  let sum = START
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ words[i], PRIME)
  return sum
}
