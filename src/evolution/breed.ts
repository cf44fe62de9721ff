import type { Blueprint } from '../genome/blueprint.ts'
import { checkGenome, type Genome } from '../genome/genome.ts'
import { GenomeSet } from '../genome/genome-set.ts'
import type { Random } from '../random/random.ts'
import { sampleUnseen } from './found.ts'
import type { Birth, Individual } from './individual.ts'
import type { Bridge, Crossover, Mutation } from './operator.ts'
import { hasOwnChildren, inPlaceOf } from './owned.ts'
import type { Ranking } from './ranking.ts'
import type { Selection } from './selection.ts'
import type { Brood } from './toolbox.ts'

/** Children bred per place before immigrants take what is left. */
const TRIES = 10

/** What makes children of parents. */
export interface Variation {
  readonly selection: Selection
  readonly crossover: Crossover
  readonly mutation: Mutation
  /** Makes children across species; without it such couples pass through mutation alone. */
  readonly bridge?: Bridge
  /** Share of couples that may be of two species, when there are several; the rest look for a mate of their own. */
  readonly outbreeding: number
}

/** What a brood is bred from. */
export interface BreedingGround {
  readonly blueprints: readonly Blueprint[]
  readonly population: readonly Individual[]
  readonly count: number
  readonly rank: (population: readonly Individual[]) => Ranking
  readonly random: Random
}

/**
 * Breeds `count` genomes that differ from each other and from the population. A child that equals one of them is counted
 * and bred again; when that does not help, the places left go to immigrants, and stay empty when the space is used up.
 * Faults are no parents: where nobody could be judged, all places go to immigrants.
 */
export function breed(variation: Variation, { blueprints, population, count, rank, random }: BreedingGround): Brood {
  const parents = population.filter(({ fault }) => fault === undefined)
  const ranking = rank(parents)
  const worst = ranking.rank.reduce((a, b) => Math.max(a, b), 0)
  const standing = (place: number) => (worst === 0 ? 0 : ranking.rank[place] / worst)
  const seen = new GenomeSet()
  for (const { genome } of population) seen.add(genome)
  const births: Birth[] = []
  let duplicates = 0
  const nextCouple = couples(variation, parents, ranking, random)
  let barren = 0
  while (parents.length > 0 && births.length < count && duplicates + barren < TRIES * count) {
    const [a, b] = nextCouple()
    const children = childrenOf(variation, [parents[a], parents[b]], [standing(a), standing(b)], random)
    if (children.length === 0) barren++
    for (const child of children) {
      if (births.length === count) break
      if (seen.add(child.genome)) births.push(child)
      else duplicates++
    }
  }
  const immigrants = sampleUnseen(blueprints, count - births.length, seen, random)
  for (const genome of immigrants) births.push({ genome, parents: [], operator: 'immigrant' })
  return { births, duplicates }
}

/** Couples without end, drawn from the selection as often as it takes. */
function couples(
  { selection, outbreeding }: Variation,
  parents: readonly Individual[],
  ranking: Ranking,
  random: Random,
): () => readonly [number, number] {
  const isMixed = parents.some(({ genome }) => genome.blueprint.key !== parents[0].genome.blueprint.key)
  let queue = new Uint32Array(0)
  let next = 0
  return () => {
    if (queue.length - next < 2) {
      queue = new Uint32Array(selection(ranking, Math.max(2, parents.length), random))
      next = 0
    }
    const a = queue[next]
    const isFree = !isMixed || random.float() < outbreeding
    let mate = next + 1
    while (!isFree && mate < queue.length && !isKin(parents[a], parents[queue[mate]])) mate++
    if (mate === queue.length) mate = next + 1
    const b = queue[mate]
    // Those who were passed over keep their order.
    queue.copyWithin(next + 2, next + 1, mate)
    next += 2
    return [a, b]
  }
}

function isKin(a: Individual, b: Individual): boolean {
  return a.genome.blueprint.key === b.genome.blueprint.key
}

function childrenOf(
  variation: Variation,
  couple: readonly [Individual, Individual],
  standings: readonly [number, number],
  random: Random,
): Birth[] {
  const [a, b] = couple
  if (!isKin(a, b) && variation.bridge !== undefined) return bridged(variation.bridge, couple, random)
  const genomes = [a.genome, b.genome] as const
  const children = isKin(a, b) ? variation.crossover(genomes, random) : genomes
  const births: Birth[] = []
  for (let i = 0; i < children.length; i++) {
    const isCopy = children[i] === genomes[i]
    const genome = mutated(variation, children[i], { random, standing: standings[i], isOwned: !isCopy })
    const parents = isCopy ? [couple[i].id] : [couple[i].id, couple[1 - i].id]
    births.push({ genome, parents, operator: isCopy ? 'mutation' : 'crossover' })
  }
  return births
}

/** A child as a mutation leaves it; what was not made here is checked. */
function mutated(
  { crossover, mutation }: Variation,
  child: Genome,
  { random, standing, isOwned }: { random: Random; standing: number; isOwned: boolean },
): Genome {
  const inPlace = inPlaceOf(mutation)
  const isSound = hasOwnChildren(crossover)
  if (inPlace !== undefined && isOwned && isSound) {
    inPlace(child, random)
    return child
  }
  const genome = mutation(child, random, standing)
  if (inPlace === undefined || !isSound) checkGenome('the child of an operator', genome)
  return genome
}

function bridged(bridge: Bridge, [a, b]: readonly [Individual, Individual], random: Random): Birth[] {
  return bridge([a.genome, b.genome], random).map((genome, i) => {
    checkGenome('the child of a bridge', genome)
    return { genome, parents: i % 2 === 0 ? [a.id, b.id] : [b.id, a.id], operator: 'bridge' }
  })
}
