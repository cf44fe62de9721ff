import { refuse } from '../base/guards.ts'
import type { Axis } from '../genome/axis.ts'
import type { Genome } from '../genome/genome.ts'
import type { Random } from '../random/random.ts'

/** All the chance an operator may ask for; most ask for less. */
export type Chance = Pick<Random, 'float' | 'int' | 'normal'>

/** Two genomes of one species, or of two where an operator allows it. */
export type Couple = readonly [Genome, Genome]

/** Makes two children of two parents of one species, on the grid; the parents stay as they are. */
export type Crossover = (parents: Couple, random: Chance) => Couple

/**
 * Makes a changed copy of a parent, on the grid; the parent stays as it is. `standing` says how the parent ranks among
 * its peers, from 0 (best front) to 1 (worst); without it the parent counts as the best.
 */
export type Mutation = (parent: Genome, random: Chance, standing?: number) => Genome

/** Makes children of parents of different species: for those who know what their genes mean. */
export type Bridge = (parents: Couple, random: Chance) => readonly Genome[]

/** Whether a gene has no order, so that half-way between two of its values means nothing. */
export function isName({ kind }: Axis): boolean {
  return kind === 'choice' || kind === 'flag'
}

/** Refuses parents whose genes do not correspond. */
export function checkCouple(where: string, [a, b]: Couple): void {
  if (a.blueprint.key === b.blueprint.key) return
  refuse(where, 'the second parent', b.blueprint.name, {
    rule: `of the species of the first, ${a.blueprint.name}`,
    remedy: 'Give the toolbox a bridge operator, or let the parents pass through mutation alone.',
  })
}
