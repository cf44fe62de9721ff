import type { Individual } from './individual.ts'

/** A birth as the register keeps it. */
export type BirthRecord = Pick<Individual, 'id' | 'born' | 'parents' | 'operator'>

/** The births of a run, generation after generation; a generation that is no longer kept is empty. */
export type Genealogy = readonly (readonly BirthRecord[])[]

/**
 * An individual and everybody it descends from, oldest first, each once. Ids that the register does not know have no
 * record; an unknown individual has no ancestry at all.
 *
 * @example
 * const founder = { id: '1-0', born: 1, parents: [], operator: 'founder' }
 * const child = { id: '2-5', born: 2, parents: ['1-0'], operator: 'mutation' }
 * ancestry([[founder], [child]], '2-5').map(({ id }) => id) // => ['1-0', '2-5']
 */
export function ancestry(genealogy: Genealogy, id: string): BirthRecord[] {
  const wanted = new Set([id])
  const line: BirthRecord[] = []
  // Parents are born before their children, so one pass backwards meets every child before its parents.
  for (const generation of genealogy.toReversed()) {
    for (const record of generation.toReversed()) {
      if (!wanted.has(record.id)) continue
      line.push(record)
      for (const parent of record.parents) wanted.add(parent)
    }
  }
  return line.reverse()
}

/** The register with the births of a generation, and without those that are past the limit (null for none). */
export function registered(births: Genealogy, newborn: readonly Individual[], limit: number | null): Genealogy {
  const next = [...births, newborn.map(({ id, born, parents, operator }) => ({ id, born, parents, operator }))]
  // One generation gets past the limit at a time; its place stays, for ids count generations.
  if (limit !== null && next.length > limit) next[next.length - 1 - limit] = []
  return next
}
