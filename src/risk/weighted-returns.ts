import type { Column } from '../base/column.ts'
import { checkHoldings } from './check-input.ts'

/**
 * The returns of weights that are restored at every bar: per bar the sum of weight times return. What is not invested earns
 * nothing. Weights of other sums than 1 are leverage or cash, weights below 0 are short.
 *
 * @example
 * weightedReturns(Float64Array.of(0.5, -0.5), [Float64Array.of(0.5, 0.25), Float64Array.of(0.25, 0.5)]) // => [0.125, -0.125]
 */
export function weightedReturns(weights: Column, returns: readonly Column[]): Column {
  checkHoldings('weightedReturns', weights, returns)
  return weighted(weights, returns)
}

/** `weightedReturns` of arguments that are checked already. */
export function weighted(weights: Column, returns: readonly Column[]): Column {
  const total = new Float64Array(returns[0].length)
  for (const [i, column] of returns.entries()) {
    const weight = weights[i]
    for (let t = 0; t < total.length; t++) total[t] += weight * column[t]
  }
  return total
}
