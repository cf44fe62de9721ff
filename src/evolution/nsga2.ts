import type { Space } from './found.ts'
import { checkGeneticOptions, type GeneticOptions, genetic, type Survive } from './genetic.ts'
import { nsga2Survival } from './nsga2-survival.ts'
import { rankingOf } from './ranking.ts'
import { crowdedTournament } from './selection.ts'
import type { Toolbox } from './toolbox.ts'

/**
 * NSGA-II: crowded tournaments, SBX and polynomial mutation, and survival by non-dominated front and room. The plain
 * choice for two and three goals. Deb, Pratap, Agarwal and Meyarivan, 2002.
 *
 * @example
 * nsga2(blueprint({ period: int(2, 50) })).name // => 'nsga2'
 * nsga2([]) // throws 'invalid-argument'
 */
export function nsga2(space: Space, options: GeneticOptions = {}): Toolbox {
  checkGeneticOptions('nsga2', options)
  const survive: Survive = (pool, _, wanted) => ({ population: nsga2Survival(pool, wanted), memory: null })
  return genetic({ name: 'nsga2', selection: crowdedTournament, rank: rankingOf, survive }, space, options)
}
