import type { Column } from '../base/column.ts'
import { type Finding, found, rowsWhere } from './finding.ts'
import { commonGap } from './interval.ts'

/** Rows in the order of their times; rows of one time in their own order, rows without a usable time left out. */
export interface TimeOrder {
  readonly rows: Uint32Array
  readonly time: Column
}

/** The order of the times: as they stand when they do not fall, else sorted, in O(n log n). */
export function timeOrder(time: Column): TimeOrder {
  const rows = rowsWhere(time.length, (row) => Number.isSafeInteger(time[row]))
  let inOrder = true
  for (let i = 1; i < rows.length; i++) inOrder &&= time[rows[i]] >= time[rows[i - 1]]
  if (inOrder && rows.length === time.length) return { rows, time }
  if (!inOrder) rows.sort((a, b) => time[a] - time[b])
  const ordered = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) ordered[i] = time[rows[i]]
  return { rows, time: ordered }
}

/** Bars that open earlier than this share of the interval overlap, and where most do, earlier than that share. */
const SOME_EARLY = 0.5
const MOST_EARLY = 0.75
/** Bars further apart than so many intervals have room for one between them. */
const ROOM = 1.5

/** The gap that is most common in a record: the interval itself where more than half of the gaps are about as long. */
export function usualGap(time: Column, interval: number): number {
  let regular = 0
  for (let t = 1; t < time.length; t++) {
    const gap = time[t] - time[t - 1]
    if (gap >= MOST_EARLY * interval && gap < ROOM * interval) regular++
  }
  return 2 * regular > time.length - 1 ? interval : commonGap(time)
}

/** Bars that an interval calls for and the usual gap, at least twice as long, has no place for. */
export function findSparse({ time, rows }: TimeOrder, interval: number, usual: number): Finding[] {
  if (usual < 2 * interval) return []
  const lacks = (place: number): number => Math.round(Math.min(time[place] - time[place - 1], usual) / interval) - 1
  const places = rowsWhere(time.length, (place) => place > 0 && lacks(place) > 0)
  const count = places.reduce((sum, place) => sum + lacks(place), 0)
  const message = `${count} bars absent: most bars are ${usual} ms apart, so that ${interval} ms is hardly their interval`
  return [{ kind: 'sparse', rows: places.map((place) => rows[place]).sort(), count, message }]
}

/** Times that fall, that appear twice, or that stand closer together than the bars are long. */
export function findOrder(time: Column, order: TimeOrder, interval: number, usual: number): Finding[] {
  const least = (usual < MOST_EARLY * interval ? MOST_EARLY : SOME_EARLY) * interval
  let latest = Number.NEGATIVE_INFINITY
  const falls = (row: number): boolean => {
    if (row === 0) latest = Number.NEGATIVE_INFINITY
    if (time[row] < latest) return true
    if (time[row] > latest) latest = time[row]
    return false
  }
  const after = (holds: (gap: number) => boolean): Uint32Array => {
    const places = rowsWhere(order.rows.length, (i) => i > 0 && holds(order.time[i] - order.time[i - 1]))
    return places.map((place) => order.rows[place]).sort()
  }
  return [
    ...found('disorder', rowsWhere(time.length, falls), 'the time is before one further up'),
    ...found(
      'duplicate',
      after((gap) => gap === 0),
      'the time is that of an earlier row',
    ),
    ...found(
      'overlap',
      after((gap) => gap > 0 && gap < least),
      `the bar opens less than ${least} ms after the one before it, at an interval of ${interval} ms`,
    ),
  ]
}
