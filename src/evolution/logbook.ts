import { canonicalJson } from '../base/canonical-json.ts'
import { contentHash } from '../base/content-hash.ts'

/** One goal over the living that could be judged, in natural units; null where nobody has a finite score. */
export interface GoalStatistics {
  readonly name: string
  readonly min: number | null
  readonly mean: number | null
  readonly max: number | null
  /** Population standard deviation. */
  readonly deviation: number | null
}

/** What is written down of a generation. */
export interface LogEntry {
  readonly generation: number
  /** Genomes judged since the beginning. */
  readonly evaluations: number
  readonly newborn: number
  /** Genomes bred and thrown away because an equal one was there. */
  readonly duplicates: number
  /** Newborn that could not be judged. */
  readonly faults: number
  readonly population: number
  readonly species: number
  /** Living that nobody living dominates. */
  readonly front: number
  readonly archive: number
  readonly goals: readonly GoalStatistics[]
  /** Of the living, up to the run's reference point; null with more than five goals. */
  readonly hypervolume: number | null
  readonly diversity: number
  /** Milliseconds the generation took, when a clock was given. Left out of the hash. */
  readonly milliseconds?: number
}

/** The entries of a run, generation after generation. */
export type Logbook = readonly LogEntry[]

/**
 * The identity of a logbook: runs with equal hashes went the same way, number for number. Times are left out.
 *
 * @example
 * logbookHash([]).slice(0, 8) // => '4f53cda1'
 */
export function logbookHash(log: Logbook): string {
  return contentHash(log.map(({ milliseconds: _, ...entry }) => entry))
}

/**
 * A logbook as JSON lines: one entry per line.
 *
 * @example
 * logbookLines([]) // => ''
 */
export function logbookLines(log: Logbook): string {
  return log.map((entry) => `${canonicalJson(entry)}\n`).join('')
}

/**
 * A logbook as a table for people, numbers to four significant digits.
 *
 * @example
 * logbookTable([]) // => ''
 */
export function logbookTable(log: Logbook): string {
  if (log.length === 0) return ''
  const rows = log.map(cellsOf)
  const names = Object.keys(rows[0])
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))]
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  return lines.map((line) => line.map((cell, column) => cell.padStart(widths[column])).join('  ')).join('\n')
}

function cellsOf({ goals, ...entry }: LogEntry): Record<string, string> {
  const { generation, evaluations, duplicates, faults, front, archive, hypervolume, diversity, milliseconds } = entry
  const counts = { generation, evaluations, duplicates, faults, front, archive, hypervolume, diversity }
  const each = goals.flatMap(({ name, min, mean, max, deviation }) => {
    return Object.entries({ min, mean, max, deviation }).map(([what, value]) => [`${name} ${what}`, value] as const)
  })
  const time = milliseconds === undefined ? {} : { milliseconds }
  return Object.fromEntries(
    [...Object.entries(counts), ...each, ...Object.entries(time)].map(([name, value]) => [name, cell(value)]),
  )
}

function cell(value: number | null): string {
  if (value === null) return '-'
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)))
}
