import { checkInteger, checkKeys } from '../base/guards.ts'
import { GenomeSet } from '../genome/genome-set.ts'
import type { Individual } from './individual.ts'
import { compare } from './nsga2-survival.ts'

/** Who is honoured. */
export interface HallOptions {
  /** How many there is room for; 10 by default. */
  readonly limit?: number
  /** Which score counts first; 0, the first goal, by default. The others decide ties in their order. */
  readonly goal?: number
}

/**
 * The hall of fame with newcomers: the best by one goal ever seen, best first, each genome once, faults never. Of equals the
 * one that came first stays ahead. Fold it over the newborn of every generation.
 *
 * @example
 * inducted([], []) // => []
 */
export function inducted(
  hall: readonly Individual[],
  newcomers: readonly Individual[],
  options: HallOptions = {},
): readonly Individual[] {
  checkKeys('inducted', options, ['limit', 'goal'])
  const { limit = 10, goal = 0 } = options
  checkInteger('inducted', 'limit', limit, { min: 1 })
  checkInteger('inducted', 'goal', goal, { min: 0 })
  const candidates = [...hall, ...newcomers.filter(({ fault }) => fault === undefined)]
  for (const { scores } of candidates) checkInteger('inducted', 'goal', goal, { max: scores.length - 1 })
  const places = Uint32Array.from(candidates.keys()).sort(
    (a, b) => compareBy(candidates[a], candidates[b], goal) || a - b,
  )
  const honoured = new GenomeSet()
  const fame: Individual[] = []
  for (const place of places) {
    if (fame.length === limit) break
    if (honoured.add(candidates[place].genome)) fame.push(candidates[place])
  }
  return fame
}

function compareBy(a: Individual, b: Individual, goal: number): number {
  const first = compare(a.violation, b.violation) || compare(a.scores[goal], b.scores[goal])
  for (let m = 0; first === 0 && m < a.scores.length; m++) {
    const next = compare(a.scores[m], b.scores[m])
    if (next !== 0) return next
  }
  return first
}
