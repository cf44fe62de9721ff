import { checkKeys } from '../base/guards.ts'
import { GenomeSet } from '../genome/genome-set.ts'
import { found, type Space, speciesOf } from './found.ts'
import { nsga2Survival } from './nsga2-survival.ts'
import { chanceOf, type Toolbox } from './toolbox.ts'

/**
 * Random search: every generation is a fresh Latin hypercube, and the best that were ever seen are kept as NSGA-II would
 * keep them. The baseline that any search has to beat.
 *
 * @example
 * randomSearch(blueprint({ period: int(2, 50) })).name // => 'random-search'
 */
export function randomSearch(space: Space, options: Record<string, never> = {}): Toolbox {
  checkKeys('randomSearch', options, [])
  const blueprints = speciesOf('randomSearch', space)
  return {
    name: 'random-search',
    blueprints,
    propose: (scene) => {
      const seen = new GenomeSet()
      for (const { genome } of scene.population) seen.add(genome)
      const genomes = found(blueprints, scene.size, seen, chanceOf(scene, 'sample'))
      return { births: genomes.map((genome) => ({ genome, parents: [], operator: 'sample' })), duplicates: 0 }
    },
    select: ({ population, size }, newborn) => ({
      population: nsga2Survival([...population, ...newborn], size),
      memory: null,
    }),
  }
}
