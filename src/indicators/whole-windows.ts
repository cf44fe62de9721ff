import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

/** What `markWhole` remembers: rows since the last gap. */
export function wholeShape(rows: number): Shape {
  return { counts: [rows], values: 0 }
}

/** Writes 0 where the last `rows` rows of all columns are there and finite, NaN elsewhere. */
export function markWhole({ counts }: Memory, out: Column, columns: readonly Column[], rows: number): void {
  let seen = counts[0]
  for (let t = 0; t < out.length; t++) {
    let nothing = 0
    for (const column of columns) nothing += column[t] - column[t]
    seen = nothing === 0 ? Math.min(rows, seen + 1) : 0
    out[t] = seen === rows ? 0 : Number.NaN
  }
  counts[0] = seen
}
