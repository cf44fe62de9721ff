import type { Column } from '../base/column.ts'
import { dot } from '../math/sum.ts'
import { checkWeights } from './check-input.ts'

/** How few positions hold a portfolio. */
export interface Concentration {
  /** Herfindahl index: the sum of squared shares of gross exposure; 1 for one position, 1 / n for n equal ones. */
  readonly herfindahl: number
  /** 1 over the index: how many equal positions would be as concentrated. */
  readonly effectiveNumber: number
  /** The largest share of gross exposure. */
  readonly largest: number
}

/**
 * The concentration of weights: of their sizes as shares of all sizes, so a short counts as much as a long and leverage does not
 * matter. It knows nothing of correlation: for that there is `effectiveBets` in `portfolio`. All NaN when nothing is held. O(n).
 *
 * @example
 * concentration(Float64Array.of(0.5, -0.5)) // => { herfindahl: 0.5, effectiveNumber: 2, largest: 0.5 }
 * concentration(Float64Array.of(0, 0)).largest // => NaN
 */
export function concentration(weights: Column): Concentration {
  checkWeights('concentration', weights)
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  if (largest === 0) return { herfindahl: Number.NaN, effectiveNumber: Number.NaN, largest: Number.NaN }
  // In units of the largest, so that neither huge nor tiny weights leave the range of numbers.
  const sizes = weights.map((weight) => Math.abs(weight) / largest)
  const gross = sizes.reduce((all, size) => all + size, 0)
  const herfindahl = dot(sizes, sizes) / gross ** 2
  return { herfindahl, effectiveNumber: 1 / herfindahl, largest: 1 / gross }
}
