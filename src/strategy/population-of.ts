import { checkInteger, checkKeys, refuse } from '../base/guards.ts'
import { valueAt } from '../genome/axis.ts'
import type { Genome } from '../genome/genome.ts'
import { GenomeSet } from '../genome/genome-set.ts'
import type { Random } from '../random/random.ts'
import { shuffle } from '../random/shuffle.ts'
import { multiplesOf } from './blueprint-of.ts'
import type { Catalogue } from './catalogue.ts'
import { drawnPart, partOf } from './part-of.ts'
import { AGREEMENT_AXIS } from './problems-of.ts'
import type { Role, Seed } from './seed.ts'
import type { Part } from './strategy.ts'
import { toGenome } from './to-genome.ts'
import { plain } from './to-strategy.ts'
import { onBars } from './vary-structure.ts'

/** How a first population is made. */
export interface PopulationOptions {
  readonly size: number
  readonly random: Random
  /** The most parts of a strategy; 4 by default. */
  readonly parts?: number
  /** Multiples of the interval that are searched. */
  readonly every?: readonly number[]
}

/** Combinations that make sense, from an entry alone to one of everything. */
const SHAPES: readonly (readonly Role[])[] = [
  ['entry'],
  ['entry', 'filter'],
  ['entry', 'stop'],
  ['entry', 'filter', 'stop', 'size'],
  ['entry', 'entry'],
  ['entry', 'size'],
  ['entry', 'filter', 'stop'],
  ['entry', 'entry', 'filter'],
  ['entry', 'stop', 'size'],
  ['entry', 'entry', 'stop', 'size'],
  ['entry', 'filter', 'filter', 'stop'],
  ['entry', 'entry', 'filter', 'stop', 'size'],
]

/** Share of parts that start at what a trader would start from. */
const USUAL = 0.25
/** Draws per place before the space counts as used up. */
const TRIES = 20

/**
 * A mixed first population: strategies of one to `parts` parts over all seeds of a catalogue, as genomes of several
 * species. Each seed of a role comes up as often as the others; a quarter of the parts have their defaults, the others
 * drawn genes, and half of those with two entries demand some agreement. All differ; there are fewer when the seeds allow no more. Give them to `evolve` as `founders`.
 *
 * @example
 * const founders = populationOf(everySeed, { size: 16, random: randomFrom(42) })
 * founders.length // => 16
 * founders.every((genome) => toStrategy(genome).parts.length <= 4) // => true
 */
export function populationOf(catalogue: Catalogue, options: PopulationOptions): Genome[] {
  checkKeys('populationOf', options, ['size', 'random', 'parts', 'every'])
  const { size, random, parts: most = 4, every = [1] } = options
  checkInteger('populationOf', 'size', size, { min: 1 })
  checkInteger('populationOf', 'parts', most, { min: 1 })
  multiplesOf('populationOf', every)
  const next = decks(catalogue.seeds, random)
  const shapes = SHAPES.filter((shape) => shape.length <= most && shape.every((role) => next(role) !== undefined))
  if (shapes.length === 0) {
    refuse('populationOf', 'catalogue', catalogue.seeds.map(({ name }) => name).join(', '), {
      rule: 'one with an entry',
      remedy: 'A strategy without an entry never takes a position.',
    })
  }
  const seen = new GenomeSet()
  const population: Genome[] = []
  for (let tries = 0; population.length < size && tries < TRIES * size; tries++) {
    const shape = shapes[tries % shapes.length]
    const drawn = shape.map((role): Part => {
      const seed = next(role) as Seed
      const part = random.float() < USUAL ? partOf(seed) : drawnPart(catalogue, seed, random)
      return onBars(part, seed, every, random)
    })
    const isTold = shape[1] === 'entry' && random.float() < 0.5
    const agreement = isTold ? valueAt(AGREEMENT_AXIS, random.float()) : 0
    const genome = toGenome(plain({ parts: drawn, agreement }), catalogue, { every })
    if (seen.add(genome)) population.push(genome)
  }
  return population
}

/** The next seed of a role: all in turn, in an order that is shuffled anew every time round. */
function decks(seeds: readonly Seed[], random: Random): (role: Role) => Seed | undefined {
  const waiting = new Map<Role, Seed[]>()
  return (role) => {
    const own = seeds.filter((seed) => seed.role === role)
    const deck = waiting.get(role) ?? []
    if (deck.length === 0) deck.push(...shuffle(random, own))
    waiting.set(role, deck)
    return deck.pop()
  }
}
