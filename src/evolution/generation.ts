import type { JsonValue } from '../base/canonical-json.ts'
import { checkInteger, checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { checkGenome, type Genome } from '../genome/genome.ts'
import type { RandomSeed } from '../random/random-from.ts'
import type { Goal } from './evaluation.ts'
import type { Genealogy } from './genealogy.ts'
import type { Individual } from './individual.ts'
import type { Logbook } from './logbook.ts'

/**
 * A search between two generations, as plain data: what `evolve` yields, a checkpoint saves and a resumed run starts from.
 * Nothing in it is ever written to again.
 */
export interface Generation {
  readonly version: 1
  readonly toolbox: string
  readonly seed: RandomSeed
  /** How many should live. */
  readonly size: number
  /** The most members of the archive, or null for no limit. */
  readonly archiveLimit: number | null
  /** For how many generations births are kept, or null for all. */
  readonly genealogyLimit: number | null
  /** Genomes that are among the founders; used up by the first generation. */
  readonly founders: readonly Genome[]
  /** Keys of the species that the search began with, known once the founders were judged. */
  readonly species: readonly string[]
  /** Generations judged so far: 0 before the founders were. */
  readonly number: number
  readonly evaluations: number
  /** Known once the founders were judged. */
  readonly goals: readonly Goal[]
  /** Where the hypervolume of the logbook ends, to be minimised like the scores. */
  readonly reference: readonly number[]
  /** The living, best first. */
  readonly population: readonly Individual[]
  /** Everybody judged in this generation, those who did not live on included. */
  readonly newborn: readonly Individual[]
  /** The non-dominated of all generations. */
  readonly archive: readonly Individual[]
  readonly log: Logbook
  readonly births: Genealogy
  /** What the toolbox remembers. */
  readonly memory: JsonValue
}

/** How a search begins. */
export interface Beginning {
  /** How many live and how many are judged per generation. */
  readonly size: number
  readonly seed: RandomSeed
  /** Genomes to start from; the rest of the first generation is sampled. */
  readonly founders?: readonly Genome[]
  /** The most members of the archive; 500 by default, Infinity for all, 0 for none. */
  readonly archive?: number
  /** For how many generations births are kept, the newest included; Infinity by default, 0 for none. */
  readonly genealogy?: number
  /**
   * Where the hypervolume of the logbook ends, in natural units, one number per goal. By default a tenth of the range beyond
   * the worst founders.
   */
  readonly reference?: readonly number[]
}

/** Names of the options of `begin`. */
export const BEGINNING = ['size', 'seed', 'founders', 'archive', 'genealogy', 'reference'] as const

/**
 * A search before its first generation.
 *
 * @example
 * begin('nsga2', { size: 8, seed: 42 }).number // => 0
 * begin('nsga2', { size: 1, seed: 42 }) // throws 'invalid-argument'
 */
export function begin(toolbox: string, beginning: Beginning): Generation {
  checkKeys('begin', beginning, BEGINNING)
  const { size, seed, founders = [], archive = 500, genealogy = Number.POSITIVE_INFINITY, reference = [] } = beginning
  checkInteger('begin', 'size', size, { min: 2, remedy: 'A population needs two to compare.' })
  const [archiveLimit, genealogyLimit] = [limitOf('archive', archive), limitOf('genealogy', genealogy)]
  checkOneOf('begin', 'the type of seed', typeof seed, ['number', 'string'])
  if (founders.length > size) refuse('begin', 'founders.length', founders.length, { rule: `at most size, ${size}` })
  for (const founder of founders) checkGenome('begin', founder)
  if (!reference.every(Number.isFinite))
    refuse('begin', 'reference', reference, { rule: 'finite numbers, one per goal' })
  return {
    version: 1,
    toolbox,
    seed,
    size,
    archiveLimit,
    genealogyLimit,
    founders,
    species: [],
    number: 0,
    evaluations: 0,
    goals: [],
    reference,
    population: [],
    newborn: [],
    archive: [],
    log: [],
    births: [],
    memory: null,
  }
}

/** A limit as a generation keeps it: JSON has no Infinity. */
export function limitOf(name: string, limit: number): number | null {
  if (limit === Number.POSITIVE_INFINITY) return null
  checkInteger('begin', name, limit, { min: 0 })
  return limit
}
