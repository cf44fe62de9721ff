import type { Blueprint } from '../genome/blueprint.ts'
import { GenomeSet } from '../genome/genome-set.ts'
import type { Random } from '../random/random.ts'
import { sampleUnseen } from './found.ts'
import type { Birth, Individual } from './individual.ts'
import type { Bridge, Crossover, Mutation } from './operator.ts'
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
  while (parents.length > 0 && births.length < count && duplicates < TRIES * count) {
    const [a, b] = nextCouple()
    for (const child of childrenOf(variation, [parents[a], parents[b]], [standing(a), standing(b)], random)) {
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
  let queue: number[] = []
  return () => {
    if (queue.length < 2) queue = Array.from(selection(ranking, Math.max(2, parents.length), random))
    const a = queue.shift() as number
    const isFree = !isMixed || random.float() < outbreeding
    const kin = isFree ? 0 : queue.findIndex((b) => isKin(parents[a], parents[b]))
    const [b] = queue.splice(Math.max(0, kin), 1)
    return [a, b]
  }
}

function isKin(a: Individual, b: Individual): boolean {
  return a.genome.blueprint.key === b.genome.blueprint.key
}

function childrenOf(
  { crossover, mutation, bridge }: Variation,
  [a, b]: readonly [Individual, Individual],
  standings: readonly [number, number],
  random: Random,
): Birth[] {
  const couple = [a.genome, b.genome] as const
  const ids = [
    [a.id, b.id],
    [b.id, a.id],
  ]
  if (isKin(a, b)) {
    return crossover(couple, random).map((child, i) => {
      const isCopy = child === couple[i]
      const parents = isCopy ? [ids[i][0]] : ids[i]
      return { genome: mutation(child, random, standings[i]), parents, operator: isCopy ? 'mutation' : 'crossover' }
    })
  }
  if (bridge === undefined) {
    return couple.map((parent, i) => ({
      genome: mutation(parent, random, standings[i]),
      parents: [ids[i][0]],
      operator: 'mutation',
    }))
  }
  return bridge(couple, random).map((genome, i) => ({ genome, parents: ids[i % 2], operator: 'bridge' }))
}
