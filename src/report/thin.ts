import type { Column } from '../base/column.ts'

/** What a thinned curve must still show. */
export interface Curve {
  readonly equity: Column
  /** Falls below a peak that must not be lost, at most 0. */
  readonly drawdowns: readonly Column[]
}

/**
 * Rows of a curve that may stand for all: every row when there are few; otherwise of each stretch the lowest and the
 * highest equity, the deepest of each drawdown and the last, and the first of all. Ascending.
 */
export function thinnedRows({ equity, drawdowns }: Curve, most: number): number[] {
  const { length } = equity
  if (length <= most) return Array.from(equity, (_, row) => row)
  const stretch = Math.ceil(((3 + drawdowns.length) * length) / most)
  const rows = new Set([0])
  for (let from = 0; from < length; from += stretch) {
    const to = Math.min(length, from + stretch)
    const [low, high] = [placeOf(equity, from, to, -1), placeOf(equity, from, to, 1)]
    for (const row of [low, high, to - 1]) rows.add(row)
    for (const drawdown of drawdowns) rows.add(placeOf(drawdown, from, to, -1))
  }
  return [...rows].sort((a, b) => a - b)
}

/** The first row of a stretch with the largest value (sign 1) or the smallest (sign -1). */
function placeOf(column: Column, from: number, to: number, sign: 1 | -1): number {
  let best = from
  for (let row = from; row < to; row++) if (sign * column[row] > sign * column[best]) best = row
  return best
}

/** So many rows at even distances, the first and the last among them; all of them when there are fewer. */
export function evenRows(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, row) => row)
  return Array.from({ length: most }, (_, i) => Math.round((i * (length - 1)) / (most - 1)))
}
