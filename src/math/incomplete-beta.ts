import { exp } from './exp.ts'
import { deviance, giveUp, type Shares } from './incomplete-gamma.ts'
import { stirlingError } from './log-gamma.ts'

const STEPS = 1_000_000

/**
 * The regularised incomplete beta function and its complement: the shares of a beta distribution with parameters
 * `a` and `b` below and above `x`. `y` is 1 - x, given apart because the caller knows it to more digits. A
 * continued fraction (Lentz 1976) on the side of the mean where it settles fast; O(sqrt(max(a, b))).
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): Shares {
  if (Number.isNaN(x)) return { lower: x, upper: x }
  if (x <= 0) return { lower: 0, upper: 1 }
  if (y <= 0) return { lower: 1, upper: 0 }
  const front = powerTerm(x, y, a, b)
  if (x * (a + b + 2) < a + 1) {
    const lower = Math.min(1, front * fraction(x, y, a, b))
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, front * fraction(y, x, b, a))
  return { lower: 1 - upper, upper }
}

/** x^a y^b / beta(a, b), by Loader's saddle point: the large logarithms cancel before anything is rounded. */
function powerTerm(x: number, y: number, a: number, b: number): number {
  const size = a + b
  const unlikely = deviance(a, size * x) + deviance(b, size * y)
  const correction = stirlingError(size) - stirlingError(a) - stirlingError(b)
  return Math.sqrt((a / size) * (b / (2 * Math.PI))) * exp(correction - unlikely)
}

/** The form of Didonato and Morris (1992): with y at hand, nothing is lost where x is close to 1. */
function fraction(x: number, y: number, a: number, b: number): number {
  const start = a * y - b * x + 1
  let c = start * (a / (a + 1))
  let d = 0
  let value = 1 / c
  for (let k = 1; k < STEPS; k++) {
    const odd = a + 2 * k - 1
    const top = ((a + k - 1) / odd) * ((a + b + k - 1) / odd) * k * (b - k) * x * x
    const bottom = k + (k * (b - k) * x) / odd + ((a + k) / (odd + 2)) * (start + k * (1 + y))
    d = 1 / (bottom + top * d)
    c = bottom + top / c
    value /= c * d
    if (Math.abs(c * d - 1) <= Number.EPSILON) return value
  }
  return giveUp('incompleteBeta', 'the larger parameter', Math.max(a, b))
}
