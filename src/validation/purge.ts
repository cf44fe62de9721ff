import { checkInteger, refuse } from '../base/guards.ts'
import type { RowRange } from './row-range.ts'

/**
 * What keeps test rows out of training rows. The label of a row (the outcome it is judged by) covers the rows from
 * its own to its end, both included. A training row whose label shares a row with the labels of the test rows is
 * dropped: that is the purge.
 */
export interface PurgeOptions {
  /** Rows that every label looks ahead: the label of row i ends at row i + horizon. 0 by default: nothing to purge. */
  readonly horizon?: number
  /** Instead of `horizon`: the last row of the label of each row, at least the row itself. */
  readonly labelEnds?: ArrayLike<number>
}

/** A purge, and the rows kept free behind it. */
export interface EmbargoOptions extends PurgeOptions {
  /** Rows dropped after each test block, counted from the end of its purge and so on top of it; 0 by default. */
  readonly embargo?: number
}

/** The names of the options of a purge. */
export const PURGE_KEYS: readonly string[] = ['horizon', 'labelEnds']

/** The names of the options of a purge with embargo. */
export const EMBARGO_KEYS: readonly string[] = [...PURGE_KEYS, 'embargo']

/** The last row of the label of each row, from the options that a caller gave. */
export type LabelEnd = (row: number) => number

/** Refuses a purge that cannot be, and gives the end of every label. */
export function labelEndOf(where: string, rows: number, options: PurgeOptions): LabelEnd {
  const { horizon = 0, labelEnds } = options
  checkInteger(where, 'horizon', horizon, { min: 0, remedy: 'Give the rows that a label looks ahead.' })
  if (labelEnds === undefined) return (row) => row + horizon
  if (options.horizon !== undefined) {
    refuse(where, 'horizon', horizon, { rule: 'left out beside labelEnds', remedy: 'Give one of the two.' })
  }
  if (labelEnds.length !== rows) {
    refuse(where, 'labelEnds.length', labelEnds.length, {
      rule: `${rows}, the number of rows`,
      code: 'length-mismatch',
    })
  }
  for (let row = 0; row < rows; row++) {
    if (Number.isSafeInteger(labelEnds[row]) && labelEnds[row] >= row) continue
    refuse(where, 'labelEnds', labelEnds[row], {
      rule: `an integer of at least ${row}, its own row`,
      row,
      remedy: 'A label ends where its outcome is known, never before it begins.',
    })
  }
  return (row) => labelEnds[row]
}

/** Refuses an embargo that is no number of rows. */
export function checkEmbargo(where: string, embargo: number): void {
  checkInteger(where, 'embargo', embargo, {
    min: 0,
    remedy: 'Give rows: an embargo of 1 % is Math.floor(0.01 * rows).',
  })
}

/**
 * The rows that testing a block bars from training: the block, the rows whose labels share a row with its labels,
 * and `embargo` rows more. Ascending, without overlaps. O(block.to).
 */
export function shadowOf(block: RowRange, labelEnd: LabelEnd, embargo = 0): RowRange[] {
  const shadow: RowRange[] = []
  let from = -1
  for (let row = 0; row < block.from; row++) {
    const isBarred = labelEnd(row) >= block.from
    if (isBarred && from < 0) from = row
    if (isBarred || from < 0) continue
    shadow.push({ from, to: row })
    from = -1
  }
  let last = block.to - 1
  for (let row = block.from; row < block.to; row++) last = Math.max(last, labelEnd(row))
  shadow.push({ from: from < 0 ? block.from : from, to: last + 1 + embargo })
  return shadow
}
