import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

/** What `markRises` remembers: the last difference. */
export const CROSSING_SHAPE: Shape = { counts: [], values: 1 }

/** Turns a column of differences, in place, into 1 where it comes from 0 or below to above 0, and 0 elsewhere. */
export function markRises({ values }: Memory, differences: Column): void {
  let previous = values[0]
  for (let t = 0; t < differences.length; t++) {
    const difference = differences[t]
    const known = !Number.isNaN(difference) && !Number.isNaN(previous)
    differences[t] = known ? Number(difference > 0 && previous <= 0) : Number.NaN
    previous = difference
  }
  values[0] = previous
}
