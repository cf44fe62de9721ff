import type { Column } from '../base/column.ts'
import { pearson } from '../math/correlation.ts'
import { ln1p } from '../math/ln.ts'
import { checkCompounding } from './check-returns.ts'
import { FEWEST_RETURNS } from './undefined-rules.ts'

/**
 * How straight the way up or down was: R squared of cumulative log returns on time, in [0, 1]. A steady loss is as
 * stable as a steady gain. NaN below 4 returns, for flat equity and after a total loss.
 *
 * @example
 * stability(Float64Array.of(1, 1, 1, 1)).toFixed(12) // => '1.000000000000'
 */
export function stability(returns: Column): number {
  checkCompounding('stability', returns)
  if (returns.length < FEWEST_RETURNS) return Number.NaN
  const way = new Float64Array(returns.length)
  let level = 0
  for (let t = 0; t < returns.length; t++) way[t] = level += ln1p(returns[t])
  const straight = pearson(
    way,
    way.map((_, t) => t),
  )
  return straight * straight
}
