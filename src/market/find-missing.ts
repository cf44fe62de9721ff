import { DAY } from '../base/civil-date.ts'
import type { Column } from '../base/column.ts'
import type { TimeOrder } from './find-order.ts'
import { type Finding, rowsWhere } from './finding.ts'
import { WEEK } from './interval.ts'

/** The bars that a stretch without any ought to have: how many, and the time from the first to the last. */
interface Absent {
  count: number
  span: number
}

/**
 * Gaps, told apart without a calendar. A bar is *missing* when the market traded at that time of the week both a
 * week earlier and a week later (for a gap of several weeks: as many weeks), so nights and weekends are not missing,
 * nor is the hour that daylight saving moves. In a market that closes for a day or longer in at least every second
 * week, bars that are absent within one day, in a gap of a day or longer, are a *holiday*. Where only one of the two
 * weeks is on record it decides alone; where none is, every interval of the gap counts. What is absent at the same
 * time in two consecutive weeks is taken for closed.
 */
export function findMissing({ time, rows }: TimeOrder, interval: number): Finding[] {
  const gaps = rowsWhere(time.length, (i) => i > 0 && Math.round((time[i] - time[i - 1]) / interval) > 1)
  const counts = new Float64Array(gaps.length)
  const spans = new Float64Array(gaps.length)
  const absent = { count: 0, span: 0 }
  let closures = 0
  const isLong = (gap: number): boolean => time[gaps[gap]] - time[gaps[gap] - 1] - interval >= DAY
  for (let gap = 0; gap < gaps.length; gap++) {
    measure(absent, time, [time[gaps[gap] - 1], time[gaps[gap]]], interval)
    counts[gap] = absent.count
    spans[gap] = absent.span
    if (absent.count === 0 && isLong(gap)) closures++
  }
  const weeks = Math.floor((time[time.length - 1] - time[0]) / WEEK)
  const closes = closures > 0 && 2 * closures >= weeks
  const isHoliday = (gap: number): boolean => closes && isLong(gap) && spans[gap] + interval <= DAY
  const select = (kind: 'missing' | 'holiday', holds: (gap: number) => boolean): Finding[] => {
    const chosen = rowsWhere(gaps.length, (gap) => counts[gap] > 0 && holds(gap))
    if (chosen.length === 0) return []
    const count = chosen.reduce((sum, gap) => sum + counts[gap], 0)
    const message = `${count} bars absent in ${chosen.length} ${chosen.length === 1 ? 'gap' : 'gaps'}: ${MEANING[kind]}`
    return [{ kind, rows: chosen.map((gap) => rows[gaps[gap]]).sort(), count, message }]
  }
  return [...select('missing', (gap) => !isHoliday(gap)), ...select('holiday', isHoliday)]
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
