import { diversity } from './diversity.ts'
import type { Goal } from './evaluation.ts'
import { hypervolume, MOST_OBJECTIVES } from './hypervolume.ts'
import type { Individual } from './individual.ts'
import type { GoalStatistics, LogEntry } from './logbook.ts'
import { minimised } from './minimised.ts'
import { frontsOf } from './non-dominated-sort.ts'
import { type Scores, scoresOf } from './scores.ts'

/** What an entry is written from. */
export type Counted = Pick<LogEntry, 'generation' | 'evaluations' | 'newborn' | 'duplicates' | 'faults' | 'archive'> & {
  readonly milliseconds?: number
}

/** The entry of a generation. */
export function logEntry(
  counted: Counted,
  population: readonly Individual[],
  goals: readonly Goal[],
  reference: readonly number[],
): LogEntry {
  const judged = population.filter(({ fault }) => fault === undefined)
  const scores = scoresOf(judged)
  const { order, starts } = frontsOf(scores)
  const front = order.subarray(0, starts[1] ?? 0)
  const volume = goals.length > MOST_OBJECTIVES ? null : volumeOf(scores, front, reference)
  return {
    ...counted,
    population: population.length,
    species: new Set(population.map(({ genome }) => genome.blueprint.key)).size,
    front: front.length,
    goals: statistics(scores.values, goals),
    hypervolume: volume,
    diversity: diversity(population.map(({ genome }) => genome)),
  }
}

/** The hypervolume of the feasible rows of a front, or null when there is none, or when it is too large to be a number. */
function volumeOf({ values, violations }: Scores, front: Uint32Array, reference: readonly number[]): number | null {
  const width = reference.length
  const rows = new Float64Array(front.length * width)
  let length = 0
  for (const row of front) {
    if (violations !== undefined && violations[row] > 0) continue
    for (let m = 0; m < width; m++) rows[length++] = values[row * width + m]
  }
  return length === 0 ? null : finite(hypervolume(rows.subarray(0, length), reference))
}

function statistics(scores: Float64Array, goals: readonly Goal[]): GoalStatistics[] {
  const natural = minimised(scores, goals)
  return goals.map(({ name }, m) => {
    let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let at = m; at < natural.length; at += goals.length) {
      const value = natural[at]
      if (!Number.isFinite(value)) continue
      count++
      sum += value
      min = Math.min(min, value)
      max = Math.max(max, value)
    }
    if (count === 0) return { name, min: null, mean: null, max: null, deviation: null }
    const mean = sum / count
    let squares = 0
    for (let at = m; at < natural.length; at += goals.length) {
      if (Number.isFinite(natural[at])) squares += (natural[at] - mean) ** 2
    }
    return { name, min, mean: finite(mean), max, deviation: finite(Math.sqrt(squares / count)) }
  })
}

/** A number, or null when it is too large to be one. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
