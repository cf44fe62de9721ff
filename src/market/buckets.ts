import { DAY } from '../base/civil-date.ts'
import type { Column } from '../base/column.ts'
import { checkInteger, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { WEEK } from './interval.ts'

/** Where coarse bars begin, and what becomes of those that the record covers only in part. */
export interface BucketOptions {
  /**
   * A time in milliseconds UTC at which a bar begins; all others begin whole intervals away from it. By default
   * midnight of 1970-01-01, and for intervals of whole weeks Monday 1970-01-05.
   */
  readonly anchor?: number
  /**
   * What to do with a bar that the record covers only in part: `'drop'` it (default: a half-formed bar is no
   * bar) or `'keep'` it and mark every bar in the extra column `complete`, 1 or 0.
   */
  readonly incomplete?: 'drop' | 'keep'
  /** Time since which the record is whole, in milliseconds; by default the time of its first row. */
  readonly since?: number
  /** Time until which the record is whole, in milliseconds; by default the end of its last row. */
  readonly until?: number
}

/** Names of these options, for the doors that take them. */
export const BUCKET_OPTIONS = ['anchor', 'incomplete', 'since', 'until'] as const

/** Rows put together: bucket b begins at `time[b]` and holds the rows from `first[b]` to before `first[b + 1]`. */
export interface Buckets {
  readonly interval: number
  readonly time: Column
  readonly first: Uint32Array
  /** 1 where the record covers the whole bucket, 0 elsewhere; only when incomplete buckets are kept. */
  readonly complete?: Column
}

/** What becomes of the rows `from` to before `to` of a column. */
export type Fold = (column: Column, from: number, to: number) => number

/** The Monday after the epoch, which was a Thursday. */
const MONDAY = 4 * DAY

/** The anchor asked for, or Monday for whole weeks and the epoch for everything else. */
export function anchorOf(where: string, interval: number, { anchor }: BucketOptions): number {
  if (anchor === undefined) return interval % WEEK === 0 ? MONDAY : 0
  checkInteger(where, 'anchor', anchor, { remedy: 'Give a time in milliseconds UTC at which a bar begins.' })
  return anchor
}

/** Puts rows of the same interval together; times must not fall. Buckets without a row do not appear. */
export function bucketsOf(time: Column, interval: number, anchor: number): Buckets {
  let count = 0
  let end = Number.NEGATIVE_INFINITY
  for (let row = 0; row < time.length; row++) {
    if (time[row] < end) continue
    end = bucketStart(time[row], interval, anchor) + interval
    count++
  }
  const buckets = { interval, time: new Float64Array(count), first: new Uint32Array(count + 1) }
  for (let row = 0, bucket = 0; bucket < count; row++) {
    if (bucket > 0 && time[row] < buckets.time[bucket - 1] + interval) continue
    buckets.time[bucket] = bucketStart(time[row], interval, anchor)
    buckets.first[bucket++] = row
  }
  buckets.first[count] = time.length
  return buckets
}

function bucketStart(time: number, interval: number, anchor: number): number {
  return anchor + Math.floor((time - anchor) / interval) * interval
}

/**
 * Drops or marks the buckets that the record does not cover whole. Only the first and the last can be such: a
 * bucket in between is covered, whatever gaps it has, because the record goes on after it.
 */
export function wholeBuckets(where: string, buckets: Buckets, span: BucketOptions & Span): Buckets {
  const { incomplete = 'drop', first, last, end, since = first, until = end } = span
  checkOneOf(where, 'incomplete', incomplete, ['drop', 'keep'])
  checkNumber(where, 'since', since, { max: first, remedy: 'The record cannot begin after its first row.' })
  checkNumber(where, 'until', until, { min: last, remedy: 'The record cannot end before its last row.' })
  const { time, interval } = buckets
  const from = time[0] < since ? 1 : 0
  const to = time[time.length - 1] + interval > until ? time.length - 1 : time.length
  if (incomplete === 'keep') {
    return { ...buckets, complete: time.map((_, bucket) => (bucket >= from && bucket < to ? 1 : 0)) }
  }
  if (from >= to) {
    refuse(where, 'the number of complete bars', 0, {
      rule: 'at least 1',
      remedy: "Give a longer record, state since and until when it is whole, or pass { incomplete: 'keep' }.",
    })
  }
  return { interval, time: time.subarray(from, to), first: buckets.first.subarray(from, to + 1) }
}

/** Times of the first and the last row of a record, and the end of the last. */
export interface Span {
  readonly first: number
  readonly last: number
  readonly end: number
}

/** One value per bucket. */
export function foldBuckets({ time, first }: Buckets, column: Column, fold: Fold): Column {
  const folded = new Float64Array(time.length)
  for (let bucket = 0; bucket < folded.length; bucket++) folded[bucket] = fold(column, first[bucket], first[bucket + 1])
  return folded
}

/** The value of the first row. */
export const opening: Fold = (column, from) => column[from]

/** The value of the last row. */
export const closing: Fold = (column, _from, to) => column[to - 1]

/** The largest value. */
export const highest: Fold = (column, from, to) => {
  let best = column[from]
  for (let row = from + 1; row < to; row++) if (column[row] > best) best = column[row]
  return best
}

/** The smallest value. */
export const lowest: Fold = (column, from, to) => {
  let best = column[from]
  for (let row = from + 1; row < to; row++) if (column[row] < best) best = column[row]
  return best
}

/** The sum, in row order. */
export const total: Fold = (column, from, to) => {
  let sum = 0
  for (let row = from; row < to; row++) sum += column[row]
  return sum
}
