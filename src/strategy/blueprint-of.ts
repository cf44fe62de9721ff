import { checkInteger, checkKeys, refuse } from '../base/guards.ts'
import { type Blueprint, blueprint, numberOf } from '../genome/blueprint.ts'
import { type Gene, oneOf } from '../genome/gene.ts'
import { type Catalogue, seedOf, unknownSeed } from './catalogue.ts'
import { AGREEMENT_GENE, everyGene, geneOf, labelsOf, type Plan, planName, switchGene } from './plan.ts'
import { AGREEMENT, AGREEMENT_AXIS, MOST_EVERY, MOST_PARTS } from './problems-of.ts'
import type { Seed } from './seed.ts'

/** What a search over one kind of strategy may vary besides the genes of its parts. */
export interface BlueprintOptions {
  /** The seeds by name. */
  readonly catalogue: Catalogue
  /** Parts that the search may switch off, by the name of their seed; the second of a name is `'ema-crossover#2'`. */
  readonly optional?: readonly string[]
  /** The smallest |mean vote| that counts, or `'search'`; 0 by default. */
  readonly agreement?: number | 'search'
  /** Multiples of the interval among which every part but stops may choose its bars, for example `[1, 4, 24]`. */
  readonly every?: readonly number[]
}

/**
 * The space of one kind of strategy: the genes of its parts in order, which optional parts are on, on how many bars each
 * works, and how far the entries must agree. `toStrategy` turns its genomes into strategies.
 *
 * @example
 * const space = blueprintOf(['ema-crossover', 'rsi-filter'], { catalogue: everySeed, optional: ['rsi-filter'] })
 * space.names.slice(0, 3) // => ['ema-crossover.fast', 'ema-crossover.gap', 'ema-crossover.side']
 * space.names[3] // => 'rsi-filter:on'
 * space.name // => 'ema-crossover@1 + rsi-filter@1?'
 * blueprintOf(['rsi-filter'], { catalogue: everySeed }) // throws 'invalid-argument'
 */
export function blueprintOf(names: readonly string[], options: BlueprintOptions): Blueprint {
  checkKeys('blueprintOf', options, ['catalogue', 'optional', 'agreement', 'every'])
  const { catalogue, optional = [], agreement = 0, every } = options
  if (agreement !== 'search' && numberOf(AGREEMENT, AGREEMENT_AXIS, agreement) === undefined) {
    refuse('blueprintOf', 'agreement', agreement, { rule: "a number from 0 to 1 with 2 decimal places, or 'search'" })
  }
  if (!Array.isArray(names) || names.length > MOST_PARTS) {
    refuse('blueprintOf', 'names', names, { rule: `an array of at most ${MOST_PARTS} names of seeds` })
  }
  const multiples = multiplesOf('blueprintOf', every)
  const seeds = names.map((name) => {
    const { byName } = catalogue
    return byName.get(name) ?? refuse('blueprintOf', 'names', name, unknownSeed(byName, name))
  })
  const labels = labelsOf(names)
  for (const label of optional) {
    if (labels.includes(label)) continue
    refuse('blueprintOf', 'optional', label, { rule: `one of the parts: ${labels.join(', ')}` })
  }
  const isOptional = labels.map((label) => optional.includes(label))
  checkRoles(seeds, isOptional)
  const parts = seeds.map(({ name, version, role }, place) => ({
    seed: name,
    version,
    isOptional: isOptional[place],
    every: role === 'stop' ? 1 : multiples,
  }))
  return plannedBlueprint({ parts, agreement }, catalogue)
}

function checkRoles(seeds: readonly Seed[], isOptional: readonly boolean[]): void {
  if (!seeds.some(({ role }, place) => role === 'entry' && !isOptional[place])) {
    refuse('blueprintOf', 'names', seeds.map(({ name }) => name).join(', '), {
      rule: 'with an entry that is not optional',
      remedy: 'A strategy without an entry never takes a position.',
    })
  }
  const sizes = seeds.filter(({ role }) => role === 'size').map(({ name }) => name)
  if (sizes.length > 1) refuse('blueprintOf', 'names', sizes.join(', '), { rule: 'with one size at most' })
}

/** Multiples of the interval, checked: a single one is no search. */
export function multiplesOf(where: string, every: readonly number[] = [1]): number | readonly number[] {
  if (!Array.isArray(every) || every.length === 0) refuse(where, 'every', every, { rule: 'an array of multiples' })
  for (const multiple of every) checkInteger(where, 'every', multiple, { min: 1, max: MOST_EVERY })
  if (new Set(every).size < every.length) refuse(where, 'every', every, { rule: 'different from each other' })
  return every.length === 1 ? every[0] : every
}

/** Species that are remembered: those of a search, not those of a life. */
const MOST = 4096
const remembered = /* @__PURE__ */ new WeakMap<Catalogue, Map<string, Blueprint>>()

/** The blueprint of a plan; the same object for the same plan, as long as it is remembered. */
export function plannedBlueprint(plan: Plan, catalogue: Catalogue): Blueprint {
  const name = planName(plan)
  const searched = plan.parts.map(({ every }) => (typeof every === 'number' ? '' : every.join()))
  const key = `${name}|${searched.join('|')}|${plan.agreement === 'search'}`
  const known = remembered.get(catalogue) ?? new Map<string, Blueprint>()
  const found = known.get(key) ?? blueprint(genesOf(plan, catalogue), { name })
  if (known.size >= MOST) known.clear()
  known.set(key, found)
  remembered.set(catalogue, known)
  return found
}

function genesOf({ parts, agreement }: Plan, catalogue: Catalogue): Record<string, Gene> {
  const genes: Record<string, Gene> = {}
  const labels = labelsOf(parts.map(({ seed }) => seed))
  for (let place = 0; place < parts.length; place++) {
    const { isOptional, every } = parts[place]
    const label = labels[place]
    if (isOptional) genes[switchGene(label)] = { kind: 'flag', default: true }
    if (typeof every !== 'number') genes[everyGene(label)] = { ...oneOf(...every.map(String)), default: `${every[0]}` }
    const own = seedOf('blueprintOf', catalogue, parts[place]).genes
    for (const [name, gene] of Object.entries(own)) genes[geneOf(label, name)] = gene
  }
  if (agreement === 'search') genes[AGREEMENT_GENE] = AGREEMENT
  return genes
}
