import type { Genome } from '../genome/genome.ts'

/** A genome that has been judged. */
export interface Individual {
  /** Unique in its run: the generation of its birth and its place in it. */
  readonly id: string
  readonly genome: Genome
  /** One score per goal, all to be minimised; +Infinity where there is none. */
  readonly scores: Float64Array
  /** By how much the constraints are broken: 0 is feasible, a fault counts as Infinity. */
  readonly violation: number
  /** Generation of birth; the founders are generation 1. */
  readonly born: number
  /** Ids of the parents, first the one it takes most after. */
  readonly parents: readonly string[]
  /** What made it: `'founder'`, `'crossover'`, `'mutation'`, `'bridge'`, `'sample'` or `'immigrant'`. */
  readonly operator: string
  /** Why it could not be judged. */
  readonly fault?: string
  /** Where it lives, when the search has islands. */
  readonly island?: number
}

/** The id of who was born in a generation at a place. */
export function idOf(born: number, place: number): string {
  return `${born}-${place}`
}

/** A genome that waits to be judged, and where it comes from. */
export type Birth = Pick<Individual, 'genome' | 'parents' | 'operator' | 'island'>
