import { DAY } from '../base/civil-date.ts'
import type { Column } from '../base/column.ts'
import { quantile } from '../math/quantile.ts'

/** Weeks in a row that make a day of the week a trading day. */
const REGULAR = 4
const HOUR = DAY / 24

/** The days of the week on which a market trades, told from its record. */
export interface TradingWeek {
  /** The time of day at which one day ends and the next begins: the middle of the hours in which nothing opens. */
  readonly cut: number
  /** 1 for each day of the week that is a trading day, Thursday first, as 1970 began. */
  readonly regular: Uint8Array
  /** Bars of a usual day. */
  readonly perDay: number
}

/**
 * A day of the week is a trading day when anywhere in the record at least half of the usual bars came on it in four
 * weeks in a row. Times must not fall.
 */
export function tradingWeek(time: Column): TradingWeek {
  const cut = quietHour(time)
  const { days, counts } = daysOf(time, cut)
  const perDay = Math.floor(quantile(counts, 0.5))
  const regular = new Uint8Array(7)
  const runs = new Uint32Array(7)
  const latest = new Float64Array(7)
  for (let i = 0; i < days.length; i++) {
    if (2 * counts[i] < perDay) continue
    const weekday = weekdayOf(days[i])
    runs[weekday] = runs[weekday] > 0 && days[i] - latest[weekday] === 7 ? runs[weekday] + 1 : 1
    latest[weekday] = days[i]
    if (runs[weekday] === REGULAR) regular[weekday] = 1
  }
  return { cut, regular, perDay }
}

/** How many trading days lie wholly between two times. */
export function tradingDaysBetween({ cut, regular }: TradingWeek, from: number, to: number): number {
  const first = dayOf(from, cut) + 1
  const end = dayOf(to, cut)
  const weeks = Math.max(0, Math.floor((end - first) / 7))
  let count = weeks * regular.reduce((sum, isTraded) => sum + isTraded, 0)
  for (let day = first + 7 * weeks; day < end; day++) count += regular[weekdayOf(day)]
  return count
}

function dayOf(time: number, cut: number): number {
  return Math.floor((time - cut) / DAY)
}

function weekdayOf(day: number): number {
  return ((day % 7) + 7) % 7
}

/** The days that have a bar, rising, and how many each has. */
function daysOf(time: Column, cut: number): { days: Column; counts: Column } {
  let size = 0
  for (let i = 0; i < time.length; i++) if (i === 0 || dayOf(time[i], cut) !== dayOf(time[i - 1], cut)) size++
  const days = new Float64Array(size)
  const counts = new Float64Array(size)
  for (let i = 0, place = -1; i < time.length; i++) {
    const day = dayOf(time[i], cut)
    if (place < 0 || days[place] !== day) days[++place] = day
    counts[place]++
  }
  return { days, counts }
}

/** The middle of the longest run of hours of the day in which no bar opens; midnight UTC where every hour has one. */
function quietHour(time: Column): number {
  const busy = new Uint8Array(24)
  for (let i = 0; i < time.length; i++) busy[Math.floor((time[i] - Math.floor(time[i] / DAY) * DAY) / HOUR)] = 1
  let run = 0
  let longest = 0
  let end = 0
  for (let hour = 0; hour < 48; hour++) {
    run = busy[hour % 24] === 1 ? 0 : run + 1
    if (run > longest) {
      longest = run
      end = hour + 1
    }
  }
  return (Math.floor(end - longest / 2) * HOUR) % DAY
}
