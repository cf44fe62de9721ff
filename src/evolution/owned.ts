import type { Genome } from '../genome/genome.ts'
import type { Chance, Crossover, Mutation } from './operator.ts'

/** Changes a child that nobody else holds yet, instead of a copy of it. */
export type InPlace = (child: Genome, random: Chance) => void

const OWN: WeakSet<Crossover> = /* @__PURE__ */ new WeakSet()
const IN_PLACE: WeakMap<object, InPlace> = /* @__PURE__ */ new WeakMap()

/** Says of a crossover made here that it gives back the parents or children on the grid that it keeps no hold of. */
export function ownChildren<Cross extends Crossover>(crossover: Cross): Cross {
  OWN.add(crossover)
  return crossover
}

/** Whether a crossover's children are on the grid and nobody else's. */
export function hasOwnChildren(crossover: Crossover): boolean {
  return OWN.has(crossover)
}

/** Says what a mutation made here does to a child in place; the chance it draws is the same. */
export function withInPlace<Needs>(
  mutation: (parent: Genome, random: Needs) => Genome,
  inPlace: (child: Genome, random: Needs) => void,
): (parent: Genome, random: Needs) => Genome {
  // What a mutation needs is part of all the chance there is, which is what it is given.
  IN_PLACE.set(mutation, inPlace as unknown as InPlace)
  return mutation
}

/** What a mutation does in place; undefined for one that was not made here. */
export function inPlaceOf(mutation: Mutation): InPlace | undefined {
  return IN_PLACE.get(mutation)
}
