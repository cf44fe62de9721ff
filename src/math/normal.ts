import { chebyshev } from './chebyshev.ts'
import { exp } from './exp.ts'

const ROOT_TWO_PI = 2.5066282746310002

/** Nearer to 0 than this the distribution function is summed from its middle, in so many terms. */
const CENTRE = 0.5
const TERMS = 12

/**
 * (z + 1) times the tail of the normal distribution over its density, in Chebyshev polynomials of
 * (z - 5) / (z + 5), which maps z from 0 to infinity onto [-1, 1]. Computed with 50 digits; what is left off
 * adds up to less than 1e-18.
 */
const MILLS: readonly number[] = [
  1.1579976221305188, -0.1633449388451398, -0.013683136055781576, 0.03082200019810004, -0.016220073012046806,
  0.005616691016460094, -0.0014133933783549216, 0.0002502625460725661, -2.468907239728387e-5, -1.0107964061837592e-6,
  7.495419179740573e-7, -7.600274268728337e-8, -1.1574771441328644e-8, 3.333386472599843e-9, 7.538039628171347e-11,
  -1.1104247263727494e-10, 3.509243776551059e-12, 3.6894953861750955e-12, -2.3376697776383095e-13,
  -1.3271797523541405e-13, 9.921706995888276e-15, 5.276004995455379e-15, -3.373097694187922e-16,
  -2.2804338776379946e-16, 7.496330565808626e-18, 1.0328041877290668e-17,
]

/**
 * The density of the standard normal distribution.
 *
 * @example
 * normalPdf(0) // => 0.3989422804014327
 */
export function normalPdf(z: number): number {
  return gauss(z) / ROOT_TWO_PI
}

/**
 * The chance that a standard normal variable is at most `z`. Relative error below 1e-15 also in the lower tail,
 * down to where numbers lose digits at 1e-308.
 *
 * @example
 * normalCdf(0) // => 0.5
 * normalCdf(-37).toExponential(4) // => '5.7256e-300'
 */
export function normalCdf(z: number): number {
  if (Math.abs(z) < CENTRE) return 0.5 + fromMiddle(z)
  return z < 0 ? upperTail(-z) : 1 - upperTail(z)
}

/**
 * The chance that a standard normal variable exceeds `z`, computed directly: 1 - normalCdf(z) would be 0 from
 * 8.3 on. Relative error below 1e-15.
 *
 * @example
 * normalSurvival(10).toExponential(4) // => '7.6199e-24'
 */
export function normalSurvival(z: number): number {
  return normalCdf(-z)
}

/** The share between 0 and z, by its power series; exactly 0 at 0, so that one half is one half. */
function fromMiddle(z: number): number {
  let term = z
  let total = z
  for (let k = 3; k < 2 * TERMS; k += 2) {
    term *= (z * z) / k
    total += term
  }
  return normalPdf(z) * total
}

function upperTail(z: number): number {
  if (z === Number.POSITIVE_INFINITY) return 0
  return (normalPdf(z) * chebyshev(MILLS, (z - 5) / (z + 5))) / (z + 1)
}

/** exp(-z^2 / 2). The square of z cut to 1/16ths is exact, so that far out its rounding is not blown up. */
function gauss(z: number): number {
  const cut = Math.trunc(z * 16) / 16
  if (Math.abs(cut) > 40) return 0
  return exp((-cut * cut) / 2) * exp((-(z - cut) * (z + cut)) / 2)
}
