import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'

/** What `writeRows` remembers: the number of the next row. */
export const CLOCK_SHAPE = { counts: [], values: 1 } as const

/** Writes the number of each row, from 0: time, for a regression on it. */
export function writeRows({ values }: Memory, out: Column): void {
  let row = values[0] || 0
  for (let t = 0; t < out.length; t++) out[t] = row++
  values[0] = row
}
