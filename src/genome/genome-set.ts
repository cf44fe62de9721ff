import type { Genome } from './genome.ts'
import { isSameGenome } from './identity.ts'

/** The prime and the start of 32-bit FNV-1a, and an odd number that spreads the high words. */
const PRIME = 0x01000193
const SECOND_PRIME = 0x9e3779b1
const START = 0x811c9dc5
/** Slots of an empty set; a power of 2. */
const SLOTS = 512
/** One number and its two words: to look at the bits of a genome without a view of its own. */
const NUMBER: Float64Array = /* @__PURE__ */ new Float64Array(1)
const WORDS: Uint32Array = /* @__PURE__ */ new Uint32Array(NUMBER.buffer)

/**
 * A set of genomes by value, for finding duplicates without a content hash each: a table by a 32-bit sum, then exact
 * comparison.
 *
 * @example
 * const plan = blueprint({ period: int(2, 50) })
 * const seen = new GenomeSet()
 * seen.add(clamp(plan, [7])) // => true
 * seen.add(clamp(plan, [7])) // => false
 */
export class GenomeSet {
  readonly #genomes: Genome[] = []
  readonly #sums: number[] = []
  /** Places among the genomes, counted from 1, each in the first free slot from its sum on; at most half are in use. */
  #slots: Uint32Array = new Uint32Array(SLOTS)

  /** Takes a genome in; false when an equal one is there already. */
  add(genome: Genome): boolean {
    const sum = checksum(genome.values)
    const mask = this.#slots.length - 1
    let slot = sum & mask
    for (let place = this.#slots[slot]; place > 0; place = this.#slots[slot]) {
      if (this.#sums[place - 1] === sum && isSameGenome(this.#genomes[place - 1], genome)) return false
      slot = (slot + 1) & mask
    }
    this.#sums.push(sum)
    this.#slots[slot] = this.#genomes.push(genome)
    if (2 * this.#genomes.length > this.#slots.length) this.#grow()
    return true
  }

  #grow(): void {
    const slots = new Uint32Array(2 * this.#slots.length)
    for (let place = 1; place <= this.#sums.length; place++) {
      let slot = this.#sums[place - 1] & (slots.length - 1)
      while (slots[slot] > 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = place
    }
    this.#slots = slots
  }
}

function checksum(values: Float64Array): number {
  let sum = START
  for (let i = 0; i < values.length; i++) {
    NUMBER[0] = values[i]
    sum = Math.imul(sum ^ WORDS[0] ^ Math.imul(WORDS[1], SECOND_PRIME), PRIME)
  }
  // The low bits choose the slot, so the high ones are folded in.
  return sum ^ (sum >>> 15)
}
