import { checkKeys, refuse } from '../base/guards.ts'
import { type Blueprint, numberOf } from '../genome/blueprint.ts'
import type { GeneValue } from '../genome/gene.ts'
import type { Genome } from '../genome/genome.ts'
import { multiplesOf, plannedBlueprint } from './blueprint-of.ts'
import { type Catalogue, seedOf } from './catalogue.ts'
import { refuseProblems } from './check-strategy.ts'
import { AGREEMENT_GENE, everyGene, geneOf, labelsOf, type Plan, type PlannedPart, planOf, switchGene } from './plan.ts'
import type { Part, Strategy } from './strategy.ts'

/** Which species a strategy is to belong to. */
export interface GenomeOptions {
  /** A species that has room for the strategy; by default the one with exactly its parts. */
  readonly blueprint?: Blueprint
  /** Multiples of the interval that are searched, when no species is given; otherwise each part keeps its own. */
  readonly every?: readonly number[]
}

/**
 * The genome of a strategy; `toStrategy` leads back to the same strategy. Without a blueprint its species has exactly these
 * parts, all on, and searches the agreement where several entries vote. With one, parts that the strategy lacks must be
 * optional there: they are off, at their defaults.
 *
 * @example
 * const strategy = { parts: [partOf(emaCrossover, { fast: 5 })] }
 * const genome = toGenome(strategy, everySeed)
 * genome.values // => Float64Array.of(5, 30, 0)
 * toStrategy(genome).parts[0].genes.fast // => 5
 */
export function toGenome(strategy: Strategy, catalogue: Catalogue, options: GenomeOptions = {}): Genome {
  checkKeys('toGenome', options, ['blueprint', 'every'])
  refuseProblems('toGenome', strategy, catalogue, 'invalid-argument')
  const blueprint = options.blueprint ?? plannedBlueprint(planFor(strategy, catalogue, options.every), catalogue)
  const plan = planOf('toGenome', blueprint)
  const places = placesOf(strategy.parts, plan.parts)
  const { agreement = 0 } = strategy
  if (places === undefined || (plan.agreement !== 'search' && plan.agreement !== agreement)) {
    refuse('toGenome', 'blueprint', blueprint.name, {
      rule: 'a species that has room for the parts of the strategy and its agreement',
      remedy: 'Leave it out for a species of its own.',
    })
  }
  const said = valuesOf(strategy, plan, places)
  const values = Float64Array.from(blueprint.genes, (gene, i) => {
    const value = said.get(blueprint.names[i]) ?? gene.default
    const number = numberOf(gene, blueprint.axes[i], value)
    return number ?? refuse('toGenome', blueprint.names[i], value, { rule: 'a value of the species' })
  })
  return { blueprint, values }
}

/** The plan with exactly the parts of a strategy. */
function planFor({ parts, agreement = 0 }: Strategy, catalogue: Catalogue, searched?: readonly number[]): Plan {
  const seeds = parts.map((part) => seedOf('toGenome', catalogue, part))
  const multiples = multiplesOf('toGenome', searched)
  const isSearched = (every: number) => typeof multiples !== 'number' && multiples.includes(every)
  const planned = parts.map(({ seed, version, every = 1 }, place) => ({
    seed,
    version,
    isOptional: false,
    every: seeds[place].role !== 'stop' && isSearched(every) ? multiples : every,
  }))
  const entries = seeds.filter(({ role }) => role === 'entry').length
  const hasGenes =
    seeds.some(({ genes }) => Object.keys(genes).length > 0) || planned.some(({ every }) => typeof every !== 'number')
  // A species needs a gene; where no part has one, the agreement is it.
  return { parts: planned, agreement: entries > 1 || !hasGenes ? 'search' : agreement }
}

/** Where the parts of a strategy stand in a plan, in order; undefined when they do not fit. */
function placesOf(parts: readonly Part[], planned: readonly PlannedPart[]): number[] | undefined {
  const failed = new Set<string>()
  const from = (part: number, place: number): number[] | undefined => {
    if (place === planned.length) return part === parts.length ? [] : undefined
    // Without a memory of dead ends, twins that are optional would be tried in all their combinations.
    if (failed.has(`${part},${place}`)) return undefined
    const rest = isRoom(parts[part], planned[place]) ? from(part + 1, place + 1) : undefined
    if (rest !== undefined) return [place, ...rest]
    const skipped = planned[place].isOptional ? from(part, place + 1) : undefined
    if (skipped === undefined) failed.add(`${part},${place}`)
    return skipped
  }
  return from(0, 0)
}

function isRoom(part: Part | undefined, { seed, version, every }: PlannedPart): boolean {
  const multiple = part?.every ?? 1
  const isMultiple = typeof every === 'number' ? every === multiple : every.includes(multiple)
  return part?.seed === seed && part.version === version && isMultiple
}

/** The values of a strategy under the names of the genes of a plan. */
function valuesOf(strategy: Strategy, plan: Plan, places: readonly number[]): Map<string, GeneValue> {
  const labels = labelsOf(plan.parts.map(({ seed }) => seed))
  const said = new Map<string, GeneValue>([[AGREEMENT_GENE, strategy.agreement ?? 0]])
  for (const label of labels) said.set(switchGene(label), false)
  for (let i = 0; i < places.length; i++) {
    const { genes, every = 1 } = strategy.parts[i]
    const label = labels[places[i]]
    said.set(switchGene(label), true)
    said.set(everyGene(label), String(every))
    for (const [name, value] of Object.entries(genes)) said.set(geneOf(label, name), value)
  }
  return said
}
