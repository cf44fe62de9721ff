import type { Column } from '../base/column.ts'
import { ln } from '../math/ln.ts'
import { quantile } from '../math/quantile.ts'
import { mean } from '../math/sum.ts'
import type { TimeOrder } from './find-order.ts'
import { type Finding, found, rowsWhere } from './finding.ts'

/** Standard deviations of a normal distribution in one median absolute deviation, and in one mean one. */
const PER_MEDIAN = 1.482602218505602
const PER_MEAN = 1.2533141373155003

/** Deviations below this are the rounding of prices. */
const LEAST_SCALE = 1e-12
/** Returns that are enough to be judged by themselves. */
const ENOUGH = 20
/** Closes further apart than so many intervals have a gap between them. */
const GAP = 1.5

/** What a return is measured against. */
interface OutlierRule {
  readonly interval: number
  /** Robust z-score beyond which a return is an outlier. */
  readonly limit: number
}

/** The middle of returns and the robust size of their deviations. */
interface Spread {
  readonly middle: number
  readonly scale: number
}

/** By row: the return from the last usable close in time, and the intervals since it; NaN where there is none. */
interface Returns {
  readonly value: Column
  readonly steps: Column
}

/**
 * Log returns from close to close whose robust z-score, |r - median| / (1.4826 x median absolute deviation), is
 * above the limit. Where more than half of the returns are equal that deviation is 0 and 1.2533 x the mean absolute
 * deviation stands in (Iglewicz & Hoaglin 1993). One bad tick makes two such returns: into it and out of it.
 *
 * Returns over a gap (a night, a weekend) are measured against each other where there are at least 20 of them, else
 * against the others as grown over the time: the median by k, the deviation by the root of k for a gap of k intervals.
 */
export function findOutliers(close: Column, order: TimeOrder, { interval, limit }: OutlierRule): Finding[] {
  const { value, steps } = logReturns(close, order, interval)
  const select = (holds: (row: number) => boolean): Column => valuesAt(value, rowsWhere(close.length, holds))
  const near = select((row) => Number.isFinite(value[row]) && steps[row] <= GAP)
  const far = select((row) => Number.isFinite(value[row]) && steps[row] > GAP)
  if (near.length + far.length === 0) return []
  const isApart = near.length >= ENOUGH
  const usual = spreadOf(isApart ? near : select((row) => Number.isFinite(value[row])))
  const over = isApart && far.length >= ENOUGH ? spreadOf(far) : undefined
  const isOutlier = (row: number): boolean => {
    const isOver = isApart && steps[row] > GAP
    const { middle, scale } = (isOver ? over : undefined) ?? usual
    const growth = isOver && over === undefined ? steps[row] : 1
    return Math.abs(value[row] - growth * middle) > limit * Math.sqrt(growth) * scale
  }
  return found('outlier', rowsWhere(close.length, isOutlier), `the return is more than ${limit} robust deviations away`)
}

function spreadOf(returns: Column): Spread {
  const middle = quantile(returns, 0.5)
  const away = new Float64Array(returns.length)
  for (let i = 0; i < away.length; i++) away[i] = Math.abs(returns[i] - middle)
  const median = PER_MEDIAN * quantile(away, 0.5)
  if (median > LEAST_SCALE) return { middle, scale: median }
  return { middle, scale: Math.max(PER_MEAN * mean(away), LEAST_SCALE) }
}

function valuesAt(column: Column, rows: Uint32Array): Column {
  const values = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) values[i] = column[rows[i]]
  return values
}

function logReturns(close: Column, { rows, time }: TimeOrder, interval: number): Returns {
  const value = new Float64Array(close.length).fill(Number.NaN)
  const steps = new Float64Array(close.length).fill(Number.NaN)
  let before = Number.NaN
  let since = Number.NaN
  for (let i = 0; i < rows.length; i++) {
    const price = close[rows[i]]
    if ((i > 0 && time[i] === time[i - 1]) || !(price > 0 && Number.isFinite(price))) continue
    value[rows[i]] = ln(price / before)
    steps[rows[i]] = (time[i] - since) / interval
    before = price
    since = time[i]
  }
  return { value, steps }
}
