import { civilDate, DAY, daysFromCivil } from '../base/civil-date.ts'
import type { Column } from '../base/column.ts'
import type { TimeOrder } from './find-order.ts'
import { type Finding, rowsWhere } from './finding.ts'
import { WEEK } from './interval.ts'
import { tradingDaysBetween, tradingWeek } from './trading-week.ts'

/** The bars that a stretch without any ought to have: how many, and the time from the first to the last. */
interface Absent {
  count: number
  span: number
}

/** What a year may have of holidays: this share of its expected bars, and if that is less, so many days. */
const HOLIDAY_SHARE = 0.06
const HOLIDAY_DAYS = 3

/** The gaps of a record, in order: where each ends, and what it lacks. */
interface Gaps {
  /** Places in the order of times. */
  readonly ends: Uint32Array
  /** Bars that each lacks. */
  readonly counts: Column
  /** 1 where these bars lie within one day, in a gap of a day or longer of a market that closes every week. */
  readonly isDayOff: Uint8Array
}

/**
 * Gaps, told apart without a calendar. A bar is *missing* when the market traded at that time of the week both a
 * week earlier and a week later (for a gap of several weeks: as many weeks), so nights and weekends are not missing,
 * nor is the hour that daylight saving moves; and so are the usual bars of a day without any, when that day of
 * the week is a trading day anywhere in the record. Where only one of the two weeks is on record it decides alone;
 * where none is, every interval of the gap counts. Hours that are absent in two consecutive weeks are taken for closed.
 *
 * In a market that closes for a day or longer in at least every second week, bars that are absent within one day, in
 * a gap of a day or longer, are a *holiday*. A year has at most 6 % of its expected bars of them (about 15 days), or
 * three days where that is more; what goes beyond is missing.
 */
export function findMissing({ time, rows }: TimeOrder, interval: number): Finding[] {
  const gaps = gapsOf(time, interval)
  const { ends, counts } = gaps
  const isHoliday = holidaysOf(gaps, time)
  const select = (kind: 'missing' | 'holiday', holds: (gap: number) => boolean): Finding[] => {
    const chosen = rowsWhere(ends.length, (gap) => counts[gap] > 0 && holds(gap))
    if (chosen.length === 0) return []
    const count = chosen.reduce((sum, gap) => sum + counts[gap], 0)
    const message = `${count} bars absent in ${chosen.length} ${chosen.length === 1 ? 'gap' : 'gaps'}: ${MEANING[kind]}`
    return [{ kind, rows: chosen.map((gap) => rows[ends[gap]]).sort(), count, message }]
  }
  return [...select('missing', (gap) => isHoliday[gap] === 0), ...select('holiday', (gap) => isHoliday[gap] === 1)]
}

function gapsOf(time: Column, interval: number): Gaps {
  const ends = rowsWhere(time.length, (i) => i > 0 && Math.round((time[i] - time[i - 1]) / interval) > 1)
  const counts = new Float64Array(ends.length)
  const isDayOff = new Uint8Array(ends.length)
  if (ends.length === 0) return { ends, counts, isDayOff }
  const week = tradingWeek(time)
  const absent = { count: 0, span: 0 }
  let closures = 0
  for (let gap = 0; gap < ends.length; gap++) {
    const from = time[ends[gap] - 1]
    const to = time[ends[gap]]
    measure(absent, time, [from, to], interval)
    const days = tradingDaysBetween(week, from, to)
    counts[gap] = Math.max(absent.count, days * week.perDay)
    if (to - from - interval < DAY) continue
    if (counts[gap] === 0) closures++
    else if (days <= 1 && absent.span + interval <= DAY) isDayOff[gap] = 1
  }
  const weeks = Math.floor((time[time.length - 1] - time[0]) / WEEK)
  if (closures === 0 || 2 * closures < weeks) isDayOff.fill(0)
  return { ends, counts, isDayOff }
}

/** The days off that are holidays, year by year: the first ones, as many as the year may have. */
function holidaysOf({ ends, counts, isDayOff }: Gaps, time: Column): Uint8Array {
  const isHoliday = new Uint8Array(ends.length)
  for (let gap = 0, next = 0; gap < ends.length; gap = next) {
    const { year } = civilDate(Math.floor(time[ends[gap]] / DAY))
    const newYear = daysFromCivil(year + 1, 1, 1) * DAY
    let expected = after(time, newYear - 1) - after(time, daysFromCivil(year, 1, 1) * DAY - 1)
    let day = 0
    for (next = gap; next < ends.length && time[ends[next]] < newYear; next++) {
      expected += counts[next]
      if (isDayOff[next] === 1) day = Math.max(day, counts[next])
    }
    let left = Math.max(HOLIDAY_SHARE * expected, HOLIDAY_DAYS * day)
    for (let each = gap; each < next; each++) {
      if (isDayOff[each] === 0 || counts[each] > left) continue
      isHoliday[each] = 1
      left -= counts[each]
    }
  }
  return isHoliday
}

const MEANING = {
  missing: 'the rest of the record leads one to expect them',
  holiday: 'a day without trading in a market that closes every week',
}

/** Whether bars ought to have come since the last one, by the rule of `findMissing`; a bar comes when it ends. */
export function findStale({ time, rows }: TimeOrder, interval: number, now: number): Finding[] {
  const last = time.length - 1
  const absent = { count: 0, span: 0 }
  if (now >= time[last] + 2 * interval) measure(absent, time, [time[last], now - interval / 2 + 1], interval)
  const { count } = absent
  if (count === 0) return []
  const message = `${count} ${count === 1 ? 'bar is' : 'bars are'} overdue: the last one ended at ${time[last] + interval}`
  return [{ kind: 'stale', rows: Uint32Array.of(rows[last]), count, message }]
}

/** Measures the gap between two times into `absent`, one record for all gaps. O(log n + bars in the two weeks). */
function measure(absent: Absent, time: Column, [from, to]: [from: number, to: number], interval: number): void {
  absent.count = Math.round((to - from) / interval) - 1
  absent.span = (absent.count - 1) * interval
  const shift = Math.ceil((to - from) / WEEK) * WEEK
  const isBefore = from - shift >= time[0]
  const isAfter = to + shift <= time[time.length - 1]
  if (!isBefore && !isAfter) return
  const half = interval / 2
  const nearer = isBefore ? -shift : shift
  const other = isBefore && isAfter ? shift : nearer
  absent.count = 0
  absent.span = 0
  let first = 0
  for (let i = after(time, from + half + nearer), j = after(time, from + half + other); ; i++) {
    if (!(time[i] < to - half + nearer)) return
    const place = time[i] - nearer
    while (time[j] - other < place - half) j++
    if (!(time[j] - other < place + half)) continue
    if (absent.count === 0) first = place
    absent.span = place - first
    absent.count++
    j++
  }
}

/** The first place with a time later than the given one; times must not fall. O(log n). */
function after(time: Column, moment: number): number {
  let low = 0
  let high = time.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (time[middle] > moment) high = middle
    else low = middle + 1
  }
  return low
}
