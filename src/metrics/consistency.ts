import type { Column } from '../base/column.ts'
import { spansOf } from './calendar.ts'
import { checkCompounding, checkTime } from './check-returns.ts'
import { deviationFrom, meanFrom, sumsOf } from './return-sums.ts'
import { FEWEST_RETURNS, GROWTH_DUST } from './undefined-rules.ts'

/** Months of a rolling window. */
const WINDOW = 3
/** A variance below this share of the mean square is rounding. */
const VARIANCE_DUST = 1e-12

/**
 * What one pass over returns leaves behind for every calendar month that holds a bar, as columns. A pass that makes
 * returns bar by bar can keep these itself; `calendarSpans(time, 'month').first` tells where months begin. Growth
 * taken from equity, and sums taken as differences of running ones, agree with `monthSums` to rounding, not to the bit.
 */
export interface MonthSums {
  /** Equity at the end of the month over equity at its beginning. */
  readonly growth: Column
  /** Number of bars. */
  readonly count: Column
  /** Sum of returns, in index order. */
  readonly sum: Column
  /** Sum of squared returns, in index order. */
  readonly squares: Column
}

/**
 * The sums of every calendar month (UTC) that holds a bar.
 *
 * @example
 * monthSums(Float64Array.of(0.5, 1), Float64Array.of(0, 1)).growth // => Float64Array.of(3)
 */
export function monthSums(returns: Column, time: Column): MonthSums {
  return checkedSums('monthSums', returns, time)
}

function checkedSums(where: string, returns: Column, time: Column): MonthSums {
  checkCompounding(where, returns)
  checkTime(where, time, returns.length)
  const { first } = spansOf(time, 'month')
  const growth = new Float64Array(first.length).fill(1)
  const [count, sum, squares] = [0, 0, 0].map(() => new Float64Array(first.length))
  for (let month = -1, t = 0; t < returns.length; t++) {
    if (t === first[month + 1]) month++
    growth[month] *= 1 + returns[t]
    count[month]++
    sum[month] += returns[t]
    squares[month] += returns[t] * returns[t]
  }
  return { growth, count, sum, squares }
}

/**
 * How evenly gains are spread over time, in [0, 1]: the mean of two halves.
 *
 * - The share of positive months: calendar months (UTC, the incomplete first and last included) that gain more than
 *   1e-10, over all months that hold a bar. A flat month is not positive.
 * - The stability of the rolling Sharpe ratio: S_1, S_2, … are the Sharpe ratios of a bar over every three months in a
 *   row (0 where the returns do not vary or are fewer than 4); with m their mean and s their sample deviation the
 *   stability is m / (m + s), and 0 unless m is positive.
 *
 * 1 needs every month positive and the same Sharpe ratio throughout; a method that earns nothing on the whole keeps
 * half the share of its lucky months. The length of a year does not enter. NaN below 4 months: two windows are the
 * least that can differ.
 *
 * @example
 * const time = Float64Array.from({ length: 200 }, (_, t) => t * 86_400_000)
 * consistency(time.map((_, t) => (t % 2 === 0 ? 0.02 : -0.01)), time) > 0.98 // => true
 */
export function consistency(returns: Column, time: Column): number {
  return consistencyFrom(checkedSums('consistency', returns, time))
}

/**
 * The share of calendar months (UTC) that gain more than 1e-10: a flat month is not positive. NaN without a bar.
 *
 * @example
 * positiveMonths(Float64Array.of(0.5, -0.5), Float64Array.of(0, 31 * 86_400_000)) // => 0.5
 */
export function positiveMonths(returns: Column, time: Column): number {
  return positiveShare(checkedSums('positiveMonths', returns, time))
}

/**
 * `consistency` for whoever has the monthly sums already.
 *
 * @example
 * const column = (value) => new Float64Array(4).fill(value)
 * consistencyFrom({ growth: column(1.5), count: column(4), sum: column(4), squares: column(6) }) // => 1
 */
export function consistencyFrom(months: MonthSums): number {
  const count = months.growth.length
  if (count <= WINDOW) return Number.NaN
  const rolling = sumsOf(Float64Array.from({ length: count - WINDOW + 1 }, (_, month) => windowSharpe(months, month)))
  const mean = meanFrom(rolling)
  const stability = mean > 0 ? mean / (mean + deviationFrom(rolling)) : 0
  return (positiveShare(months) + stability) / 2
}

function positiveShare({ growth }: MonthSums): number {
  let positive = 0
  for (let month = 0; month < growth.length; month++) if (growth[month] > 1 + GROWTH_DUST) positive++
  return positive / growth.length
}

/** The Sharpe ratio of a bar over the months of a window; 0 where it says nothing. */
function windowSharpe(months: MonthSums, from: number): number {
  let count = 0
  let sum = 0
  let squares = 0
  for (let month = from; month < from + WINDOW; month++) {
    count += months.count[month]
    sum += months.sum[month]
    squares += months.squares[month]
  }
  const scatter = squares - (sum / count) * sum
  if (count < FEWEST_RETURNS || !(scatter > VARIANCE_DUST * squares)) return 0
  return sum / count / Math.sqrt(scatter / (count - 1))
}
