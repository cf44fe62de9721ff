import { contentHash } from '../base/content-hash.ts'
import { checkKeys, refuse } from '../base/guards.ts'
import { type Axis, axisOf, onAxis } from './axis.ts'
import { checkGene } from './check-gene.ts'
import type { Gene, GeneValue } from './gene.ts'

/**
 * The plan of a species: its genes in a fixed order. Genomes of blueprints with the same `key` can be crossed gene by
 * gene; others cannot.
 */
export interface Blueprint {
  /** Name of the species, for people. */
  readonly name: string
  /** Content hash of name and genes: equal plans have equal keys. */
  readonly key: string
  readonly names: readonly string[]
  readonly genes: readonly Gene[]
  /** The genes made ready for arithmetic, in the same order. */
  readonly axes: readonly Axis[]
}

/**
 * The blueprint of named genes, checked once. A bound or default that is not on the grid of its own gene is refused, so
 * that every value of the species prints in its digits.
 *
 * @example
 * const trend = blueprint({ fast: int(2, 60, { scale: 'log' }), side: oneOf('long', 'short') }, { name: 'trend' })
 * trend.names // => ['fast', 'side']
 * blueprint({}) // throws 'invalid-argument'
 * blueprint({ rate: real(0, 1, { scale: 'log' }) }) // throws 'invalid-argument'
 */
export function blueprint(genes: Readonly<Record<string, Gene>>, options: { readonly name?: string } = {}): Blueprint {
  checkKeys('blueprint', options, ['name'])
  if (typeof genes !== 'object' || genes === null) refuse('blueprint', 'genes', genes, { rule: 'an object of genes' })
  const { name = 'genome' } = options
  if (typeof name !== 'string' || name === '') refuse('blueprint', 'name', name, { rule: 'a name' })
  const names = Object.keys(genes)
  if (names.length === 0) {
    refuse('blueprint', 'genes', genes, { rule: 'at least one gene', remedy: 'A search needs something to vary.' })
  }
  if (names.includes('__proto__')) {
    refuse('blueprint', 'a name', '__proto__', { rule: 'one that JSON readers keep', remedy: 'Rename the gene.' })
  }
  const plan = names.map((gene) => genes[gene])
  for (let i = 0; i < names.length; i++) checkGene('blueprint', names[i], plan[i])
  const axes = plan.map(axisOf)
  for (let i = 0; i < names.length; i++) checkGrid(names[i], plan[i], axes[i])
  const key = contentHash({ name, genes: names.map((gene, i) => [gene, plan[i]]) })
  return { name, key, names, genes: plan, axes }
}

/** The number that stands for a value of a gene, or undefined when the gene has no such value. */
export function numberOf(gene: Gene, axis: Axis, value: unknown): number | undefined {
  if (gene.kind === 'flag') return typeof value === 'boolean' ? Number(value) : undefined
  if (gene.kind === 'choice') {
    const place = gene.options.indexOf(value as string)
    return place < 0 ? undefined : place
  }
  return typeof value === 'number' && onAxis(axis, value) === value ? value + 0 : undefined
}

/** The value that a number stands for. */
export function geneValueOf(gene: Gene, number: number): GeneValue {
  if (gene.kind === 'flag') return number === 1
  return gene.kind === 'choice' ? gene.options[number] : number
}

/** What a gene may be, in words for a message. */
export function rangeOf(gene: Gene): string {
  if (gene.kind === 'flag') return 'true or false'
  if (gene.kind === 'choice') return `one of ${gene.options.join(', ')}`
  const { min, max } = gene
  if (gene.kind === 'int') return `an integer from ${min} to ${max}`
  return `a number from ${min} to ${max} with ${gene.digits ?? 4} significant digits`
}

function checkGrid(name: string, gene: Gene, axis: Axis): void {
  if (gene.default !== undefined && numberOf(gene, axis, gene.default) === undefined) {
    refuse('blueprint', `${name}.default`, gene.default, { rule: rangeOf(gene) })
  }
  if (gene.kind !== 'real') return
  for (const bound of ['min', 'max'] as const) {
    // Open the bounds by half, so that a bound is rounded and not merely handed back.
    const open = { ...axis, min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }
    if (onAxis(open, gene[bound]) === gene[bound]) continue
    refuse('blueprint', `${name}.${bound}`, gene[bound], {
      rule: `a number with ${axis.digits} significant digits`,
      remedy: 'Round the bound, or give the gene more digits.',
    })
  }
}
