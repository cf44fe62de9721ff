import { refuse } from '../base/guards.ts'
import type { Blueprint } from '../genome/blueprint.ts'
import type { Genome } from '../genome/genome.ts'
import type { GenomeSet } from '../genome/genome-set.ts'
import { sampleLatin, sampleUniform } from '../genome/sample.ts'
import type { Random } from '../random/random.ts'

/** Draws per place before a space counts as used up. */
const TRIES = 20

/** A space to search, as one species or several, checked. */
export type Space = Blueprint | readonly Blueprint[]

/** The species of a space. */
export function speciesOf(where: string, space: Space): readonly Blueprint[] {
  const species = Array.isArray(space) ? space : [space]
  const isList = species.length > 0 && species.every((plan) => plan?.axes?.length > 0)
  if (!isList) {
    refuse(where, 'space', space, {
      rule: 'a blueprint or a list of at least one',
      remedy: 'Describe what may vary with blueprint({ ... }).',
    })
  }
  const twice = species.find(({ key }, i) => species.findIndex((plan) => plan.key === key) < i)
  if (twice !== undefined) {
    refuse(where, 'space', twice.name, {
      rule: 'species that differ in name or genes',
      remedy: 'List each blueprint once: every species gets an equal share of the founders.',
    })
  }
  return species
}

/** Latin hypercubes of every species, in turn, without those already seen; places left over are drawn evenly. */
export function found(species: readonly Blueprint[], count: number, seen: GenomeSet, random: Random): Genome[] {
  if (count === 0) return []
  const share = Math.ceil(count / species.length)
  const cubes = species.map((plan) => sampleLatin(plan, share, random))
  const founders = Array.from({ length: count }, (_, i) => cubes[i % species.length][Math.floor(i / species.length)])
  const fresh = founders.filter((genome) => seen.add(genome))
  return [...fresh, ...sampleUnseen(species, count - fresh.length, seen, random)]
}

/** Up to `count` evenly drawn genomes that were not seen: fewer when the space holds no more. */
export function sampleUnseen(species: readonly Blueprint[], count: number, seen: GenomeSet, random: Random): Genome[] {
  const fresh: Genome[] = []
  for (let tries = 0; fresh.length < count && tries < TRIES * count; tries++) {
    const genome = sampleUniform(species[tries % species.length], random)
    if (seen.add(genome)) fresh.push(genome)
  }
  return fresh
}
