import type { Execution } from '../../backtest/execution.ts'
import { OrganismError } from '../../base/error.ts'
import { nearest } from '../../base/nearest.ts'
import type { EvaluationTask } from '../../evaluation/task.ts'
import { bayesianSearch } from '../../evolution/bayesian-search.ts'
import type { Search } from '../../evolution/evolve.ts'
import { nsga2 } from '../../evolution/nsga2.ts'
import { nsga3 } from '../../evolution/nsga3.ts'
import { randomSearch } from '../../evolution/random-search.ts'
import { singleObjective } from '../../evolution/single-objective.ts'
import { randomFrom } from '../../random/random-from.ts'
import { everySeed } from '../../seeds/catalogue.ts'
import { type Catalogue, catalogue } from '../../strategy/catalogue.ts'
import { catalogueFor } from '../../strategy/catalogue-for.ts'
import { populationOf } from '../../strategy/population-of.ts'
import { structureOf } from '../../strategy/structure-of.ts'
import { executionNamed } from '../execution-options.ts'
import { LEARNERS, type RunConfig } from './config.ts'
import type { SealedMarket, StagedMarket } from './markets.ts'

/** The execution that a configuration names or spells out. */
export function executionOf({ execution }: RunConfig): Execution {
  return executionNamed(execution)
}

/** What strategies of a run are judged on: the searched rows alone. */
export function taskOf(config: RunConfig, markets: readonly SealedMarket[]): EvaluationTask {
  const { objectives, folds, across, minimum } = config
  return {
    markets: markets.map(({ research }) => research),
    execution: executionOf(config),
    objectives: objectives as EvaluationTask['objectives'],
    warmup: markets.map(({ stages }) => stages.warmup),
    ...(folds === 1 ? {} : { folds: { purgedKFold: { folds } } }),
    ...{ across, minimum },
  }
}

/** The seeds of a run: those it names, or every rule that its markets can serve. */
export function catalogueOf({ seeds }: RunConfig, markets: readonly StagedMarket[]): Catalogue {
  const bars = markets.map((market) => market.bars)
  if (seeds === undefined) {
    return catalogueFor(bars, catalogue(everySeed.seeds.filter(({ name }) => !LEARNERS.includes(name))))
  }
  const named = seeds.map((name) => everySeed.byName.get(name) ?? unknownSeed(name))
  if (!named.some(({ role }) => role === 'entry')) {
    const rule = `one of the seeds must be an entry, received '${seeds.join(',')}'`
    const remedy = 'Filters, stops and sizes only act on one: organism seeds says which is what.'
    throw new OrganismError('invalid-argument', `organism evolve: ${rule}. ${remedy}`)
  }
  return catalogue([...new Set(named)])
}

function unknownSeed(name: string): never {
  const guess = nearest(
    name,
    everySeed.seeds.map((each) => each.name),
  )
  const remedy = guess === undefined ? 'organism seeds lists them all.' : `Did you mean ${guess}?`
  throw new OrganismError('invalid-argument', `organism evolve: there is no seed '${name}'. ${remedy}`)
}

/** How a run breeds: strategies of all shapes over its seeds, structure and genes alike. */
export function breedingOf(config: RunConfig, catalogue: Catalogue): Omit<Search, 'evaluate'> {
  const { algorithm, size, generations, seed, parts } = config
  const random = randomFrom(seed, 'founders')
  const founders = populationOf(catalogue, { size, random, parts })
  const species = [...new Map(founders.map(({ blueprint }) => [blueprint.key, blueprint])).values()]
  const structure = structureOf({ catalogue, parts })
  const toolboxes = {
    nsga2: () => nsga2(species, structure),
    nsga3: () => nsga3(species, structure),
    single: () => singleObjective(species, structure),
    bayesian: () => bayesianSearch(species),
    random: () => randomSearch(species),
  }
  return { ...toolboxes[algorithm](), size, generations, seed, founders }
}
