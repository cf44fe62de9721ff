import type { JsonValue } from '../base/canonical-json.ts'
import type { Blueprint } from '../genome/blueprint.ts'
import type { Random } from '../random/random.ts'
import { type RandomSeed, randomFrom } from '../random/random-from.ts'
import type { Birth, Individual } from './individual.ts'

/** What a toolbox is shown: where a search stands, and whence its chance comes. */
export interface Scene {
  readonly seed: RandomSeed
  /** Names this part of this search among others with the same seed. */
  readonly path: readonly RandomSeed[]
  /** Generation that is being made. */
  readonly generation: number
  /** How many should live. */
  readonly size: number
  readonly population: readonly Individual[]
  /** What the toolbox chose to remember. */
  readonly memory: JsonValue
}

/** Genomes to be judged next. */
export interface Brood {
  readonly births: readonly Birth[]
  /** Genomes that were bred and thrown away because an equal one was there. */
  readonly duplicates: number
}

/** Who lives on, best first, and what to remember. */
export interface Selected {
  readonly population: readonly Individual[]
  readonly memory: JsonValue
}

/**
 * A way to search, as two pure functions: whom to judge next, and who lives on. Every toolbox has this shape, so that a
 * search can be compared with its baselines by exchanging one word.
 */
export interface Toolbox {
  readonly name: string
  /** The species that founders and immigrants belong to. */
  readonly blueprints: readonly Blueprint[]
  /** Breeds the next genomes from a population that is not empty. */
  readonly propose: (scene: Scene) => Brood
  /** Chooses among the population and the newborn. */
  readonly select: (scene: Scene, newborn: readonly Individual[]) => Selected
}

/** The stream of chance for one purpose in one generation of a scene. */
export function chanceOf({ seed, path, generation }: Scene, purpose: string): Random {
  return randomFrom(seed, ...path, 'generation', generation, purpose)
}
