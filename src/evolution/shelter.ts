import type { JsonValue } from '../base/canonical-json.ts'
import { checkInteger, checkKeys } from '../base/guards.ts'
import type { Individual } from './individual.ts'

/** A niche for young species. */
export interface Shelter {
  /** Generations for which a species is sheltered, its first one included. */
  readonly generations: number
  /** How many of a sheltered species live on at least, as far as it has that many that could be judged. */
  readonly members: number
}

/** Refuses a shelter that is none. */
export function checkShelter(where: string, shelter: Shelter): void {
  checkKeys(where, shelter, ['generations', 'members'])
  checkInteger(where, 'shelter.generations', shelter.generations, { min: 1 })
  checkInteger(where, 'shelter.members', shelter.members, { min: 1 })
}

/** The generation each species was first seen in, with those of `pool` added. */
export function firstSeen(memory: JsonValue, pool: readonly Individual[], generation: number): Record<string, number> {
  const seen: Record<string, number> = { ...(memory as Record<string, number> | null) }
  let last = ''
  for (const { genome } of pool) {
    const { key } = genome.blueprint
    if (key !== last) seen[key] ??= generation
    last = key
  }
  return seen
}

/**
 * The first `size` of a pool that is ordered best first, except that the best members of a sheltered species take the
 * places of the worst others when chance would leave it fewer than promised. Order is kept.
 */
export function sheltered(
  pool: readonly Individual[],
  size: number,
  { members }: Shelter,
  isYoung: (species: string) => boolean,
): Individual[] {
  const promised = new Set<Individual>()
  const counts = new Map<string, number>()
  for (const individual of pool) {
    const { key } = individual.genome.blueprint
    const count = counts.get(key) ?? 0
    if (individual.fault !== undefined || count >= members || !isYoung(key) || promised.size === size) continue
    counts.set(key, count + 1)
    promised.add(individual)
  }
  let free = size - promised.size
  return pool.filter((individual) => promised.has(individual) || free-- > 0)
}
