import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import type { Genome } from '../genome/genome.ts'
import { multiplesOf } from './blueprint-of.ts'
import type { Catalogue } from './catalogue.ts'
import { type Chance, nearby } from './part-of.ts'
import { MOST_PARTS } from './problems-of.ts'
import { toGenome } from './to-genome.ts'
import { toStrategy } from './to-strategy.ts'
import { type Building, type Change, doubled, exchanged, grown, shrunk, swapped } from './vary-structure.ts'

/** What strategies may become. */
export interface StructureOptions {
  readonly catalogue: Catalogue
  /** The most parts of a strategy; 6 by default. Larger parents may shrink and exchange, never grow. */
  readonly parts?: number
  /** Multiples of the interval that are searched; give the same to `populationOf`. */
  readonly every?: readonly number[]
}

/** Changes a genome into one of another species or of the same, always a valid strategy; the parent stays as it is. */
export type StructuralMutation = (parent: Genome, random: Chance) => Genome

/** Makes two children of two parents of any species. */
export type StructuralCrossover = (parents: readonly [Genome, Genome], random: Chance) => readonly [Genome, Genome]

/**
 * Exchanges one part of two strategies for the other's of the same role; each keeps its other parts and their order.
 *
 * @example
 * const [a, b] = [emaCrossover, donchianBreakout].map((seed) => toGenome({ parts: [partOf(seed)] }, everySeed))
 * const [child] = exchangeParts({ catalogue: everySeed })([a, b], randomFrom(42))
 * toStrategy(child).parts[0].seed // => 'donchian-breakout'
 */
export function exchangeParts(options: StructureOptions): StructuralCrossover {
  const building = buildingOf('exchangeParts', options)
  return ([a, b], random) => {
    const [first, second] = exchanged([toStrategy(a), toStrategy(b)], building, random)
    const { catalogue, every } = building
    return [toGenome(first, catalogue, { every }), toGenome(second, catalogue, { every })]
  }
}

/**
 * Puts another seed of the same role, its genes drawn, in the place of one part; without such a seed nothing changes.
 *
 * @example
 * const one = toGenome({ parts: [partOf(emaCrossover), partOf(rsiFilter)] }, everySeed)
 * toStrategy(swapSeed({ catalogue: everySeed })(one, randomFrom(42))).parts.length // => 2
 */
export function swapSeed(options: StructureOptions): StructuralMutation {
  return changing('swapSeed', swapped, options)
}

/**
 * Adds a filter, a stop or, where there is none, a size, its genes drawn; a strategy that is full stays as it is.
 *
 * @example
 * const one = toGenome({ parts: [partOf(emaCrossover), partOf(rsiFilter)] }, everySeed)
 * toStrategy(addPart({ catalogue: everySeed })(one, randomFrom(42))).parts.length // => 3
 */
export function addPart(options: StructureOptions): StructuralMutation {
  return changing('addPart', grown, options)
}

/**
 * Takes a part away that can be missed: a filter, stop or size, or one of several entries.
 *
 * @example
 * const one = toGenome({ parts: [partOf(emaCrossover), partOf(rsiFilter)] }, everySeed)
 * toStrategy(dropPart({ catalogue: everySeed })(one, randomFrom(42))).parts.length // => 1
 */
export function dropPart(options: StructureOptions): StructuralMutation {
  return changing('dropPart', shrunk, options)
}

/**
 * Lets a varied copy of an entry vote beside it; a strategy that is full stays as it is.
 *
 * @example
 * const one = toGenome({ parts: [partOf(emaCrossover), partOf(rsiFilter)] }, everySeed)
 * toStrategy(duplicateEntry({ catalogue: everySeed })(one, randomFrom(42))).parts[1].seed // => 'ema-crossover'
 */
export function duplicateEntry(options: StructureOptions): StructuralMutation {
  return changing('duplicateEntry', doubled, options)
}

/** What a toolbox needs to search over structures as well. */
export interface Structure {
  /** Makes children of parents of two species. */
  readonly bridge: StructuralCrossover
  readonly mutation: (parent: Genome, random: Chance, standing?: number) => Genome
}

/** How a search over structures is made. */
export interface SearchStructureOptions extends StructureOptions {
  /** Probability that a mutation changes the structure; 0.2 by default. */
  readonly rate?: number
  /** What changes the genes otherwise; by default each of n is varied with probability 1 / n. */
  readonly mutation?: Structure['mutation']
}

const CHANGES: readonly Change[] = [swapped, grown, shrunk, doubled]

/**
 * Bridge and mutation for a genetic toolbox that breeds structures: couples of two species exchange parts, and some
 * mutations swap, add, drop or double a part while the others change genes.
 *
 * @example
 * const founders = populationOf(everySeed, { size: 8, random: randomFrom(42) })
 * const space = [...new Map(founders.map(({ blueprint }) => [blueprint.key, blueprint])).values()]
 * const box = nsga2(space, structureOf({ catalogue: everySeed, mutation: polynomial() }))
 * ask(box, begin('nsga2', { size: 8, seed: 42, founders })).births.length // => 8
 */
export function structureOf(options: SearchStructureOptions): Structure {
  const { rate = 0.2, mutation = varied, ...given } = options
  checkNumber('structureOf', 'rate', rate, { min: 0, max: 1 })
  if (typeof mutation !== 'function') refuse('structureOf', 'mutation', mutation, { rule: 'a function' })
  const building = buildingOf('structureOf', given)
  return {
    bridge: exchangeParts(given),
    mutation: (parent, random, standing) => {
      if (random.float() >= rate) return mutation(parent, random, standing)
      const first = random.int(0, CHANGES.length - 1)
      for (let i = 0; i < CHANGES.length; i++) {
        const child = changedBy(CHANGES[(first + i) % CHANGES.length], parent, building, random)
        if (child !== parent) return child
      }
      return parent
    },
  }
}

function changing(where: string, change: Change, options: StructureOptions): StructuralMutation {
  const building = buildingOf(where, options)
  return (parent, random) => changedBy(change, parent, building, random)
}

function changedBy(change: Change, parent: Genome, building: Building, random: Chance): Genome {
  const { catalogue, every } = building
  const child = change(toStrategy(parent), building, random)
  return child === undefined ? parent : toGenome(child, catalogue, { every })
}

/** Every gene of a genome moved a little with probability 1 / genes. */
const varied: Structure['mutation'] = ({ blueprint, values }, random) => {
  const moved = values.map((value, i) =>
    random.float() * values.length < 1 ? nearby(blueprint.axes[i], value, random) : value,
  )
  return { blueprint, values: moved }
}

function buildingOf(where: string, options: StructureOptions): Building {
  checkKeys(where, options, ['catalogue', 'parts', 'every'])
  const { catalogue, parts = 6, every = [1] } = options
  checkInteger(where, 'parts', parts, { min: 1, max: MOST_PARTS })
  multiplesOf(where, every)
  return { catalogue, parts, every }
}
