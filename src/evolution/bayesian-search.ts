import { checkInteger, checkKeys, checkNumber } from '../base/guards.ts'
import type { Blueprint } from '../genome/blueprint.ts'
import type { Genome } from '../genome/genome.ts'
import { GenomeSet } from '../genome/genome-set.ts'
import { choice } from '../random/choice.ts'
import type { Random } from '../random/random.ts'
import { type Space, sampleUnseen, speciesOf } from './found.ts'
import type { Birth, Individual } from './individual.ts'
import { nsga2Survival } from './nsga2-survival.ts'
import { drawParzen, logParzen, type Parzen, parzenOf } from './parzen.ts'
import { type Brood, chanceOf, type Scene, type Toolbox } from './toolbox.ts'

/** Genomes that the density of the others is built on, so that a long run does not slow down. */
const MOST_OTHERS = 200
/** Draws per place before the rest is sampled evenly. */
const TRIES = 10

/** How a Bayesian search acts. */
export interface BayesianOptions {
  /** Genomes judged per generation after the first; `size` by default. Fewer learn sooner, more keep workers busy. */
  readonly batch?: number
  /** Share of what was judged that counts as good; 0.15 by default. */
  readonly good?: number
  /** Draws from the good of which the most promising is judged; 24 by default. */
  readonly candidates?: number
  /** The most that is remembered, best first; 1000 by default, and never less than `size`. */
  readonly memory?: number
}

/**
 * Bayesian search with tree-structured Parzen estimators: the judged are split into good and others by front and room, a
 * density is laid over each, and what is judged next is drawn from the good and chosen for being likely there and unlikely
 * among the others. Bergstra et al., "Algorithms for hyper-parameter optimization", 2011; kernels over all genes together as
 * in Falkner et al., "BOHB", 2018; fronts as in Ozaki et al., 2020. For few and dear evaluations.
 *
 * The population is everything remembered, so it outgrows `size`.
 *
 * @example
 * bayesianSearch(blueprint({ period: int(2, 50) })).name // => 'bayesian-search'
 */
export function bayesianSearch(space: Space, options: BayesianOptions = {}): Toolbox {
  checkKeys('bayesianSearch', options, ['batch', 'good', 'candidates', 'memory'])
  const blueprints = speciesOf('bayesianSearch', space)
  const { batch, good = 0.15, candidates = 24, memory = 1000 } = options
  if (batch !== undefined) checkInteger('bayesianSearch', 'batch', batch, { min: 1 })
  checkNumber('bayesianSearch', 'good', good, { above: 0, below: 1 })
  checkInteger('bayesianSearch', 'candidates', candidates, { min: 1 })
  checkInteger('bayesianSearch', 'memory', memory, { min: 2 })
  return {
    name: 'bayesian-search',
    blueprints,
    propose: (scene) => propose(scene, blueprints, { count: batch ?? scene.size, good, candidates }),
    select: ({ population, size }, newborn) => ({
      population: nsga2Survival([...population, ...newborn], Math.max(size, memory)),
      memory: null,
    }),
  }
}

interface Plan {
  readonly count: number
  readonly good: number
  readonly candidates: number
}

/** What was learned about one species. */
interface Lesson {
  readonly good: Parzen
  readonly others: Parzen
}

function propose(scene: Scene, blueprints: readonly Blueprint[], { count, good, candidates }: Plan): Brood {
  const random = chanceOf(scene, 'parzen')
  const { population } = scene
  const split = Math.max(2, Math.ceil(good * population.length))
  const parents = population.slice(0, split).filter(({ fault }) => fault === undefined)
  const lessons = learn(parents, population.slice(split))
  const seen = new GenomeSet()
  for (const { genome } of population) seen.add(genome)
  const births: Birth[] = []
  let duplicates = 0
  while (parents.length > 0 && births.length < count && duplicates < TRIES * count) {
    // Species are tried as often as they are met among the good.
    const lesson = lessons.get(choice(random, parents).genome.blueprint.key) as Lesson
    const genome = promising(lesson, candidates, random)
    if (seen.add(genome)) births.push({ genome, parents: [], operator: 'sample' })
    else duplicates++
  }
  const immigrants = sampleUnseen(blueprints, count - births.length, seen, random)
  for (const genome of immigrants) births.push({ genome, parents: [], operator: 'immigrant' })
  return { births, duplicates }
}

function learn(good: readonly Individual[], others: readonly Individual[]): Map<string, Lesson> {
  const lessons = new Map<string, Lesson>()
  for (const { genome } of good) {
    const { blueprint } = genome
    if (lessons.has(blueprint.key)) continue
    const kin = (individuals: readonly Individual[]) => {
      return individuals.map((individual) => individual.genome).filter((each) => each.blueprint.key === blueprint.key)
    }
    const rest = kin(others)
    const step = Math.max(1, rest.length / MOST_OTHERS)
    const spread = Array.from({ length: Math.min(rest.length, MOST_OTHERS) }, (_, i) => rest[Math.floor(i * step)])
    const fine = kin(good)
    // The same weight in both, so that where nobody has been is neither promising nor hopeless.
    const even = 1 / (1 + fine.length)
    lessons.set(blueprint.key, { good: parzenOf(blueprint, fine, even), others: parzenOf(blueprint, spread, even) })
  }
  return lessons
}

/** Of several draws from the good, the one that is most likely there compared with the others. */
function promising({ good, others }: Lesson, candidates: number, random: Random): Genome {
  let best = drawParzen(good, random)
  let most = logParzen(good, best) - logParzen(others, best)
  for (let i = 1; i < candidates; i++) {
    const genome = drawParzen(good, random)
    const promise = logParzen(good, genome) - logParzen(others, genome)
    if (promise > most) {
      best = genome
      most = promise
    }
  }
  return best
}
