import { refuse } from '../base/guards.ts'
import { exp } from './exp.ts'
import { ln, ln1p } from './ln.ts'
import { stirlingError } from './log-gamma.ts'

const STEPS = 1_000_000

/** The two shares into which a point cuts a distribution; each is computed so that it keeps its digits when small. */
export interface Shares {
  readonly lower: number
  readonly upper: number
}

/**
 * The regularised incomplete gamma function and its complement: the shares of a gamma distribution of shape `a`
 * and scale 1 below and above `x`. A series below a + 1, a continued fraction (Lentz 1976) above; O(sqrt(a)).
 */
export function incompleteGamma(a: number, x: number): Shares {
  if (Number.isNaN(x)) return { lower: x, upper: x }
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 }
  const front = powerTerm(a, x)
  if (x < a + 1) {
    const lower = Math.min(1, (front * series(a, x)) / a)
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, front * fraction(a, x))
  return { lower: 1 - upper, upper }
}

/** x^a exp(-x) / gamma(a), by Loader's saddle point: the large logarithms cancel before anything is rounded. */
function powerTerm(a: number, x: number): number {
  return Math.sqrt(a / (2 * Math.PI)) * exp(-deviance(a, x) - stirlingError(a))
}

/** a log(a / x) + x - a: how unlikely x is where a is expected, at least 0. */
export function deviance(a: number, x: number): number {
  const apart = (x - a) / a
  return a * (apart - (apart > -0.5 ? ln1p(apart) : ln(x / a)))
}

function series(a: number, x: number): number {
  let term = 1
  let total = 1
  for (let k = 1; k < STEPS; k++) {
    term *= x / (a + k)
    total += term
    if (term < total * Number.EPSILON * 0.1) return total
  }
  return giveUp('incompleteGamma', 'a', a)
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = Number.POSITIVE_INFINITY
  let d = 1 / b
  let value = d
  for (let k = 1; k < STEPS; k++) {
    const numerator = k * (a - k)
    b += 2
    d = 1 / (b + numerator * d)
    c = b + numerator / c
    value *= c * d
    if (Math.abs(c * d - 1) <= Number.EPSILON) return value
  }
  return giveUp('incompleteGamma', 'a', a)
}

/** Refuses a parameter so large that the steps run out; no count of observations is. */
export function giveUp(where: string, what: string, value: number): never {
  refuse(where, what, value, {
    rule: `small enough to settle in ${STEPS} steps`,
    code: 'no-convergence',
    remedy: 'At this size use the normal distribution.',
  })
}
