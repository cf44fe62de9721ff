import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

/** What `runDelay` remembers: the rows on their way, and where the oldest lies. */
export function delayShape(rows: number): Shape {
  return { counts: [rows - 1], values: rows }
}

/** Moves every value of a column `rows` rows later; the first ones are NaN. */
export function runDelay({ counts, values }: Memory, column: Column, rows: number): void {
  let at = counts[0]
  const moved = column.length - rows
  if (moved > 0) {
    const last = column.slice(moved)
    column.copyWithin(rows, 0, moved)
    column.set(values.subarray(at))
    column.set(values.subarray(0, at), rows - at)
    values.set(last)
    counts[0] = 0
    return
  }
  for (let t = 0; t < column.length; t++) {
    const value = column[t]
    column[t] = values[at]
    values[at] = value
    at = at + 1 === rows ? 0 : at + 1
  }
  counts[0] = at
}
