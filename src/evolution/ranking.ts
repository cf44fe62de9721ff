import { crowdingOf } from './crowding-distance.ts'
import type { Individual } from './individual.ts'
import { frontsOf } from './non-dominated-sort.ts'
import { scoresOf } from './scores.ts'
import { orderBy } from './stable-order.ts'

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

/** The places of the best `count`, best first: by front, then by room, then by place. */
export function bestFirst({ rank, crowding }: Ranking, count: number): Uint32Array {
  const starts = startsOf(rank)
  const next = starts.slice()
  const order = new Uint32Array(rank.length)
  for (let place = 0; place < rank.length; place++) order[next[rank[place]]++] = place
  const crowds = new Float64Array(crowding.length)
  for (let place = 0; place < crowds.length; place++) crowds[place] = -crowding[place]
  for (let front = 0; front + 1 < starts.length && starts[front] < count; front++) {
    orderBy(order.subarray(starts[front], starts[front + 1]), crowds, 1, 0)
  }
  return order.subarray(0, count)
}

/** Where each front starts when rows are dealt out front by front, and, last, where it ends. */
function startsOf(rank: Uint32Array): Uint32Array {
  let fronts = 0
  for (let row = 0; row < rank.length; row++) if (rank[row] >= fronts) fronts = rank[row] + 1
  const starts = new Uint32Array(fronts + 1)
  for (let row = 0; row < rank.length; row++) starts[rank[row] + 1]++
  for (let front = 0; front < fronts; front++) starts[front + 1] += starts[front]
  return starts
}

/** Negative when the first has more room; infinite rooms are equal. */
export function compareRoom(a: number, b: number): number {
  return a === b ? 0 : b - a
}
