import type { Column } from '../base/column.ts'
import { dot } from '../math/sum.ts'
import { SPREAD_DUST } from '../metrics/undefined-rules.ts'

/**
 * Returns as they would be at the volatility expected for the next bar: each over the volatility that was expected before
 * it, times the one expected now. The variance expected is `decay` times the last one and the rest the last squared return,
 * from the mean square of all rows on. Empty when a volatility vanishes.
 */
export function filteredReturns(returns: Column, decay: number): Column {
  const out = new Float64Array(returns.length)
  let variance = dot(returns, returns) / returns.length
  for (let t = 0; t < returns.length; t++) {
    const volatility = Math.sqrt(variance)
    if (!(volatility > SPREAD_DUST)) return new Float64Array()
    out[t] = returns[t] / volatility
    variance = decay * variance + (1 - decay) * returns[t] ** 2
  }
  const now = Math.sqrt(variance)
  return out.map((score) => score * now)
}
