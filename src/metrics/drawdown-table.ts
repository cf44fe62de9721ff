import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys } from '../base/guards.ts'
import { checkCompounding } from './check-returns.ts'
import { drawdownOf } from './drawdown.ts'
import { growthOf } from './total-return.ts'
import { GROWTH_DUST } from './undefined-rules.ts'

/** One spell under water: from the first bar below a peak to the bar that reaches that peak again. */
export interface Drawdown {
  /** Deepest fall below the peak, a negative fraction. */
  readonly depth: number
  /** First row below the peak; the peak stands in the row before it, or at the start of the account. */
  readonly start: number
  /** Row of the deepest fall, the first of equals. */
  readonly trough: number
  /** Row that reached the peak again; NaN while it has not been reached. */
  readonly recovery: number
  /** Bars below the peak: recovery - start, or up to the last row while it has not been reached. */
  readonly duration: number
}

/**
 * The spells under water, deepest first and the earlier one of equals, at most `top` of them (10 by default). A fall
 * of 1e-10 or less is rounding: it neither begins a spell nor keeps one from having recovered. O(n + k log k) for
 * k spells.
 *
 * @example
 * const [worst] = drawdownTable(Float64Array.of(1, -0.25, -0.5, 3))
 * worst // => { depth: -0.625, start: 1, trough: 2, recovery: 3, duration: 2 }
 */
export function drawdownTable(returns: Column, options: { readonly top?: number } = {}): Drawdown[] {
  checkCompounding('drawdownTable', returns)
  checkKeys('drawdownTable', options, ['top'])
  const { top = 10 } = options
  checkInteger('drawdownTable', 'top', top, { min: 1 })
  return spells(drawdownOf(growthOf(returns)))
    .sort((a, b) => a.depth - b.depth)
    .slice(0, top)
}

/**
 * The longest time below a peak, in bars, whether or not the peak was reached again. 0 when there was none.
 *
 * @example
 * longestDrawdown(Float64Array.of(1, -0.25, -0.5, 3)) // => 2
 */
export function longestDrawdown(returns: Column): number {
  checkCompounding('longestDrawdown', returns)
  return spells(drawdownOf(growthOf(returns))).reduce((longest, { duration }) => Math.max(longest, duration), 0)
}

function spells(drawdown: Column): Drawdown[] {
  const found: Drawdown[] = []
  let start = -1
  let trough = -1
  for (let t = 0; t < drawdown.length; t++) {
    const isUnder = drawdown[t] < -GROWTH_DUST
    if (isUnder && start === -1) start = trough = t
    if (isUnder && drawdown[t] < drawdown[trough]) trough = t
    if (isUnder || start === -1) continue
    found.push({ depth: drawdown[trough], start, trough, recovery: t, duration: t - start })
    start = -1
  }
  if (start === -1) return found
  const duration = drawdown.length - start
  return [...found, { depth: drawdown[trough], start, trough, recovery: Number.NaN, duration }]
}
