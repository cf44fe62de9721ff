import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, refuse } from '../base/guards.ts'

/** Rows from `from` up to, but not including, `to`. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/** One way to part the rows: what a model may learn from and what it is judged on. Both ascend and never overlap. */
export interface Split {
  readonly train: readonly RowRange[]
  readonly test: readonly RowRange[]
}

/** Every split that a method makes of so many rows: plain data, fit for JSON. */
export interface SplitPlan<Each extends Split = Split> {
  /** Number of rows that were split. */
  readonly rows: number
  readonly splits: readonly Each[]
}

/**
 * How many rows a list of ranges covers.
 *
 * @example
 * countRows([{ from: 0, to: 3 }, { from: 7, to: 9 }]) // => 5
 */
export function countRows(ranges: readonly RowRange[]): number {
  return ranges.reduce((total, { from, to }) => total + to - from, 0)
}

/**
 * The rows of a column that a list of ranges names, joined in the order of the list: the returns of a training set as
 * one column. Joining makes neighbours of rows that were apart, so drawdowns across a seam are not real.
 *
 * @example
 * takeRows(Float64Array.of(10, 11, 12, 13, 14), [{ from: 0, to: 1 }, { from: 3, to: 5 }]) // => Float64Array.of(10, 13, 14)
 */
export function takeRows(column: Column, ranges: readonly RowRange[]): Column {
  checkColumn('takeRows', 'column', column)
  for (const { from, to } of ranges) {
    checkInteger('takeRows', 'from', from, { min: 0, max: column.length })
    checkInteger('takeRows', 'to', to, { min: from, max: column.length })
  }
  const taken = new Float64Array(countRows(ranges))
  let at = 0
  for (const { from, to } of ranges) {
    taken.set(column.subarray(from, to), at)
    at += to - from
  }
  return taken
}

/** The rows cut into so many neighbouring ranges as even as can be: the first rows mod count are one row longer. */
export function evenRanges(rows: number, count: number): RowRange[] {
  const size = Math.floor(rows / count)
  const longer = rows % count
  return Array.from({ length: count }, (_, i) => ({
    from: i * size + Math.min(i, longer),
    to: (i + 1) * size + Math.min(i + 1, longer),
  }))
}

/** The part of a window that none of the ranges covers; the ranges may come in any order and overlap. */
export function outside(window: RowRange, ranges: readonly RowRange[]): RowRange[] {
  const left: RowRange[] = []
  let from = window.from
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const to = Math.min(range.from, window.to)
    if (to > from) left.push({ from, to })
    from = Math.max(from, range.to)
  }
  if (window.to > from) left.push({ from, to: window.to })
  return left
}

/** Refuses a split whose training set the purge and the embargo ate. */
export function checkTrain(where: string, train: readonly RowRange[], split: number): void {
  if (train.length > 0) return
  refuse(where, `splits[${split}].train`, 0, {
    rule: 'at least 1 row after purge and embargo',
    remedy: 'Shorten the horizon or the embargo, or give more rows.',
  })
}
