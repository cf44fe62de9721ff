import type { Column } from '../base/column.ts'

/** Whether every value of a column is a finite number. */
export function isFiniteColumn(column: Column): boolean {
  for (let i = 0; i < column.length; i++) if (!Number.isFinite(column[i])) return false
  return true
}
