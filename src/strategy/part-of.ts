import { refuse } from '../base/guards.ts'
import { type Axis, unitOf, valueAt } from '../genome/axis.ts'
import { geneValueOf, numberOf } from '../genome/blueprint.ts'
import type { Gene, GeneValue } from '../genome/gene.ts'
import type { Random } from '../random/random.ts'
import type { Catalogue } from './catalogue.ts'
import type { GeneSpec, GenesOf, Seed } from './seed.ts'
import type { Part } from './strategy.ts'

/** All the chance that the making of strategies asks for. */
export type Chance = Pick<Random, 'float' | 'int' | 'normal'>

/** Standard deviation of a varied gene on the unit interval. */
const SPREAD = 0.1

/**
 * A part of a seed: its defaults, and other values for the genes named. Values are checked where a strategy is.
 *
 * @example
 * partOf(emaCrossover, { fast: 5 }) // => { seed: 'ema-crossover', version: 1, genes: { fast: 5, gap: 30, side: 'both' } }
 * partOf(emaCrossover, { slow: 50 }) // throws 'invalid-argument'
 */
export function partOf<Spec extends GeneSpec>(seed: Seed<Spec>, genes: Partial<GenesOf<Spec>> = {}): Part {
  for (const name of Object.keys(genes)) {
    if (Object.hasOwn(seed.genes, name)) continue
    refuse('partOf', `a gene of ${seed.name}`, name, { rule: `one of ${Object.keys(seed.genes).join(', ')}` })
  }
  const given = genes as Readonly<Record<string, GeneValue>>
  return withGenes(seed, (gene, name) => (Object.hasOwn(given, name) ? given[name] : (gene.default as GeneValue)))
}

/** A part with genes drawn evenly from their ranges. */
export function drawnPart({ axes }: Catalogue, seed: Seed, random: Chance): Part {
  return withGenes(seed, (gene, name) => geneValueOf(gene, valueAt(axisIn(axes, seed, name), random.float())))
}

/**
 * The same part with other genes: numbers moved by a normal step of a tenth of their range, choices and flags drawn afresh
 * one time in ten.
 */
export function variedPart({ axes }: Catalogue, seed: Seed, part: Part, random: Chance): Part {
  const varied = withGenes(seed, (gene, name) => {
    const axis = axisIn(axes, seed, name)
    return geneValueOf(gene, nearby(axis, numberOf(gene, axis, part.genes[name]) ?? 0, random))
  })
  return part.every === undefined ? varied : { ...varied, every: part.every }
}

/** A value near another one, on the grid. */
export function nearby(axis: Axis, value: number, random: Chance): number {
  if (axis.kind === 'int' || axis.kind === 'real') {
    return valueAt(axis, Math.min(1, Math.max(0, unitOf(axis, value) + SPREAD * random.normal())))
  }
  return random.float() < SPREAD ? valueAt(axis, random.float()) : value
}

function withGenes(seed: Seed, give: (gene: Gene, name: string) => GeneValue): Part {
  const genes = Object.entries(seed.genes).map(([name, gene]) => [name, give(gene, name)])
  return { seed: seed.name, version: seed.version, genes: Object.fromEntries(genes) }
}

function axisIn(axes: Catalogue['axes'], seed: Seed, name: string): Axis {
  return axes.get(seed)?.[name] ?? refuse('part', `${name} of ${seed.name}`, undefined, { rule: 'in the catalogue' })
}
