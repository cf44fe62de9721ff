import { type ErrorCode, OrganismError, type Problem } from './error.ts'
import { show } from './show.ts'

/** Problems shown in the message; `error.problems` holds them all. */
const SHOWN = 10

/** What `refuseAll` says around its list. */
export interface Verdict {
  readonly code: ErrorCode
  /** What is wrong as a whole, for example `'3 of 100 rows are unusable'`. */
  readonly summary: string
  /** What to do about it: one whole sentence. */
  readonly remedy: string
  /** How many problems there are, when the list holds only the first of them. */
  readonly total?: number
}

/**
 * Throws once for everything a door found wrong: a line that says how much, the first findings with row, field
 * and value, how many more there are, and what to do.
 */
export function refuseAll(where: string, problems: readonly Problem[], verdict: Verdict): never {
  const { code, summary, remedy, total = problems.length } = verdict
  const lines = problems.slice(0, SHOWN).map(describe)
  if (total > lines.length) lines.push(`… and ${total - lines.length} more`)
  const list = lines.map((line) => `\n  ${line}`).join('')
  throw new OrganismError(code, `${where}: ${summary}. ${remedy}${list}`, { problems })
}

function describe({ row, field, value, message }: Problem): string {
  const place = [row === undefined ? '' : `row ${row}`, field ?? ''].filter((word) => word !== '').join(', ')
  return `${place}: ${message}, received ${show(value)}`
}
