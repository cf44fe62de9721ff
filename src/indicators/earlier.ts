import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

/** What `writeEarlier` remembers: the values still to come, and where the next goes. */
export function earlierShape(rows: number): Shape {
  return { counts: [rows - 1], values: rows }
}

/** Writes the value of each row `rows` rows further on; `out` must not be `source`. */
export function writeEarlier(memory: Memory, out: Column, source: Column): void {
  const first = writeFirstEarlier(memory, out, source)
  if (first < source.length) out.set(source.subarray(0, source.length - first), first)
}

/** The same at the first rows, whose values are those of a stretch before; returns the row where their own ones begin. */
export function writeFirstEarlier({ counts, values }: Memory, out: Column, source: Column): number {
  const rows = values.length
  let at = counts[0]
  const first = Math.min(rows, source.length)
  for (let t = 0; t < first; t++) {
    out[t] = values[at]
    values[at] = source[t]
    at = at + 1 === rows ? 0 : at + 1
  }
  counts[0] = at
  if (source.length === first) return first
  // As many rows as there are places: the oldest goes where the next is taken from.
  for (let t = source.length - rows; t < source.length; t++) {
    values[at] = source[t]
    at = at + 1 === rows ? 0 : at + 1
  }
  return first
}
