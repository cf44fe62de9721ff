import type { Column } from '../base/column.ts'

/** Sums of squares below this lack digits: those of deviations under 1e-144. */
export const LEAST: number = 2 ** -960

/**
 * A variance that may be too small to trust: 0 where the window is flat, NaN where its squares are below the range of
 * numbers. Behind `slot`, up to `last`, lie tail sums of deviations from the anchor; before it, from `first`, values.
 */
export function sureVariance(variance: number, values: Column, anchor: number, slots: readonly number[]): number {
  if (!(variance < LEAST)) return variance
  const [first, slot, last] = slots
  for (let i = first; i < slot; i++) if (values[i] !== anchor) return Number.NaN
  for (let i = slot; i < last; i++) if (values[i] !== 0) return Number.NaN
  return 0
}
