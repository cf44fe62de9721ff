import { civilDate, DAY } from '../base/civil-date.ts'
import type { Column } from '../base/column.ts'
import { checkOneOf } from '../base/guards.ts'
import { type CalendarUnit, spanOf } from './calendar-span.ts'
import { checkCompounding, checkTime } from './check-returns.ts'
import { compounded } from './total-return.ts'

/** Days, months or years that hold at least one bar, oldest first, as columns. */
export interface CalendarSpans {
  /** Milliseconds UTC at which each begins. */
  readonly start: Column
  /** First row of each. */
  readonly first: Int32Array
}

/** Returns of days, months or years that hold at least one bar, oldest first, as columns. */
export interface CalendarReturns {
  /** Milliseconds UTC at which each begins. */
  readonly start: Column
  /** Compounded return of each. */
  readonly returns: Column
}

/** One year of a table of monthly returns. */
export interface YearRow {
  readonly year: number
  /** Returns of January to December; NaN for a month without a bar. */
  readonly months: readonly number[]
  /** Compounded return of the year. */
  readonly total: number
}

/**
 * Where days, months or years of the UTC calendar begin in a time column. A bar belongs to where its opening time
 * falls; spans without a bar are left out. Times must rise.
 *
 * @example
 * calendarSpans(Float64Array.of(0, 3_600_000, 86_400_000), 'day').first // => Int32Array.of(0, 2)
 */
export function calendarSpans(time: Column, unit: CalendarUnit): CalendarSpans {
  checkTime('calendarSpans', time)
  checkUnit('calendarSpans', unit)
  return spansOf(time, unit)
}

/** `calendarSpans` of times that are checked already. */
export function spansOf(time: Column, unit: CalendarUnit): CalendarSpans {
  const start: number[] = []
  const first: number[] = []
  let end = Number.NEGATIVE_INFINITY
  for (let row = 0; row < time.length; row++) {
    if (time[row] < end) continue
    const span = spanOf(time[row], unit)
    end = span.end
    start.push(span.start)
    first.push(row)
  }
  return { start: Float64Array.from(start), first: Int32Array.from(first) }
}

/**
 * Returns compounded over days, months or years of the UTC calendar: the yearly table, or the months that best and
 * worst are picked from. The first and the last may be incomplete. Compounded once more they give the total return.
 *
 * @example
 * const time = Float64Array.of(0, 86_400_000, 31 * 86_400_000)
 * calendarReturns(Float64Array.of(0.5, 1, -0.25), time, 'month').returns // => Float64Array.of(2, -0.25)
 */
export function calendarReturns(returns: Column, time: Column, unit: CalendarUnit): CalendarReturns {
  checkCompounding('calendarReturns', returns)
  checkTime('calendarReturns', time, returns.length)
  checkUnit('calendarReturns', unit)
  return gathered(returns, time, unit)
}

function gathered(returns: Column, time: Column, unit: CalendarUnit): CalendarReturns {
  const { start, first } = spansOf(time, unit)
  return { start, returns: Float64Array.from(first, (from, i) => compounded(returns, from, first[i + 1]) - 1) }
}

/**
 * The table of monthly returns: one row per year with its twelve months and their compounded total.
 *
 * @example
 * const [row] = monthTable(Float64Array.of(0.5, 1, -0.25), Float64Array.of(0, 86_400_000, 31 * 86_400_000))
 * row.year // => 1970
 * row.months.slice(0, 3) // => [2, -0.25, NaN]
 * row.total // => 1.25
 */
export function monthTable(returns: Column, time: Column): YearRow[] {
  checkCompounding('monthTable', returns)
  checkTime('monthTable', time, returns.length)
  const months = gathered(returns, time, 'month')
  const years = gathered(returns, time, 'year')
  const rows = Array.from(years.start, (start, i) => ({
    year: civilDate(start / DAY).year,
    months: new Array<number>(12).fill(Number.NaN),
    total: years.returns[i],
  }))
  const rowOf = new Map(rows.map((row) => [row.year, row]))
  for (let i = 0; i < months.start.length; i++) {
    const { year, month } = civilDate(months.start[i] / DAY)
    rowOf.get(year)!.months[month - 1] = months.returns[i]
  }
  return rows
}

function checkUnit(where: string, unit: CalendarUnit): void {
  checkOneOf(where, 'unit', unit, ['day', 'month', 'year'])
}
