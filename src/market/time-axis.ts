import type { Column } from '../base/column.ts'

/** The times that are in both of two rising columns. */
export function intersectionOf(a: Column, b: Column): Column {
  const both = new Float64Array(Math.min(a.length, b.length))
  let count = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] < b[j]) i++
    else if (a[i] > b[j]) j++
    else {
      both[count++] = a[i++]
      j++
    }
  }
  return both.slice(0, count)
}

/** The times that are in at least one of two rising columns. */
export function unionOf(a: Column, b: Column): Column {
  const any = new Float64Array(a.length + b.length)
  let count = 0
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    // A comparison with the undefined end of a column is false, which takes the rest of the other.
    const next = j === b.length || a[i] <= b[j] ? a[i] : b[j]
    if (a[i] === next) i++
    if (b[j] === next) j++
    any[count++] = next
  }
  return any.slice(0, count)
}

/**
 * For each time of an axis the row of that time, or -(r + 1) where r is the last row before it; times before the
 * first row give -1 as well, so an axis must not begin before the column unless every negative row is refused.
 */
export function rowsOn(axis: Column, time: Column): Int32Array {
  const rows = new Int32Array(axis.length)
  let row = -1
  for (let t = 0; t < axis.length; t++) {
    while (row + 1 < time.length && time[row + 1] <= axis[t]) row++
    rows[t] = row >= 0 && time[row] === axis[t] ? row : -Math.max(row, 0) - 1
  }
  return rows
}
