/**
 * Fewest returns a ratio of a mean to a spread is formed on. Such a ratio is a t statistic over the root of n, and
 * below 4 observations (3 degrees of freedom) the variance of a t statistic is infinite: any number would be noise.
 */
export const FEWEST_RETURNS = 4

/**
 * A spread of returns not above this is the rounding of equity quotients, not risk: a quotient near 1 is known to
 * about 2e-16, and leverage multiplies that.
 */
export const SPREAD_DUST = 1e-14

/** A gain or a fall of compounded equity not above this is rounding: a month that made it is flat. */
export const GROWTH_DUST = 1e-10

/**
 * A ratio under the house rule: NaN (undefined, never Infinity) where the denominator is not above `dust`, and where it
 * is so small that the quotient is beyond the largest number.
 */
export function ratio(numerator: number, denominator: number, dust = 0): number {
  const quotient = denominator > dust ? numerator / denominator : Number.NaN
  return Number.isFinite(quotient) ? quotient : Number.NaN
}
