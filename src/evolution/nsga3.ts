import type { JsonValue } from '../base/canonical-json.ts'
import { checkInteger } from '../base/guards.ts'
import type { Space } from './found.ts'
import { checkGeneticOptions, type GeneticOptions, genetic } from './genetic.ts'
import type { Individual } from './individual.ts'
import type { Bounds } from './normalise-front.ts'
import { nsga3Survival } from './nsga3-survival.ts'
import { rankingOf } from './ranking.ts'
import { partitionsFor, referenceDirections } from './reference-directions.ts'
import { randomSelection } from './selection.ts'
import { chanceOf, type Scene, type Selected, type Toolbox } from './toolbox.ts'

/** What may be exchanged in NSGA-III. */
export interface Nsga3Options extends GeneticOptions {
  /** Equal shares that the reference directions split; by default as many as give no more directions than live. */
  readonly partitions?: number
}

/**
 * NSGA-III: parents at random, SBX and polynomial mutation, and survival by non-dominated front and by reference
 * directions, which keep a front of four and more goals evenly covered where room does not. Deb and Jain, 2014.
 *
 * @example
 * nsga3(blueprint({ period: int(2, 50) })).name // => 'nsga3'
 */
export function nsga3(space: Space, options: Nsga3Options = {}): Toolbox {
  checkGeneticOptions('nsga3', options, ['partitions'])
  const { partitions, ...rest } = options
  if (partitions !== undefined) checkInteger('nsga3', 'partitions', partitions, { min: 1 })
  const survive = (pool: readonly Individual[], scene: Scene): Selected => {
    if (pool.length === 0) return { population: [], memory: scene.memory }
    const objectives = pool[0].scores.length
    const directions = referenceDirections(objectives, partitions ?? partitionsFor(objectives, scene.size))
    const before = scene.memory as Bounds | null
    const random = chanceOf(scene, 'survival')
    const { population, bounds } = nsga3Survival(pool, { size: scene.size, directions, bounds: before, random })
    const living = new Set(population)
    const dead = pool.filter((individual) => !living.has(individual))
    return { population: [...population, ...dead], memory: bounds as JsonValue }
  }
  return genetic({ name: 'nsga3', selection: randomSelection, rank: rankingOf, survive }, space, rest)
}
