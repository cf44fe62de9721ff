import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

/** What `writeEarlier` remembers: the values still to come, and where the next goes. */
export function earlierShape(rows: number): Shape {
  return { counts: [rows - 1], values: rows }
}

/** Writes the value of each row `rows` rows further on. */
export function writeEarlier({ counts, values }: Memory, out: Column, source: Column): void {
  let at = counts[0]
  for (let t = 0; t < source.length; t++) {
    out[t] = values[at]
    values[at] = source[t]
    at = at + 1 === values.length ? 0 : at + 1
  }
  counts[0] = at
}
