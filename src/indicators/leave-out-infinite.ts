import type { Column } from '../base/column.ts'

/**
 * Makes NaN of what is not finite in some rows of a column: a window that holds an infinity has no mean. `check` must be 0
 * only if all of them are finite. Asked once for many rows, so that finite ones pay next to nothing.
 */
export function leaveOutInfinite(out: Column, start: number, end: number, check: number): void {
  if (check - check === 0) return
  for (let t = start; t < end; t++) if (out[t] - out[t] !== 0) out[t] = Number.NaN
}
