import { DAY } from '../base/civil-date.ts'
import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'

/** A week in milliseconds. */
export const WEEK = 6.048e8

const UNIT: Readonly<Record<string, number>> = { ms: 1, s: 1e3, m: 6e4, h: 3.6e6, d: DAY, w: WEEK }

/** The length of a bar: milliseconds, or a count and a unit (`ms`, `s`, `m`, `h`, `d`, `w`) such as `'15m'`. */
export type Interval = number | string

/**
 * The milliseconds of an interval. Months are not offered: they have no fixed length.
 *
 * @example
 * intervalMs('4h') // => 14400000
 */
export function intervalMs(interval: Interval, where = 'intervalMs'): number {
  const ms = typeof interval === 'string' ? fromText(interval) : interval
  if (Number.isSafeInteger(ms) && ms > 0) return ms
  return refuse(where, 'interval', interval, {
    rule: "a positive whole number of milliseconds, or a count and a unit such as '15m'",
    remedy: 'Units are ms, s, m (minutes), h, d and w.',
  })
}

function fromText(text: string): number {
  const match = /^(\d+) ?(ms|[smhdw])$/.exec(text)
  return match === null ? Number.NaN : Number(match[1]) * UNIT[match[2]]
}

/** Gaps that are looked at to tell the length of a bar. */
const SAMPLE = 1000

/** The most common gap among the first thousand times; the shorter one of a tie. */
export function inferInterval(time: Column, where: string): number {
  const gap = commonGap(time.subarray(0, SAMPLE + 1))
  if (gap > 0) return intervalMs(gap, where)
  return refuse(where, 'interval', undefined, {
    rule: 'given when fewer than two rising times show it',
    remedy: "Pass it, for example { interval: '1h' }.",
  })
}

/** The most common gap between times that rise, the shorter one of a tie; 0 where none rises. */
export function commonGap(time: Column): number {
  const counts = new Map<number, number>()
  let best = 0
  let most = 0
  for (let t = 1; t < time.length; t++) {
    const gap = time[t] - time[t - 1]
    if (!(gap > 0)) continue
    const count = (counts.get(gap) ?? 0) + 1
    counts.set(gap, count)
    if (count > most || (count === most && gap < best)) {
      best = gap
      most = count
    }
  }
  return best
}
