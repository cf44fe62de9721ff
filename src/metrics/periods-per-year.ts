import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, checkOneOf } from '../base/guards.ts'
import { expm1 } from '../math/exp.ts'
import { ln1p } from '../math/ln.ts'
import { checkTime } from './check-returns.ts'

const DAY = 86_400_000
const WEEK = 7 * DAY
/** A year of 365.25 days, the mean of the Julian calendar. */
const YEAR = 365.25 * DAY
/** A longer gap is missing history, not a market that is closed; it is not counted as time. */
const LONGEST_CLOSURE = 30 * DAY
/** A market with at least this share of its bars never closes: what is missing was lost. */
const NEVER_CLOSES = 0.9

/** How bars are taken to fill a year. */
export interface CalendarOptions {
  /** `'observed'` (default): what the time column shows. `'continuous'`: one bar after another, day and night. */
  readonly calendar?: 'observed' | 'continuous'
}

/**
 * How many bars make a year, for annualising. `interval` is the length of a bar in milliseconds. The observed rule:
 *
 * 1. Count time from the opening of the first bar to the end of the last; a gap of more than 30 days (or 3 intervals)
 *    is missing history and counts as one interval.
 * 2. Over the whole weeks in that time count the bars. Whole weeks, so that it does not matter on which weekday the
 *    column begins or ends.
 * 3. Nine tenths of the bars that could be there, or more, are a market that never closes: 365.25 days / interval,
 *    exactly. Fewer are sessions: bars per week x 365.25 / 7.
 *
 * Hourly bars of a market that never closes give 8766, daily ones 365.25, daily bars of New York stocks about 252. NaN
 * when the bars cover less than a week, which cannot show whether the market closes at weekends.
 *
 * @example
 * const hours = Float64Array.from({ length: 24 * 30 }, (_, t) => t * 3_600_000)
 * periodsPerYear(hours, 3_600_000) // => 8766
 * const workdays = Float64Array.from({ length: 500 }, (_, t) => (7 * Math.floor(t / 5) + (t % 5)) * 86_400_000)
 * periodsPerYear(workdays, 86_400_000).toFixed(2) // => '260.89'
 */
export function periodsPerYear(time: Column, interval: number, options: CalendarOptions = {}): number {
  checkTime('periodsPerYear', time)
  checkInteger('periodsPerYear', 'interval', interval, { min: 1, remedy: 'Give milliseconds: an hour is 3600000.' })
  checkKeys('periodsPerYear', options, ['calendar'])
  const { calendar = 'observed' } = options
  checkOneOf('periodsPerYear', 'calendar', calendar, ['observed', 'continuous'])
  if (calendar === 'continuous') return YEAR / interval
  const longest = Math.max(LONGEST_CLOSURE, 3 * interval)
  const weeks = Math.floor(walk(time, interval, longest).covered / WEEK)
  if (weeks === 0) return Number.NaN
  const { bars } = walk(time, interval, longest, weeks * WEEK)
  const filled = (bars * interval) / (weeks * WEEK)
  return filled >= NEVER_CLOSES && filled <= 1 ? YEAR / interval : (bars / weeks) * (YEAR / WEEK)
}

/** The time that bars cover without long gaps, and how many of them open within its first `limit` milliseconds. */
function walk(
  time: Column,
  interval: number,
  longest: number,
  limit = Number.POSITIVE_INFINITY,
): { readonly covered: number; readonly bars: number } {
  let elapsed = 0
  let bars = 0
  for (let t = 0; t < time.length; t++) {
    if (t > 0) {
      const gap = time[t] - time[t - 1]
      elapsed += gap > longest ? interval : gap
    }
    if (elapsed < limit) bars++
  }
  return { covered: time.length === 0 ? 0 : elapsed + interval, bars }
}

/**
 * The return of one bar that compounds to a yearly rate, for `riskFree` and `target`: (1 + rate)^(1 / periods) - 1.
 *
 * @example
 * rateOfBar(0.44, 2).toFixed(12) // => '0.200000000000'
 */
export function rateOfBar(yearlyRate: number, periods: number): number {
  checkNumber('rateOfBar', 'yearlyRate', yearlyRate, { above: -1 })
  checkNumber('rateOfBar', 'periods', periods, { above: 0 })
  return expm1(ln1p(yearlyRate) / periods)
}
