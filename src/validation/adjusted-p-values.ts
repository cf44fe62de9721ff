import type { Column } from '../base/column.ts'
import { checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { expm1 } from '../math/exp.ts'
import { ln1p } from '../math/ln.ts'
import { ascendingOrder } from '../math/ranks.ts'

/** How p-values are adjusted for their number. */
export type Adjustment = 'bonferroni' | 'sidak' | 'holm' | 'hochberg' | 'bh' | 'by'

/** Every adjustment by name. */
export const ADJUSTMENTS: readonly Adjustment[] = ['bonferroni', 'sidak', 'holm', 'hochberg', 'bh', 'by']

/** Which adjustment. */
export interface AdjustmentOptions {
  /**
   * Against one false discovery: `'bonferroni'` and `'holm'` (always valid, Holm stronger), `'sidak'` (independent tests),
   * `'hochberg'` (independent or positively dependent). Against a share of false discoveries: `'bh'` (Benjamini and
   * Hochberg 1995, independent or positively dependent) and `'by'` (Benjamini and Yekutieli 2001, always valid).
   */
  readonly method: Adjustment
}

/**
 * P-values adjusted for how many there are, in the order they came in: a test is rejected at `alpha` when its adjusted
 * value is at most `alpha`. They rise with the raw values, so a larger raw value never has a smaller adjusted one.
 * O(m log m).
 *
 * @example
 * const p = Float64Array.of(0.04, 0.01, 0.03)
 * adjustedPValues(p, { method: 'holm' }).map((value) => Math.round(value * 1e6) / 1e6) // => Float64Array.of(0.06, 0.03, 0.06)
 * adjustedPValues(p, { method: 'bh' }).map((value) => Math.round(value * 1e6) / 1e6) // => Float64Array.of(0.04, 0.03, 0.04)
 */
export function adjustedPValues(pValues: ArrayLike<number>, options: AdjustmentOptions): Column {
  checkKeys('adjustedPValues', options, ['method'])
  checkOneOf('adjustedPValues', 'method', options.method, ADJUSTMENTS)
  const p = Float64Array.from(pValues)
  for (const [row, value] of p.entries()) {
    if (value >= 0 && value <= 1) continue
    refuse('adjustedPValues', 'pValues', value, { rule: 'a probability', row, remedy: 'Leave out tests without one.' })
  }
  return adjusted(p, options.method)
}

/** `adjustedPValues` of a column that is checked already. */
export function adjusted(p: Column, method: Adjustment): Column {
  const m = p.length
  if (method === 'bonferroni') return p.map((value) => Math.min(1, m * value))
  if (method === 'sidak') return p.map((value) => -expm1(m * ln1p(-value)))
  const order = ascendingOrder(p)
  const out = new Float64Array(m)
  const harmonic = method === 'by' ? p.reduce((sum, _, i) => sum + 1 / (i + 1), 0) : 1
  const factor = (rank: number): number =>
    method === 'holm' || method === 'hochberg' ? m - rank : (harmonic * m) / (rank + 1)
  let bound = method === 'holm' ? 0 : 1
  for (let step = 0; step < m; step++) {
    // Holm goes up from the smallest value, the others come down from the largest.
    const rank = method === 'holm' ? step : m - 1 - step
    const value = Math.min(1, factor(rank) * p[order[rank]])
    bound = method === 'holm' ? Math.max(bound, value) : Math.min(bound, value)
    out[order[rank]] = bound
  }
  return out
}
