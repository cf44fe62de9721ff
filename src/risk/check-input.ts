import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkInteger, checkNumber, refuse } from '../base/guards.ts'
import { quantile } from '../math/quantile.ts'

/** A column without a loss whose median is this or more is prices: no market pays 50 % a bar. */
const PRICE = 0.5

/** Refuses anything but a column of finite returns, and one that looks like prices. */
export function checkLosses(where: string, what: string, returns: Column, length?: number): void {
  checkColumn(where, what, returns, length)
  checkFinite(where, what, returns)
  if (returns.length < 2 || returns.some((value) => value <= 0)) return
  const median = quantile(returns, 0.5)
  if (median < PRICE) return
  refuse(where, `the median of ${what}`, median, {
    ...{ rule: `below ${PRICE} in a column without a loss`, code: 'invalid-column' },
    remedy: 'These look like prices: give simple returns, price / previous price - 1.',
  })
}

/** Refuses anything but a finite weight for every asset. */
export function checkWeights(where: string, weights: Column, count?: number): void {
  checkColumn(where, 'weights', weights, count)
  checkInteger(where, 'weights.length', weights.length, { min: 1 })
  checkFinite(where, 'weights', weights)
}

/** Refuses anything but a column of returns for every weight, all of one length. */
export function checkHoldings(where: string, weights: Column, returns: readonly Column[]): void {
  checkWeights(where, weights)
  checkReturnPanel(where, returns)
  checkInteger(where, 'returns.length', returns.length, {
    ...{ min: weights.length, max: weights.length },
    remedy: 'Give a column of returns for every weight.',
  })
}

/** Refuses anything but at least one column of returns, all of one length. */
export function checkReturnPanel(where: string, returns: readonly Column[]): void {
  if (!Array.isArray(returns)) refuse(where, 'returns', returns, { rule: 'an array of columns, one for every asset' })
  checkInteger(where, 'returns.length', returns.length, { min: 1, remedy: 'Give a column for every asset.' })
  for (const [i, column] of returns.entries()) checkLosses(where, `returns[${i}]`, column, returns[0].length)
}

/** Refuses a share of bars that should do better that is no fraction above a half. */
export function checkConfidence(where: string, confidence: number): void {
  checkNumber(where, 'confidence', confidence, { above: 0.5, below: 1, remedy: 'Give a fraction: 95 % is 0.95.' })
}

/** Refuses degrees of freedom at which a variance is not finite. */
export function checkTailFreedom(where: string, freedom: unknown): void {
  checkNumber(where, 'freedom', freedom, {
    above: 2,
    remedy: 'At 2 or fewer a variance is infinite; markets have 3 to 8.',
  })
}
