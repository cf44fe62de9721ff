import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'
import { quantile } from '../math/quantile.ts'

/** Half the rows above this, and none at or below 0: no market pays 50 % a bar, but most prices look so. */
const PRICE = 0.5

/** Refuses a column of finite numbers that looks like prices where returns are asked for. O(n log n). */
export function refusePrices(where: string, what: string, returns: Column): void {
  if (returns.length < 2 || returns.some((value) => value <= 0)) return
  const median = quantile(returns, 0.5)
  if (median < PRICE) return
  refuse(where, `the median of ${what}`, median, {
    ...{ rule: `below ${PRICE} in a column without a loss`, code: 'invalid-column' },
    remedy: 'These look like prices: give simple returns, price / previous price - 1.',
  })
}
