import { smallestWhere } from './bisect.ts'
import { incompleteBeta } from './incomplete-beta.ts'
import type { Shares } from './incomplete-gamma.ts'
import { checkFreedom, checkProbability } from './probability.ts'

/**
 * The chance that an F ratio with `above` degrees of freedom in its numerator and `below` in its denominator is
 * at most `x`. Relative error below 1e-12 for up to 1e5 degrees; O(sqrt(degrees)) at worst.
 *
 * @example
 * fCdf(1, 7, 7).toFixed(12) // => '0.500000000000'
 */
export function fCdf(x: number, above: number, below: number): number {
  checkDegrees('fCdf', above, below)
  return shares(x, above, below).lower
}

/**
 * The chance that an F ratio exceeds `x`, computed directly: the p-value of a regression as a whole.
 *
 * @example
 * fSurvival(4.256494729093748, 2, 9).toFixed(12) // => '0.050000000000'
 */
export function fSurvival(x: number, above: number, below: number): number {
  checkDegrees('fSurvival', above, below)
  return shares(x, above, below).upper
}

/**
 * The value that an F ratio stays below with chance `p`: 0 at 0, Infinity at 1. Searched in the smaller tail,
 * so it is as exact there as the distribution is. About 60 evaluations of the distribution.
 *
 * @example
 * fQuantile(0.95, 2, 9).toFixed(10) // => '4.2564947291'
 */
export function fQuantile(p: number, above: number, below: number): number {
  checkProbability('fQuantile', p)
  checkDegrees('fQuantile', above, below)
  if (Number.isNaN(p) || p === 0) return p
  if (p === 1) return Number.POSITIVE_INFINITY
  if (p < 0.5) return smallestWhere((x) => shares(x, above, below).lower >= p)
  return smallestWhere((x) => shares(x, above, below).upper <= 1 - p)
}

function shares(x: number, above: number, below: number): Shares {
  const ratio = (above / below) * Math.max(0, x)
  const { lower, upper } = incompleteBeta(1 / (1 + ratio), ratio / (1 + ratio), below / 2, above / 2)
  return { lower: upper, upper: lower }
}

function checkDegrees(where: string, above: number, below: number): void {
  checkFreedom(where, 'above', above)
  checkFreedom(where, 'below', below)
}
