import { choice } from '../random/choice.ts'
import type { Random } from '../random/random.ts'
import type { Individual } from './individual.ts'
import { frontsOf } from './non-dominated-sort.ts'
import { type Bounds, intercepts, widened } from './normalise-front.ts'
import { scoresOf } from './scores.ts'

/** What NSGA-III survival needs besides the pool. */
export interface Nsga3Scene {
  readonly size: number
  /** Row-major, as `referenceDirections` gives them. */
  readonly directions: Float64Array
  /** Bounds of the generations before, or null. */
  readonly bounds: Bounds | null
  readonly random: Random
}

/** For each row, the direction it lies nearest to and how far from it. */
interface Niches {
  readonly niche: Uint32Array
  readonly distance: Float64Array
}

/**
 * The survivors of NSGA-III, best front first: whole fronts as long as they fit, and of the one that does not, those
 * nearest to the reference directions that are least served. Scores are scaled to the plane through the extreme rows seen
 * so far. Deb and Jain, 2014. Those that break constraints, and faults, fill what is left in the order of NSGA-II.
 *
 * @example
 * const scene = { size: 8, directions: referenceDirections(3, 4), bounds: null, random: randomFrom(42) }
 * nsga3Survival([], scene).population // => []
 */
export function nsga3Survival(
  pool: readonly Individual[],
  { size, directions, bounds, random }: Nsga3Scene,
): { population: Individual[]; bounds: Bounds | null } {
  const { order, starts } = frontsOf(scoresOf(pool))
  const fronts = Array.from(starts.subarray(0, -1), (start, f) => {
    return Array.from(order.subarray(start, starts[f + 1]), (place) => pool[place])
  })
  const best = fronts.length === 0 ? [] : fronts[0].filter(isScored).map(({ scores }) => scores)
  const next = best.length === 0 ? bounds : widened(bounds, best)
  const kept: Individual[] = []
  let front = 0
  while (front < fronts.length && kept.length + fronts[front].length <= size) kept.push(...fronts[front++])
  if (kept.length === size || front === fronts.length) return { population: kept, bounds: next }
  const split = fronts[front].filter(isScored)
  const rest = fronts[front].filter((individual) => !isScored(individual))
  if (next === null || best.length === 0)
    return { population: [...kept, ...split, ...rest].slice(0, size), bounds: next }
  const scale = { directions, ideal: next.ideal, lengths: intercepts(next, best) }
  const served = new Uint32Array(directions.length / next.ideal.length)
  for (const niche of associate(kept.filter(isScored), scale).niche) served[niche]++
  const wanted = Math.min(size - kept.length, split.length)
  const chosen = fill(served, associate(split, scale), wanted, random).map((place) => split[place])
  return { population: [...kept, ...chosen, ...rest].slice(0, size), bounds: next }
}

/** Whether reference directions can place an individual. */
function isScored({ violation, scores }: Individual): boolean {
  return violation === 0 && scores.every(Number.isFinite)
}

function associate(
  rows: readonly Individual[],
  { directions, ideal, lengths }: { directions: Float64Array; ideal: readonly number[]; lengths: readonly number[] },
): Niches {
  const width = ideal.length
  const niche = new Uint32Array(rows.length)
  const distance = new Float64Array(rows.length).fill(Number.POSITIVE_INFINITY)
  const norms = Float64Array.from({ length: directions.length / width }, (_, d) => {
    return directions.subarray(d * width, (d + 1) * width).reduce((sum, share) => sum + share * share, 0)
  })
  const place = new Float64Array(width)
  for (let row = 0; row < rows.length; row++) {
    let square = 0
    for (let m = 0; m < width; m++) {
      place[m] = (rows[row].scores[m] - ideal[m]) / lengths[m]
      square += place[m] * place[m]
    }
    for (let d = 0; d < norms.length; d++) {
      let along = 0
      for (let m = 0; m < width; m++) along += place[m] * directions[d * width + m]
      const away = square - (along * along) / norms[d]
      if (away < distance[row]) {
        distance[row] = away
        niche[row] = d
      }
    }
  }
  return { niche, distance }
}

/** Chooses from the last front, one by one, for the direction that is served least; ties are drawn. */
function fill(served: Uint32Array, { niche, distance }: Niches, wanted: number, random: Random): number[] {
  const waiting = new Map<number, number[]>()
  for (let row = 0; row < niche.length; row++) {
    const queue = waiting.get(niche[row])
    if (queue === undefined) waiting.set(niche[row], [row])
    else queue.push(row)
  }
  const chosen: number[] = []
  while (chosen.length < wanted) {
    const open = Array.from(waiting.keys())
    const least = open.reduce((fewest, d) => Math.min(fewest, served[d]), Number.POSITIVE_INFINITY)
    const d = choice(
      random,
      open.filter((each) => served[each] === least),
    )
    const queue = waiting.get(d) as number[]
    const at = least === 0 ? nearestOf(queue, distance) : random.int(0, queue.length - 1)
    chosen.push(queue[at])
    queue.splice(at, 1)
    if (queue.length === 0) waiting.delete(d)
    served[d]++
  }
  return chosen
}

function nearestOf(queue: readonly number[], distance: Float64Array): number {
  let best = 0
  for (let i = 1; i < queue.length; i++) if (distance[queue[i]] < distance[queue[best]]) best = i
  return best
}
