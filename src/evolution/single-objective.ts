import type { Space } from './found.ts'
import { checkGeneticOptions, type GeneticOptions, genetic, type Survive } from './genetic.ts'
import { elitistSurvival } from './nsga2-survival.ts'
import { rankingOfFirst } from './ranking.ts'
import { tournament } from './selection.ts'
import type { Toolbox } from './toolbox.ts'

/**
 * An elitist genetic search for one goal: tournaments, SBX and polynomial mutation; the best of old and new live on. Of
 * several goals it follows the first and only reports the rest.
 *
 * @example
 * singleObjective(blueprint({ period: int(2, 50) })).name // => 'single-objective'
 */
export function singleObjective(space: Space, options: GeneticOptions = {}): Toolbox {
  checkGeneticOptions('singleObjective', options)
  const survive: Survive = (pool, _, wanted) => ({ population: elitistSurvival(pool, wanted), memory: null })
  const kind = { name: 'single-objective', selection: tournament(), rank: rankingOfFirst, survive }
  return genetic(kind, space, options)
}
