import type { Individual } from './individual.ts'
import { bestFirst, rankingOf } from './ranking.ts'

/**
 * A pool in the order NSGA-II keeps it: by non-dominated front, within a front by room, then by place. The first `size`
 * live on.
 *
 * @example
 * nsga2Survival([], 10) // => []
 */
export function nsga2Survival(pool: readonly Individual[], size: number): Individual[] {
  return takenFrom(pool, bestFirst(rankingOf(pool), size))
}

/**
 * A pool in the order of its first score, those that break constraints last: the survival of a search with one goal. The
 * first `size` live on.
 *
 * @example
 * elitistSurvival([], 10) // => []
 */
export function elitistSurvival(pool: readonly Individual[], size: number): Individual[] {
  const order = Uint32Array.from(pool.keys()).sort((a, b) => {
    return compare(pool[a].violation, pool[b].violation) || compare(pool[a].scores[0], pool[b].scores[0]) || a - b
  })
  return takenFrom(pool, order.subarray(0, size))
}

function takenFrom(pool: readonly Individual[], places: Uint32Array): Individual[] {
  const taken: Individual[] = []
  for (let i = 0; i < places.length; i++) taken.push(pool[places[i]])
  return taken
}

/** Of two numbers or infinities, negative when the first is smaller. */
export function compare(a: number, b: number): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
