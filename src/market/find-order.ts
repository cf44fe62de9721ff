import type { Column } from '../base/column.ts'
import { type Finding, found, rowsWhere } from './finding.ts'

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
  return { rows, time: Float64Array.from(rows, (row) => time[row]) }
}

/** Times that fall, that appear twice, or that stand closer together than the bars are long. */
export function findOrder(time: Column, order: TimeOrder, interval: number): Finding[] {
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
      after((gap) => gap > 0 && gap < interval / 2),
      `the bar opens less than half of ${interval} ms after the one before it`,
    ),
  ]
}
