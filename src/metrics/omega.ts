import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber } from '../base/guards.ts'
import { checkReturns } from './check-returns.ts'
import { ratio } from './undefined-rules.ts'

/** The return that parts gains from losses. */
export interface ThresholdOptions {
  /** Return of one bar above which it counts as a gain; 0 by default. */
  readonly target?: number
}

/**
 * Omega: what returns gained above a target over what they lost below it, sum of (r - target)+ over sum of
 * (target - r)+. The target is the return of one bar, not of a year. NaN when nothing falls short (Keating and
 * Shadwick 2002).
 *
 * @example
 * omega(Float64Array.of(0.5, -0.25, 0.25)) // => 3
 */
export function omega(returns: Column, options: ThresholdOptions = {}): number {
  checkReturns('omega', returns)
  checkKeys('omega', options, ['target'])
  const { target = 0 } = options
  checkNumber('omega', 'target', target)
  let above = 0
  let below = 0
  for (let t = 0; t < returns.length; t++) {
    const apart = returns[t] - target
    if (apart > 0) above += apart
    else below -= apart
  }
  return ratio(above, below)
}

/**
 * Gain to pain: the sum of all returns over the sum of the losing ones as a positive number (Schwager, who takes
 * months). Always omega at 0 less 1. NaN without a loss.
 *
 * @example
 * gainToPain(Float64Array.of(0.5, -0.25, 0.25)) // => 2
 */
export function gainToPain(returns: Column): number {
  checkReturns('gainToPain', returns)
  let total = 0
  let lost = 0
  for (let t = 0; t < returns.length; t++) {
    total += returns[t]
    lost -= Math.min(returns[t], 0)
  }
  return ratio(total, lost)
}
