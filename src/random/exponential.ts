import { checkNumber } from '../base/guards.ts'
import { ln1p } from '../math/ln.ts'
import type { Random } from './random.ts'

/**
 * A draw from the exponential distribution with `rate` events per unit (mean 1 / rate): the waiting time between
 * events that come at random. By inversion, one uniform number each.
 *
 * @example
 * exponential(randomFrom(42), 2) > 0 // => true
 */
export function exponential(random: Random, rate = 1): number {
  checkNumber('exponential', 'rate', rate, { above: 0 })
  return -ln1p(-random.float()) / rate
}
