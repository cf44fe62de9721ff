import { refuse } from '../base/guards.ts'
import type { Blueprint } from '../genome/blueprint.ts'

/** The structure of a species: what its genomes have in common. */
export interface Plan {
  readonly parts: readonly PlannedPart[]
  /** The agreement of all its strategies, or that it is searched for. */
  readonly agreement: number | 'search'
}

/** One part of a plan. */
export interface PlannedPart {
  readonly seed: string
  readonly version: number
  /** Whether a gene switches it on and off. */
  readonly isOptional: boolean
  /** Bars that make one, or the multiples that are searched. */
  readonly every: number | readonly number[]
}

/** The name of the gene that holds the agreement. */
export const AGREEMENT_GENE = 'agreement'

/**
 * A plan as the name of its species: `ema-crossover@1 + rsi-filter@1? + donchian-breakout@1 every 4; agreement 0.5`. What is
 * searched is told by the names of the genes; the name of the species tells the rest.
 */
export function planName({ parts, agreement }: Plan): string {
  const names = parts.map(({ seed, version, isOptional, every }) => {
    const bars = typeof every === 'number' && every > 1 ? ` every ${every}` : ''
    return `${seed}@${version}${bars}${isOptional ? '?' : ''}`
  })
  const suffix = typeof agreement === 'number' && agreement > 0 ? `; agreement ${agreement}` : ''
  return `${names.join(' + ')}${suffix}`
}

const PART = /^([a-z0-9-]+)@(\d+)(?: every (\d+))?(\?)?$/
const NAME = /^(.+?)(?:; agreement ([\d.e-]+))?$/

/** The plan of a species of strategies, read from the blueprint alone. */
export function planOf(where: string, { name, names, genes }: Blueprint): Plan {
  const [, list, fixed] = NAME.exec(name) ?? []
  const matches = (list ?? '').split(' + ').map((text) => PART.exec(text))
  if (matches.includes(null)) {
    refuse(where, 'the species', name, {
      rule: 'one that blueprintOf, toGenome or populationOf made',
      remedy: 'Its name lists the parts; other genomes are no strategies.',
    })
  }
  const found = matches as RegExpExecArray[]
  const labels = labelsOf(found.map(([, seed]) => seed))
  const parts = found.map(([, seed, version, every, optional], place): PlannedPart => {
    const gene = genes[names.indexOf(everyGene(labels[place]))]
    const multiples = gene?.kind === 'choice' ? gene.options.map(Number) : Number(every ?? 1)
    return { seed, version: Number(version), isOptional: optional !== undefined, every: multiples }
  })
  return { parts, agreement: names.includes(AGREEMENT_GENE) ? 'search' : Number(fixed ?? 0) }
}

/** What the parts of a plan are called in its genes: the seed, and its count from the second of a name on. */
export function labelsOf(seeds: readonly string[]): string[] {
  return seeds.map((seed, place) => {
    const count = seeds.slice(0, place).filter((other) => other === seed).length + 1
    return count === 1 ? seed : `${seed}#${count}`
  })
}

/** The name of a part's gene in its species. */
export function geneOf(label: string, gene: string): string {
  return `${label}.${gene}`
}

/** The name of the gene that switches a part on. */
export function switchGene(label: string): string {
  return `${label}:on`
}

/** The name of the gene that says how many bars make one for a part. */
export function everyGene(label: string): string {
  return `${label}:every`
}
