import { crowdingOf } from './crowding-distance.ts'
import type { Individual } from './individual.ts'
import { frontsOf } from './non-dominated-sort.ts'
import { scoresOf } from './scores.ts'
import { inPlace, orderBy } from './stable-order.ts'

/** How a population stands: what selection compares. */
export interface Ranking {
  /** Front of each, 0 is the best. */
  readonly rank: Uint32Array
  /** Room of each within its front. */
  readonly crowding: Float64Array
}

/**
 * Fronts and crowding of a population.
 *
 * @example
 * rankingOf([]).rank.length // => 0
 */
export function rankingOf(population: readonly Individual[]): Ranking {
  const scores = scoresOf(population)
  const fronts = frontsOf(scores)
  return { rank: fronts.rank, crowding: crowdingOf(scores, fronts) }
}

/** The standing of a population by its first score alone: equal scores share a rank, and nobody is crowded. */
export function rankingOfFirst(population: readonly Individual[]): Ranking {
  const values = Float64Array.from(population, ({ scores }) => scores[0])
  const violations = Float64Array.from(population, ({ violation }) => violation)
  const { rank } = frontsOf({ count: population.length, objectives: 1, values, violations })
  return { rank, crowding: new Float64Array(population.length) }
}

/** Everybody's place, best first: by front, then by room, then by place. */
export function bestFirst({ rank, crowding }: Ranking): Uint32Array {
  const order = inPlace(rank.length)
  orderBy(
    order,
    crowding.map((room) => -room),
    1,
    0,
  )
  orderBy(order, Float64Array.from(rank), 1, 0)
  return order
}

/** Negative when the first has more room; infinite rooms are equal. */
export function compareRoom(a: number, b: number): number {
  return a === b ? 0 : b - a
}
