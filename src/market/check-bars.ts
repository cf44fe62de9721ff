import type { Problem } from '../base/error.ts'
import { refuseAll } from '../base/problems.ts'
import { BAR_COLUMNS, type Bars } from './bars.ts'

/** Problems kept as data; beyond them a broken column is only counted. */
const KEPT = 100

/** The columns of a market that hold a number in every row. */
export type NumberColumns = Pick<Bars, (typeof BAR_COLUMNS)[number] | 'funding'>

/**
 * Throws one error listing the rows that break the rules of `Bars`: a value that is not finite, a time that
 * does not rise, a negative volume. Finite but odd prices (a high below the low) pass: `inspectBars` finds
 * them. O(n), and no allocation unless something is wrong.
 */
export function checkBars(where: string, columns: NumberColumns): void {
  const problems: Problem[] = []
  let total = 0
  for (const field of [...BAR_COLUMNS, 'funding'] as const) {
    const column = columns[field]
    if (column === undefined) continue
    for (let row = 0; row < column.length; row++) {
      const message = faultOf(field, column[row], row === 0 ? Number.NEGATIVE_INFINITY : column[row - 1])
      if (message === undefined) continue
      total++
      if (problems.length < KEPT) problems.push({ row, field, value: column[row], message })
    }
  }
  if (total === 0) return
  refuseAll(where, problems, {
    code: 'invalid-bars',
    summary: `${total} ${total === 1 ? 'value breaks' : 'values break'} the rules of a market`,
    remedy: 'Mend or drop these rows before calling; times must rise strictly and every value must be finite.',
    total,
  })
}

function faultOf(field: string, value: number, before: number): string | undefined {
  if (!Number.isFinite(value)) return 'must be finite'
  if (field === 'volume' && value < 0) return 'must not be negative'
  if (field === 'time' && value <= before) return `must be later than the row before it (${before})`
  return undefined
}
