import type { MonthSums } from '../metrics/consistency.ts'

/** The sums that returns and equity leave behind, kept bar by bar in the order that `metrics` adds them. */
export interface Curve {
  /** Equity at the last close that was marked. */
  equity: number
  /** Return of the first bar, taken off every return before summing; NaN before it. */
  shift: number
  sum: number
  squares: number
  /** Sum of squares of the returns below 0. */
  downside: number
  peak: number
  /** Deepest equity / peak - 1 so far. */
  worst: number
  /** Equity below which a new deepest fall is possible. */
  floor: number
  /** Bars that ended with a position. */
  held: number
  /** Where the months ended: growth, bars, sum and sum of squares of each. */
  readonly months: MonthSums
  /** What the curve read when the month began. */
  monthEquity: number
  monthSum: number
  monthSquares: number
}

/** Divisions are spared above the floor; the margin makes sure that rounding never spares one that counts. */
export const MARGIN: number = 1 + 1e-14

/** The curve of an account before bar 0. */
export function openCurve(cash: number, months: number): Curve {
  return {
    equity: cash,
    shift: Number.NaN,
    sum: 0,
    squares: 0,
    downside: 0,
    peak: cash,
    worst: 0,
    floor: cash * MARGIN,
    held: 0,
    months: {
      growth: new Float64Array(months),
      count: new Float64Array(months),
      sum: new Float64Array(months),
      squares: new Float64Array(months),
    },
    monthEquity: cash,
    monthSum: 0,
    monthSquares: 0,
  }
}

/** Adds the close of one bar. */
export function mark(curve: Curve, equity: number, isHeld: boolean): void {
  const change = curve.equity > 0 ? equity / curve.equity - 1 : 0
  if (Number.isNaN(curve.shift)) curve.shift = change
  const apart = change - curve.shift
  const short = Math.min(change, 0)
  curve.equity = equity
  curve.sum += apart
  curve.squares += apart * apart
  curve.downside += short * short
  if (isHeld) curve.held++
  if (equity > curve.peak) {
    curve.peak = equity
    curve.floor = equity * (1 + curve.worst) * MARGIN
  } else if (equity < curve.floor) {
    const fall = equity / curve.peak - 1
    if (fall < curve.worst) {
      curve.worst = fall
      curve.floor = curve.peak * (1 + fall) * MARGIN
    }
  }
}

/**
 * Ends a calendar month of `count` bars: its sums are the differences of the running ones, the shift put back. After
 * ruin a month has the growth 1 of an account that stands still.
 */
export function endMonth(curve: Curve, month: number, count: number): void {
  const { months, shift } = curve
  const sum = curve.sum - curve.monthSum
  const squares = curve.squares - curve.monthSquares
  months.growth[month] = curve.monthEquity > 0 ? curve.equity / curve.monthEquity : 1
  months.count[month] = count
  months.sum[month] = sum + count * shift
  months.squares[month] = squares + shift * (2 * sum + count * shift)
  curve.monthEquity = curve.equity
  curve.monthSum = curve.sum
  curve.monthSquares = curve.squares
}
