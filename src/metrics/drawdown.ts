import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkNumber, refuse } from '../base/guards.ts'
import { checkCompounding } from './check-returns.ts'
import { growthOf } from './total-return.ts'

/**
 * How far below its peak an account stands after every bar: equity / highest equity so far, less 1; 0 at a peak, -1 at
 * ruin. The starting equity is the first peak, so a loss in the first bar counts.
 *
 * @example
 * drawdownColumn(Float64Array.of(120, 90, 150), 100) // => Float64Array.of(0, -0.25, 0)
 */
export function drawdownColumn(equity: Column, start = 1): Column {
  checkEquity('drawdownColumn', equity, start)
  return drawdownOf(equity, start)
}

/** `drawdownColumn` of equity that is checked already. */
export function drawdownOf(equity: Column, start = 1): Column {
  const drawdown = new Float64Array(equity.length)
  let peak = start
  for (let t = 0; t < equity.length; t++) {
    if (equity[t] > peak) peak = equity[t]
    drawdown[t] = equity[t] / peak - 1
  }
  return drawdown
}

/**
 * The deepest fall from a peak, as a fraction at most 0, of the equity that these returns compound to from 1.
 *
 * @example
 * maxDrawdown(Float64Array.of(0.5, -0.5, 0.5)) // => -0.5
 */
export function maxDrawdown(returns: Column): number {
  checkCompounding('maxDrawdown', returns)
  return deepest(drawdownOf(growthOf(returns)))
}

/**
 * The deepest fall from a peak, as a fraction at most 0, of an account: the smallest value of its drawdown column. The
 * same as `maxDrawdown` of its returns up to rounding; bit for bit what a pass finds that divides equity by its peak
 * at every bar.
 *
 * @example
 * maxDrawdownOfEquity(Float64Array.of(120, 90, 150), 100) // => -0.25
 */
export function maxDrawdownOfEquity(equity: Column, start = 1): number {
  checkEquity('maxDrawdownOfEquity', equity, start)
  return deepest(drawdownOf(equity, start))
}

/** The smallest value of a drawdown column; 0 when there is none. */
export function deepest(drawdown: Column): number {
  let worst = 0
  for (let t = 0; t < drawdown.length; t++) if (drawdown[t] < worst) worst = drawdown[t]
  return worst
}

function checkEquity(where: string, equity: Column, start: number): void {
  checkColumn(where, 'equity', equity)
  checkFinite(where, 'equity', equity)
  checkNumber(where, 'start', start, { above: 0 })
  const row = equity.findIndex((value) => value < 0)
  if (row === -1) return
  refuse(where, 'equity', equity[row], {
    rule: 'at least 0',
    row,
    code: 'invalid-column',
    remedy: 'An account with debts is liquidated at 0; give its equity, not its profit.',
  })
}
