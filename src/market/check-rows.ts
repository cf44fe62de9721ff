import type { Column } from '../base/column.ts'
import type { ErrorCode, Problem } from '../base/error.ts'
import { refuseAll } from '../base/problems.ts'

/** Problems kept as data; beyond them a broken column is only counted. */
const KEPT = 100

/** What is wrong with a row of a column, or undefined; takes the column, because a number as argument is an object. */
export type RowRule = (column: Column, row: number) => string | undefined

/** A column and the rule that each of its rows must keep. */
export interface RuledColumn {
  readonly field: string
  readonly column: Column
  readonly rule: RowRule
}

/** What is said when rows break their rules. */
export interface RowVerdict {
  readonly code: ErrorCode
  /** What the rules belong to, for example `'a market'`. */
  readonly of: string
  readonly remedy: string
}

/**
 * Throws one error that lists the rows which break the rule of their column. O(n), and no allocation unless
 * something is wrong.
 */
export function checkRows(where: string, columns: readonly RuledColumn[], { code, of, remedy }: RowVerdict): void {
  const problems: Problem[] = []
  let total = 0
  for (const { field, column, rule } of columns) {
    for (let row = 0; row < column.length; row++) {
      const message = rule(column, row)
      if (message === undefined) continue
      total++
      if (problems.length < KEPT) problems.push({ row, field, value: column[row], message })
    }
  }
  if (total === 0) return
  const summary = `${total} ${total === 1 ? 'value breaks' : 'values break'} the rules of ${of}`
  refuseAll(where, problems, { code, summary, remedy, total })
}

/** Any finite number. */
export function finite(column: Column, row: number): string | undefined {
  return Number.isFinite(column[row]) ? undefined : 'must be finite'
}

/** A finite number, or NaN for a row without a value. */
export function finiteOrMissing(column: Column, row: number): string | undefined {
  const isInfinite = Math.abs(column[row]) === Number.POSITIVE_INFINITY
  return isInfinite ? 'must be finite, or NaN where there is no value' : undefined
}

/** A finite number of at least 0. */
export function amount(column: Column, row: number): string | undefined {
  if (!Number.isFinite(column[row])) return 'must be finite'
  return column[row] < 0 ? 'must not be negative' : undefined
}

/** A whole millisecond later than the one before it. */
export function risingTime(column: Column, row: number): string | undefined {
  if (!Number.isSafeInteger(column[row])) return 'must be a whole number of milliseconds'
  const isLater = row === 0 || !(column[row] <= column[row - 1])
  return isLater ? undefined : `must be later than the row before it (${column[row - 1]})`
}

/** A finite time that is not earlier than the one before it. */
export function orderedTime(column: Column, row: number): string | undefined {
  if (!Number.isFinite(column[row])) return 'must be finite'
  const isEarlier = row > 0 && column[row] < column[row - 1]
  return isEarlier ? `must not be earlier than the row before it (${column[row - 1]})` : undefined
}
