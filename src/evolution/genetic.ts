import { checkKeys, checkNumber, refuse } from '../base/guards.ts'
import { breed, type Variation } from './breed.ts'
import { type Space, speciesOf } from './found.ts'
import type { Individual } from './individual.ts'
import { polynomial } from './mutations.ts'
import type { Ranking } from './ranking.ts'
import { sbx } from './sbx.ts'
import { checkShelter, firstSeen, type Shelter, sheltered } from './shelter.ts'
import { chanceOf, type Scene, type Selected, type Toolbox } from './toolbox.ts'

/** What may be exchanged in a genetic toolbox. */
export interface GeneticOptions extends Partial<Variation> {
  /** Keeps young species from being wiped out by chance. */
  readonly shelter?: Shelter
}

/** Names of the options of every genetic toolbox. */
const GENETIC_OPTIONS = ['selection', 'crossover', 'mutation', 'bridge', 'outbreeding', 'shelter'] as const

/** What tells one genetic toolbox from another. */
export interface GeneticKind {
  readonly name: string
  readonly selection: Variation['selection']
  /** How parents are compared. */
  readonly rank: (population: readonly Individual[]) => Ranking
  readonly survive: Survive
}

/**
 * Orders a pool best first, the best `wanted` at least. What it adds to memory is kept beside the ages of the species.
 */
export type Survive = (pool: readonly Individual[], scene: Scene, wanted: number) => Selected

/** A toolbox that breeds by selection, crossover and mutation, and lets the best of old and new live on. */
export function genetic(kind: GeneticKind, space: Space, options: GeneticOptions): Toolbox {
  const { name } = kind
  const { shelter, bridge } = options
  const blueprints = speciesOf(name, space)
  const variation = variationOf(kind, options)
  if (shelter !== undefined) checkShelter(name, shelter)
  if (bridge !== undefined && typeof bridge !== 'function') refuse(name, 'bridge', bridge, { rule: 'a function' })
  return {
    name,
    blueprints,
    propose: (scene) => {
      const { population, size } = scene
      return breed(variation, {
        blueprints,
        population,
        count: size,
        rank: kind.rank,
        random: chanceOf(scene, 'variation'),
      })
    },
    select: (scene, newborn) => {
      const pool = [...scene.population, ...newborn]
      const { species = null, own = null } = (scene.memory ?? {}) as {
        species?: Selected['memory']
        own?: Selected['memory']
      }
      // A shelter looks for its own among those who would not live.
      const wanted = shelter === undefined ? scene.size : pool.length
      const ordered = kind.survive(pool, { ...scene, memory: own }, wanted)
      const best = ordered.population
      if (shelter === undefined) {
        return { population: best.slice(0, scene.size), memory: { species: null, own: ordered.memory } }
      }
      const ages = firstSeen(species, pool, scene.generation)
      const isYoung = (key: string) => scene.generation < ages[key] + shelter.generations
      const population = sheltered(best, scene.size, shelter, isYoung)
      return { population, memory: { species: ages, own: ordered.memory } }
    },
  }
}

function variationOf({ name, selection }: GeneticKind, options: GeneticOptions): Variation {
  const { outbreeding = options.bridge === undefined ? 0 : 0.2 } = options
  checkNumber(name, 'outbreeding', outbreeding, { min: 0, max: 1 })
  const chosen = { selection, crossover: sbx(), mutation: polynomial(), ...options, outbreeding }
  for (const part of ['selection', 'crossover', 'mutation'] as const) {
    if (typeof chosen[part] !== 'function') refuse(name, part, chosen[part], { rule: 'a function' })
  }
  return chosen
}

/** Refuses unknown options of a genetic toolbox. */
export function checkGeneticOptions(where: string, options: GeneticOptions, more: readonly string[] = []): void {
  checkKeys(where, options, [...GENETIC_OPTIONS, ...more])
}
