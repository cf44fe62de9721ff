import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { axisOf } from '../genome/axis.ts'
import { numberOf, rangeOf } from '../genome/blueprint.ts'
import { checkGene } from '../genome/check-gene.ts'
import type { ChoiceGene, FlagGene, Gene } from '../genome/gene.ts'
import type { Bars } from '../market/bars.ts'
import { SHOWCASES, type Showcase } from '../market/synthetic-showcase.ts'
import type { Tools } from './tools.ts'

/** What a part does to the exposure: an entry wants some, a filter lets it pass, a stop ends it, a size scales it. */
export type Role = 'entry' | 'filter' | 'stop' | 'size'

/** All roles. */
export const ROLES: readonly Role[] = ['entry', 'filter', 'stop', 'size']

/** What a seed wants of a market beyond its six columns. */
export type Need = 'funding' | `extras.${string}`

/** The genes of a seed by name. */
export type GeneSpec = Readonly<Record<string, Gene>>

/** Values for the genes of a spec, each with the type of its kind. */
export type GenesOf<Spec extends GeneSpec> = {
  readonly [Name in keyof Spec]: ValueOf<Spec[Name]>
}

type ValueOf<G extends Gene> = G extends FlagGene ? boolean : G extends ChoiceGene<infer Option> ? Option : number

/**
 * A rule with evolvable numbers, as plain data with three pure functions.
 *
 * - An `entry` finds zeros and writes `exposure[t]` in [-1, 1]: the share of equity wanted, decided with bars 0..t.
 * - A `filter` multiplies the exposure it finds by 0..1, and so does a `size`: by a factor that follows from the market
 *   and from the side of the exposure in that row, from nothing else.
 * - A `stop` sets the exposure it finds to 0 from where it is hit until the side of that exposure changes.
 *
 * Nothing is kept between calls. Row t depends on the rows 0..t of market and exposure alone.
 */
export interface Seed<Spec extends GeneSpec = GeneSpec> {
  /** Name in the catalogue, in kebab-case. */
  readonly name: string
  readonly role: Role
  /** Raised whenever equal genes would give another exposure. */
  readonly version: number
  /** The idea, in two sentences a trader understands. */
  readonly idea: string
  /** Every gene with its range and its default. */
  readonly genes: Spec
  /** Columns the market must have; none by default. */
  readonly needs?: readonly Need[]
  /** The small market on which the defaults are seen at work. */
  readonly showcase: Showcase
  /** What the part does with these genes: one sentence without its full stop. */
  say(genes: GenesOf<Spec>): string
  /** First row at which the part can speak; before it an entry is flat, and everything else lets nothing through. */
  warmup(genes: GenesOf<Spec>): number
  write(bars: Bars, genes: GenesOf<Spec>, exposure: Column, tools: Tools): void
}

const KEYS = ['name', 'role', 'version', 'idea', 'genes', 'needs', 'showcase', 'say', 'warmup', 'write']
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const GENE_NAME = /^[a-z][A-Za-z0-9]*$/

/**
 * A seed from its plan: checked, its genes typed from their spec. A choice without a default takes its first option, a
 * flag starts as false; every number says its default.
 *
 * @example
 * const hold = seed({
 *   name: 'hold', role: 'entry', version: 1, idea: 'Holds a fixed share. It never looks at the market.', showcase: 'rise',
 *   genes: { share: real(0.1, 1, { default: 0.5 }) },
 *   say: ({ share }) => `Hold ${share} of equity`,
 *   warmup: () => 0,
 *   write(_bars, { share }, exposure) { exposure.fill(share) },
 * })
 * hold.genes.share.default // => 0.5
 * seed({ ...hold, genes: { share: real(0.1, 1) } }) // throws 'invalid-argument'
 */
export function seed<const Spec extends GeneSpec>(plan: Seed<Spec>): Seed<Spec> {
  checkKeys('seed', plan, KEYS)
  const { name, role, version, genes, needs = [], showcase } = plan
  if (typeof name !== 'string' || !NAME.test(name)) refuse('seed', 'name', name, { rule: 'in kebab-case' })
  const where = `seed ${name}`
  checkOneOf(where, 'role', role, ROLES)
  checkInteger(where, 'version', version, { min: 1 })
  checkOneOf(where, 'showcase', showcase, SHOWCASES)
  if (typeof plan.idea !== 'string' || plan.idea === '') refuse(where, 'idea', plan.idea, { rule: 'a sentence or two' })
  for (const key of ['say', 'warmup', 'write'] as const) {
    if (typeof plan[key] !== 'function') refuse(where, key, plan[key], { rule: 'a function' })
  }
  if (!Array.isArray(needs)) refuse(where, 'needs', needs, { rule: "a list of 'funding' or 'extras.NAME'" })
  if (typeof genes !== 'object' || genes === null) refuse(where, 'genes', genes, { rule: 'an object of genes' })
  for (const need of needs) {
    if (need !== 'funding' && !/^extras\..+/.test(need))
      refuse(where, 'needs', need, { rule: "'funding' or 'extras.NAME'" })
  }
  const complete = Object.entries(genes).map(([gene, given]) => [gene, completeGene(where, gene, given)])
  return Object.freeze({ ...plan, needs, genes: Object.fromEntries(complete) as Spec })
}

function completeGene(where: string, name: string, given: Gene): Gene {
  if (!GENE_NAME.test(name)) refuse(where, 'the name of a gene', name, { rule: 'in camelCase' })
  checkGene(where, name, given)
  const gene = given.default !== undefined ? given : withDefault(given)
  if (gene.default === undefined || numberOf(gene, axisOf(gene), gene.default) === undefined) {
    refuse(where, `${name}.default`, gene.default, {
      rule: rangeOf(gene),
      remedy: 'Say what a trader would start from.',
    })
  }
  return gene
}

function withDefault(gene: Gene): Gene {
  if (gene.kind === 'choice') return { ...gene, default: gene.options[0] }
  return gene.kind === 'flag' ? { ...gene, default: false } : gene
}
