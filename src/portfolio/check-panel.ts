import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, checkOneOf, refuse } from '../base/guards.ts'
import { refusePrices } from '../metrics/refuse-prices.ts'

/**
 * What is done about returns that are not there (NaN). `'refuse'`: nothing, the first is named. `'complete'`: only rows
 * where every asset has a return count. `'pairwise'`: for every pair of assets, the rows where both have one.
 */
export type Missing = 'refuse' | 'complete' | 'pairwise'

/** What an estimate of covariance does about missing returns. */
export interface MissingOptions {
  /** Default `'refuse'`. `'pairwise'` is not offered, because a table of pairs need not be a covariance. */
  readonly missing?: 'refuse' | 'complete'
}

/** Every choice about missing returns. */
export const MISSING: readonly Missing[] = ['refuse', 'complete', 'pairwise']

/** The choices of estimates that need whole rows. */
export const WHOLE: readonly Missing[] = ['refuse', 'complete']

/**
 * Refuses anything but columns of returns of one length, at least two rows, and columns that look like prices. Gives the
 * rows that count: all with `'refuse'` and `'pairwise'`, whole ones with `'complete'`.
 */
export function checkPanel(
  where: string,
  returns: readonly Column[],
  missing: unknown,
  allowed: readonly Missing[],
): readonly Column[] {
  checkOneOf(where, 'missing', missing, allowed)
  if (!Array.isArray(returns)) refuse(where, 'returns', returns, { rule: 'an array of columns, one for every asset' })
  checkInteger(where, 'returns.length', returns.length, { min: 1, remedy: 'Give a column for every asset.' })
  for (const [i, column] of returns.entries()) {
    checkColumn(where, `returns[${i}]`, column, returns[0].length)
    checkValues(where, i, column, missing === 'refuse')
  }
  checkInteger(where, 'the number of rows', returns[0].length, { min: 2 })
  return missing === 'complete' ? wholeRows(where, returns) : returns
}

function checkValues(where: string, i: number, column: Column, whole: boolean): void {
  for (let row = 0; row < column.length; row++) {
    if (Number.isFinite(column[row]) || (Number.isNaN(column[row]) && !whole)) continue
    refuse(where, `returns[${i}]`, column[row], {
      ...{ rule: 'finite', row, code: 'invalid-column' },
      remedy: Number.isNaN(column[row])
        ? "Nothing is filled in silently: choose missing: 'complete', or 'pairwise' where it is offered."
        : 'A return is a finite fraction.',
    })
  }
  const known = column.filter((value) => !Number.isNaN(value))
  refusePrices(where, `returns[${i}]`, known)
}

function wholeRows(where: string, returns: readonly Column[]): readonly Column[] {
  const keep = returns[0].map((_, row) => (returns.some((column) => Number.isNaN(column[row])) ? 0 : 1))
  const count = keep.reduce((all, each) => all + each, 0)
  checkInteger(where, 'the number of whole rows', count, { min: 2, remedy: 'Leave out assets that were listed late.' })
  return returns.map((column) => column.filter((_, row) => keep[row] === 1))
}
