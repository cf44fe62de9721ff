import type { Known } from './report-data.ts'

/** A number to so many significant digits, so that a page stays small; what is not defined is null. */
export function rounded(value: number, digits = 6): Known {
  return Number.isFinite(value) ? shortened(value, digits) : null
}

/** A finite number to so many significant digits; -0 becomes 0. */
export function shortened(value: number, digits = 6): number {
  return Number(value.toPrecision(digits)) + 0
}
