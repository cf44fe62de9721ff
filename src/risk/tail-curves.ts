import { exp } from '../math/exp.ts'
import { ln, ln1p } from '../math/ln.ts'
import { logGamma } from '../math/log-gamma.ts'
import { normalPdf } from '../math/normal.ts'
import { normalQuantile } from '../math/normal-quantile.ts'
import { studentQuantile } from '../math/student.ts'

/** Losses of a tail, positive, per unit held. A number that is not defined is NaN. */
export interface TailRisk {
  /** The loss that is exceeded with chance 1 - confidence. Below 0 when even the tail gains. */
  readonly valueAtRisk: number
  /** The mean loss in the tail beyond it: never below the value at risk. */
  readonly expectedShortfall: number
}

/** Where the two losses of a curve with mean 0 and deviation 1 lie. */
export interface Tail {
  readonly quantile: number
  readonly mean: number
}

/** The tail of a normal curve. */
export function gaussianTail(confidence: number): Tail {
  const z = normalQuantile(1 - confidence)
  return { quantile: -z, mean: normalPdf(z) / (1 - confidence) }
}

/** The tail of Student's t, scaled to a deviation of 1. */
export function studentTail(confidence: number, freedom: number): Tail {
  const t = studentQuantile(1 - confidence, freedom)
  const unit = Math.sqrt((freedom - 2) / freedom)
  const log = gammaStep(freedom) - ln(freedom * Math.PI) / 2
  const density = exp(log - ((freedom + 1) / 2) * ln1p((t * t) / freedom))
  return { quantile: -unit * t, mean: (unit * density * (freedom + t * t)) / ((freedom - 1) * (1 - confidence)) }
}

/** The logarithm of gamma((freedom + 1) / 2) over gamma(freedom / 2): by series where a difference of logarithms is rounding. */
function gammaStep(freedom: number): number {
  if (freedom < 1000) return logGamma((freedom + 1) / 2) - logGamma(freedom / 2)
  return ln(freedom / 2) / 2 - 1 / (4 * freedom) + 1 / (24 * freedom * freedom * freedom)
}

/**
 * The tail of a normal curve whose quantiles are moved by skew and excess kurtosis, and the mean of the quantiles so
 * moved: the integral in closed form. NaN where the moved quantiles do not rise everywhere.
 */
export function cornishFisherTail(confidence: number, skew: number, excess: number): Tail {
  if (!cornishFisherHolds(skew, excess)) return { quantile: Number.NaN, mean: Number.NaN }
  const z = normalQuantile(1 - confidence)
  const z2 = z * z
  const bent = z + ((z2 - 1) * skew) / 6 + ((z2 - 3) * z * excess) / 24 - ((2 * z2 - 5) * z * skew * skew) / 36
  const bend = 1 + (z * skew) / 6 + ((z2 - 1) * excess) / 24 - ((2 * z2 - 1) * skew * skew) / 36
  return { quantile: -bent, mean: (normalPdf(z) * bend) / (1 - confidence) }
}

/**
 * Whether the expansion of Cornish and Fisher is a distribution at this skew and excess kurtosis: whether its quantiles rise
 * from one end to the other. Outside, a value at risk may fall as confidence rises. The region is small: the excess must not
 * be below 0, nor the skew large beside it (Maillard 2012, "A user's guide to the Cornish Fisher expansion").
 *
 * @example
 * cornishFisherHolds(-0.5, 2) // => true
 * cornishFisherHolds(-2, 2) // => false
 * cornishFisherHolds(0, -0.5) // => false
 */
export function cornishFisherHolds(skew: number, excess: number): boolean {
  const bow = excess / 8 - (skew * skew) / 6
  const base = 1 - excess / 8 + (5 * skew * skew) / 36
  if (skew === 0 && bow === 0) return true
  return bow > 0 && (skew * skew) / 9 <= 4 * bow * base
}

/** Losses from a mean, a deviation and a tail. */
export function lossesOf(centre: number, deviation: number, tail: Tail): TailRisk {
  return defined(deviation * tail.quantile - centre, deviation * tail.mean - centre)
}

/** Losses beyond the range of numbers are NaN; 0 is never -0. */
export function defined(valueAtRisk: number, expectedShortfall: number): TailRisk {
  const known = (loss: number) => (Number.isFinite(loss) ? loss + 0 : Number.NaN)
  return { valueAtRisk: known(valueAtRisk), expectedShortfall: known(expectedShortfall) }
}
