/** A figure as a certificate writes it: JSON has no NaN and no infinities, so what is not defined is null. */
export type Figure = number | null | 'Infinity'

/** A number as a figure; -0 becomes 0. */
export function figureOf(value: number): Figure {
  if (value === Number.POSITIVE_INFINITY) return 'Infinity'
  return Number.isFinite(value) ? value + 0 : null
}
