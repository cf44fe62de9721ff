import type { Column } from '../base/column.ts'

/** The rows at which an exposure column differs from the row before, as the beginning of a list that may be longer. */
export interface Changes {
  count: number
  rows: Int32Array
}

/** Room for the changes of a column. */
export function roomForChanges({ length }: Column, changes: Changes): Changes {
  if (changes.rows.length < length) changes.rows = new Int32Array(length)
  changes.count = 0
  return changes
}

/** The list of whoever is being backtested; written anew for every one, so that a population needs one. */
const kept: Changes = { count: 0, rows: /* @__PURE__ */ new Int32Array(0) }

/**
 * The changes of a column; what is no number differs from everything. Four rows a turn, because most say nothing new. A list
 * of the caller is written to, or one that is good until the next call.
 */
export function changesOf(column: Column, changes: Changes = kept): Changes {
  const { length } = column
  const { rows } = roomForChanges(column, changes)
  let count = 0
  let last = +column[0]
  let row = 1
  for (; row + 4 <= length; row += 4) {
    const a = column[row]
    const b = column[row + 1]
    const c = column[row + 2]
    const d = column[row + 3]
    if (a === last && b === a && c === a && d === a) continue
    if (a !== last) rows[count++] = row
    if (b !== a) rows[count++] = row + 1
    if (c !== b) rows[count++] = row + 2
    if (d !== c) rows[count++] = row + 3
    last = d
  }
  for (; row < length; row++) {
    if (column[row] !== last) rows[count++] = row
    last = column[row]
  }
  changes.count = count
  return changes
}

/** The place of the first change after a row. O(log changes). */
export function placeAfter({ rows, count }: Changes, row: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle] <= row) low = middle + 1
    else high = middle
  }
  return low
}

/** Mends the changes of a column whose rows before `row` have since become 0. */
export function forgetBefore(changes: Changes, column: Column, row: number): void {
  if (row === 0) return
  const { rows } = changes
  const gone = placeAfter(changes, row)
  const isNew = row < column.length && column[row] !== 0
  rows.copyWithin(isNew ? 1 : 0, gone, changes.count)
  if (isNew) rows[0] = row
  changes.count += (isNew ? 1 : 0) - gone
}
