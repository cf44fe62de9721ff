import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkInteger, checkNumber, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { refusePrices } from '../metrics/refuse-prices.ts'

/** Refuses anything but a column of finite returns, and one that looks like prices. */
export function checkLosses(where: string, what: string, returns: Column, length?: number): void {
  checkColumn(where, what, returns, length)
  checkFinite(where, what, returns)
  refusePrices(where, what, returns)
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

const PRICES = ['open', 'high', 'low', 'close'] as const

/** Rows and columns of a market whose moves are looked at; all by default. */
interface Looked {
  readonly from: number
  readonly to?: number
  readonly names?: readonly (typeof PRICES)[number][]
}

/** Refuses prices at which a move has no meaning. */
export function checkPositive(where: string, bars: Bars, { from, to = bars.length, names = PRICES }: Looked): void {
  for (const name of names) {
    for (let row = from; row < to; row++) {
      if (bars[name][row] > 0 && Number.isFinite(bars[name][row])) continue
      refuse(where, `bars.${name}`, bars[name][row], {
        ...{ rule: 'above 0', row, code: 'invalid-bars' },
        remedy: 'Moves are fractions of a price: a spread that crosses 0 has none.',
      })
    }
  }
}
