import { smallestWhere } from './bisect.ts'
import { incompleteGamma } from './incomplete-gamma.ts'
import { checkFreedom, checkProbability } from './probability.ts'

/**
 * The chance that chi-square with `freedom` degrees of freedom (any number above 0) is at most `x`. Relative
 * error below 1e-12 for up to 1e5 degrees; O(sqrt(freedom)) at worst.
 *
 * @example
 * chiSquareCdf(3.841458820694124, 1).toFixed(12) // => '0.950000000000'
 */
export function chiSquareCdf(x: number, freedom: number): number {
  checkFreedom('chiSquareCdf', 'freedom', freedom)
  return incompleteGamma(freedom / 2, x / 2).lower
}

/**
 * The chance that chi-square exceeds `x`, computed directly: the p-value of a likelihood-ratio test.
 *
 * @example
 * chiSquareSurvival(100, 2).toExponential(6) // => '1.928750e-22'
 */
export function chiSquareSurvival(x: number, freedom: number): number {
  checkFreedom('chiSquareSurvival', 'freedom', freedom)
  return incompleteGamma(freedom / 2, x / 2).upper
}

/**
 * The value that chi-square stays below with chance `p`: 0 at 0, Infinity at 1. Searched in the smaller tail,
 * so it is as exact there as the distribution is. About 60 evaluations of the distribution.
 *
 * @example
 * chiSquareQuantile(0.95, 10).toFixed(10) // => '18.3070380533'
 */
export function chiSquareQuantile(p: number, freedom: number): number {
  checkProbability('chiSquareQuantile', p)
  checkFreedom('chiSquareQuantile', 'freedom', freedom)
  if (Number.isNaN(p) || p === 0) return p
  if (p === 1) return Number.POSITIVE_INFINITY
  if (p < 0.5) return smallestWhere((x) => incompleteGamma(freedom / 2, x / 2).lower >= p)
  return smallestWhere((x) => incompleteGamma(freedom / 2, x / 2).upper <= 1 - p)
}
