import { checkNumber } from '../base/guards.ts'
import { exp } from '../math/exp.ts'
import { ln, ln1p } from '../math/ln.ts'
import { normalCdf, normalPdf, normalSurvival } from '../math/normal.ts'
import { normalQuantile } from '../math/normal-quantile.ts'

const EULER = 0.5772156649015329
const LOWEST = -9
const HIGHEST = 12
const STEPS = 64

/**
 * The largest of `count` independent draws from the standard normal distribution, on average, by the formula that
 * deflated Sharpe ratios are defined with: (1 - g) Z(1 - 1/N) + g Z(1 - 1/(N e)), g Euler's constant. From N = 3 on it
 * is above the exact mean, by less than 3 %. 0 for a single draw; below 1.28 draws, which an effective number of trials
 * can be, the formula is negative and 0 is given. Bailey and López de Prado 2014.
 *
 * @example
 * expectedMaxNormal(100).toFixed(10) // => '2.5306028932'
 * expectedMaxNormal(1) // => 0
 */
export function expectedMaxNormal(count: number): number {
  checkTrials('expectedMaxNormal', count)
  // The upper tail is taken so that 1 - 1/N keeps its digits when there are very many trials.
  const far = -normalQuantile(1 / count)
  const farther = -normalQuantile(1 / (count * Math.E))
  return Math.max(0, (1 - EULER) * far + EULER * farther)
}

/** The exact mean and variance of the largest of `count` standard normal draws, by the trapezoidal rule. */
export function normalMaximum(count: number): { readonly mean: number; readonly variance: number } {
  let total = 0
  let first = 0
  let second = 0
  for (let step = LOWEST * STEPS; step <= HIGHEST * STEPS; step++) {
    const x = step / STEPS
    // Near 1 the chance of one draw has lost the digits that its power is made of.
    const log = x < 0 ? ln(normalCdf(x)) : ln1p(-normalSurvival(x))
    const weight = count * normalPdf(x) * exp((count - 1) * log)
    total += weight
    first += weight * x
    second += weight * x * x
  }
  const mean = first / total
  return { mean, variance: second / total - mean * mean }
}

/** Refuses a number of trials below 1; fractions are effective numbers. */
export function checkTrials(where: string, count: number): void {
  checkNumber(where, 'count', count, { min: 1, remedy: 'Count every trial, discarded ones included.' })
}
