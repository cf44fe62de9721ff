import type { Column } from '../base/column.ts'

/** Doubles a line and takes another from it, row by row: what cancels the lag of an average. Four rows at a time. */
export function twiceLess(out: Column, other: Column): void {
  let t = 0
  for (const last = out.length - 4; t <= last; t += 4) {
    const a = out[t]
    const b = out[t + 1]
    const c = out[t + 2]
    const d = out[t + 3]
    out[t] = a + (a - other[t])
    out[t + 1] = b + (b - other[t + 1])
    out[t + 2] = c + (c - other[t + 2])
    out[t + 3] = d + (d - other[t + 3])
  }
  for (; t < out.length; t++) out[t] += out[t] - other[t]
}
