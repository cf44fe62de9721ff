import { checkNumber } from '../base/guards.ts'

/** Refuses a number that is no probability; NaN passes, to come out as NaN. */
export function checkProbability(where: string, p: number): void {
  if (Number.isNaN(p)) return
  checkNumber(where, 'p', p, { min: 0, max: 1, remedy: 'Give a probability as a fraction: 5 % is 0.05.' })
}

/** Refuses degrees of freedom that are not a finite number above 0. */
export function checkFreedom(where: string, what: string, value: number): void {
  checkNumber(where, what, value, { above: 0, remedy: 'Degrees of freedom are observations less fitted parameters.' })
}
