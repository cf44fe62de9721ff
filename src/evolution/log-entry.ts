import { firstFront } from './archive.ts'
import { diversity } from './diversity.ts'
import type { Goal } from './evaluation.ts'
import { hypervolume, MOST_OBJECTIVES } from './hypervolume.ts'
import type { Individual } from './individual.ts'
import type { GoalStatistics, LogEntry } from './logbook.ts'
import { minimised } from './minimised.ts'
import { scoresOf } from './scores.ts'

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
  const front = firstFront(judged)
  const { values } = scoresOf(front.filter(({ violation }) => violation === 0))
  const volume = goals.length > MOST_OBJECTIVES || values.length === 0 ? null : hypervolume(values, reference)
  return {
    ...counted,
    population: population.length,
    species: new Set(population.map(({ genome }) => genome.blueprint.key)).size,
    front: front.length,
    goals: statistics(judged, goals),
    hypervolume: volume === null ? null : finite(volume),
    diversity: diversity(population.map(({ genome }) => genome)),
  }
}

function statistics(judged: readonly Individual[], goals: readonly Goal[]): GoalStatistics[] {
  const natural = minimised(scoresOf(judged).values, goals)
  return goals.map(({ name }, m) => {
    const values: number[] = []
    for (let at = m; at < natural.length; at += goals.length) if (Number.isFinite(natural[at])) values.push(natural[at])
    if (values.length === 0) return { name, min: null, mean: null, max: null, deviation: null }
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    const [min, max] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
    return { name, min, mean: finite(mean), max, deviation: finite(Math.sqrt(squares / values.length)) }
  })
}

/** A number, or null when it is too large to be one. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
