import type { Column } from '../base/column.ts'
import { quantile } from '../math/quantile.ts'
import type { TimeOrder } from './find-order.ts'
import { type Finding, found, rowsWhere } from './finding.ts'

/** Standard deviations of a normal distribution in one median absolute deviation, and in one mean one. */
const PER_MEDIAN = 1.482602218505602
const PER_MEAN = 1.2533141373155003

/**
 * Log returns from close to close whose robust z-score, |r - median| / (1.4826 x median absolute deviation), is
 * above the limit. Where more than half of the returns are equal that deviation is 0 and 1.2533 x the mean absolute
 * deviation stands in (Iglewicz & Hoaglin 1993). One bad tick makes two such returns: into it and out of it.
 */
export function findOutliers(close: Column, order: TimeOrder, limit: number): Finding[] {
  const returns = logReturns(close, order)
  const known = returns.filter(Number.isFinite)
  if (known.length === 0) return []
  const middle = quantile(known, 0.5)
  const away = known.map((value) => Math.abs(value - middle))
  const scale = PER_MEDIAN * quantile(away, 0.5) || (PER_MEAN * away.reduce((a, b) => a + b, 0)) / away.length
  const isFar = (row: number): boolean => Math.abs(returns[row] - middle) > limit * scale
  return found('outlier', rowsWhere(close.length, isFar), `the return is more than ${limit} robust deviations away`)
}

/** By row: the return from the last usable close in time, NaN where there is none. */
function logReturns(close: Column, { rows, time }: TimeOrder): Column {
  const returns = new Float64Array(close.length).fill(Number.NaN)
  let before = Number.NaN
  for (let i = 0; i < rows.length; i++) {
    const price = close[rows[i]]
    if ((i > 0 && time[i] === time[i - 1]) || !(price > 0 && Number.isFinite(price))) continue
    returns[rows[i]] = Math.log(price / before)
    before = price
  }
  return returns
}
