import type { Column } from '../base/column.ts'
import type { BarColumn } from './bars.ts'
import { type Finding, found, rowsWhere } from './finding.ts'

/** The columns that an inspection looks at. */
export type InspectedColumns = Readonly<Record<BarColumn, Column>> & { readonly funding?: Column }

/** What a row shows by itself: values that are no numbers, prices that cannot be, volumes that cannot be. */
export function findOddRows(columns: InspectedColumns): Finding[] {
  const { time, open, high, low, close, volume, funding } = columns
  const { length } = open
  const numbers = [open, high, low, close, volume, ...(funding === undefined ? [] : [funding])]
  const outside = (price: number, row: number): boolean => price > high[row] || price < low[row]
  return [
    ...found(
      'unusable-value',
      rowsWhere(
        length,
        (row) => !Number.isSafeInteger(time[row]) || numbers.some((column) => !Number.isFinite(column[row])),
      ),
      'a value is NaN or infinite, or the time no whole number of milliseconds',
    ),
    ...found(
      'high-below-low',
      rowsWhere(length, (row) => high[row] < low[row]),
      'the high is below the low',
    ),
    ...found(
      'outside-range',
      rowsWhere(length, (row) => outside(open[row], row) || outside(close[row], row)),
      'the open or the close is not between low and high',
    ),
    ...found(
      'non-positive',
      rowsWhere(length, (row) => open[row] <= 0 || high[row] <= 0 || low[row] <= 0 || close[row] <= 0),
      'a price is 0 or less',
    ),
    ...found(
      'negative-volume',
      rowsWhere(length, (row) => volume[row] < 0),
      'the volume is below 0',
    ),
  ]
}

/** Runs of at least `shortest` bars without volume. */
export function findZeroVolume(volume: Column, shortest: number): Finding[] {
  let end = 0
  let isLong = false
  const inRun = (row: number): boolean => {
    if (volume[row] !== 0) return false
    if (row >= end || row === 0 || volume[row - 1] !== 0) {
      end = row
      while (end < volume.length && volume[end] === 0) end++
      isLong = end - row >= shortest
    }
    return isLong
  }
  return found('zero-volume', rowsWhere(volume.length, inRun), `nothing traded for ${shortest} bars or longer`)
}
