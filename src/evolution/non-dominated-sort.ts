import { checkKeys } from '../base/guards.ts'
import { rankMany } from './rank-many.ts'
import { rankThree } from './rank-three.ts'
import { rankTwo } from './rank-two.ts'
import { type Scores, scoresFrom } from './scores.ts'
import { lexicographic, orderBy } from './stable-order.ts'

/** Rows in fronts: nobody in a front is dominated by anybody in it or behind it. */
export interface Fronts {
  /** Front of each row; 0 is the best. */
  readonly rank: Uint32Array
  /** Rows front by front; within a front in the order of their scores, first goal first, ties by place. */
  readonly order: Uint32Array
  /** Where in `order` each front starts, and, last, where it ends. */
  readonly starts: Uint32Array
}

/**
 * Sorts rows of scores (row-major, to be minimised) into non-dominated fronts. A row dominates another when it is nowhere
 * worse and somewhere better; NaN counts as +Infinity, equal rows share a front. With `violations`, rows that break
 * constraints come after all that keep them, the least broken first (Deb's constrained domination, 2002).
 *
 * Two objectives: O(n log n). Three: O(n log^2 n) as a rule. More: each row is compared with whole fronts found by binary
 * search (Zhang et al., "An efficient approach to non-dominated sorting", 2015), O(n^2) at worst.
 *
 * @example
 * nonDominatedSort(Float64Array.of(1, 4, 2, 2, 3, 3, 4, 1), 2).rank // => Uint32Array.of(0, 0, 1, 0)
 * nonDominatedSort(Float64Array.of(1, 2), 1, { violations: Float64Array.of(0.5, 0) }).rank // => Uint32Array.of(1, 0)
 */
export function nonDominatedSort(
  scores: Float64Array,
  objectives: number,
  options: { readonly violations?: Float64Array } = {},
): Fronts {
  checkKeys('nonDominatedSort', options, ['violations'])
  return frontsOf(scoresFrom('nonDominatedSort', scores, objectives, options.violations))
}

/** The fronts of flat scores. */
export function frontsOf({ count, objectives, values, violations }: Scores): Fronts {
  const sorted = lexicographic(values, objectives)
  const rank = new Uint32Array(count)
  const feasible = violations === undefined ? sorted : sorted.filter((row) => !(violations[row] > 0))
  let fronts = rankRows(rank, feasible, values, objectives)
  if (violations !== undefined) {
    const broken = sorted.filter((row) => violations[row] > 0)
    orderBy(broken, violations, 1, 0)
    fronts += rankDistinct(rank, broken, violations, fronts)
  }
  return { rank, ...byFront(rank, sorted, fronts) }
}

/** Writes the front of every row of `sorted`, which is in lexicographic order; gives the number of fronts. */
function rankRows(rank: Uint32Array, sorted: Uint32Array, values: Float64Array, objectives: number): number {
  if (objectives === 1) return rankDistinct(rank, sorted, values, 0)
  if (objectives === 2) return rankTwo(rank, sorted, values)
  if (objectives === 3) return rankThree(rank, sorted, values)
  return rankMany(rank, sorted, values, objectives)
}

/** Each distinct value of a sorted column is a front of its own. */
function rankDistinct(rank: Uint32Array, sorted: Uint32Array, column: Float64Array, first: number): number {
  let fronts = 0
  for (let place = 0; place < sorted.length; place++) {
    if (place === 0 || column[sorted[place]] !== column[sorted[place - 1]]) fronts++
    rank[sorted[place]] = first + fronts - 1
  }
  return fronts
}

/** Deals rows out to their fronts, in the order they come in. */
function byFront(rank: Uint32Array, sorted: Uint32Array, fronts: number): Pick<Fronts, 'order' | 'starts'> {
  const starts = new Uint32Array(fronts + 1)
  for (let row = 0; row < rank.length; row++) starts[rank[row] + 1]++
  for (let front = 0; front < fronts; front++) starts[front + 1] += starts[front]
  const next = starts.slice()
  const order = new Uint32Array(sorted.length)
  for (const row of sorted) order[next[rank[row]]++] = row
  return { order, starts }
}
