import { checkNumber } from '../base/guards.ts'
import { exp } from '../math/exp.ts'
import { ln } from '../math/ln.ts'
import { pow } from '../math/pow.ts'
import type { Random } from './random.ts'

/** The logarithm of a draw from a shape below this one leaves the range of numbers. */
const LEAST = 1e-300

/**
 * A draw from the gamma distribution with scale 1: mean and variance are both `shape`. Marsaglia and Tsang, "A
 * simple method for generating gamma variables", 2000; a shape below 1 is drawn one higher and scaled down by a
 * uniform power.
 *
 * @example
 * gamma(randomFrom(42), 2.5) > 0 // => true
 */
export function gamma(random: Random, shape: number): number {
  checkNumber('gamma', 'shape', shape, { min: LEAST })
  return shape < 1 ? steep(random, shape + 1) * pow(positive(random), 1 / shape) : steep(random, shape)
}

/**
 * A draw from the beta distribution on [0, 1] with mean a / (a + b): the belief about a rate after a - 1
 * successes and b - 1 failures, seen from complete ignorance. The two gamma draws behind it are compared by their
 * logarithms, so that small parameters do not underflow.
 *
 * @example
 * const rate = beta(randomFrom(42), 20, 80)
 * rate > 0 && rate < 1 // => true
 */
export function beta(random: Random, a: number, b: number): number {
  checkNumber('beta', 'a', a, { min: LEAST })
  checkNumber('beta', 'b', b, { min: LEAST })
  const ahead = logGamma(random, a) - logGamma(random, b)
  return 1 / (1 + exp(-ahead))
}

/** The logarithm of a gamma draw, finite where the draw itself would underflow. */
function logGamma(random: Random, shape: number): number {
  if (shape >= 1) return ln(steep(random, shape))
  return ln(steep(random, shape + 1)) + ln(positive(random)) / shape
}

/** Marsaglia and Tsang's rejection for shapes of at least 1. */
function steep(random: Random, shape: number): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.normal()
    const root = 1 + c * x
    const v = root * root * root
    if (v > 0 && ln(positive(random)) < 0.5 * x * x + d - d * v + d * ln(v)) return d * v
  }
}

/** A uniform number in (0, 1]. */
function positive(random: Random): number {
  return 1 - random.float()
}
