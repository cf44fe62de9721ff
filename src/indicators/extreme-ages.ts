import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { nearAges } from './near-ages.ts'

const AT = 0
const HIGHEST = 1
const LOWEST = 2
const PLACES = 3

/** Least rows to go before values that were not near are taken for near again; twice as many every time. */
const PATIENCE = 256

/** What `runAroon` remembers. */
export function aroonShape(period: number): Shape {
  const rows = period + 1
  return { counts: [rows, period, period, ...Array.from({ length: 2 * rows + 2 }, () => rows)], values: 2 * (rows + 1) }
}

/**
 * Runs the lines of Aroon: how many rows ago the highest of the last `period + 1` highs and the lowest of as many lows
 * were, the latest of equals, as a share of the period; NaN on the side whose window holds a value that is not finite.
 * No line may be an input. O(1) a row.
 */
export function runAroon(memory: Memory, lines: readonly Column[], bars: readonly Column[], period: number): void {
  const rows = period + 1
  const length = bars[0].length
  let tryFrom = rows
  let patience = Math.max(PATIENCE, 8 * rows)
  for (let t = 0; t < length; ) {
    if (t >= tryFrom) {
      t = nearBlocks(memory, lines, bars, { period, t })
      tryFrom = t + 2 * rows > length ? length : t + patience
      patience *= 2
    }
    const end = Math.min(tryFrom, length)
    runPlainly(memory, lines, bars, { period, t, end })
    t = end
  }
}

interface Stretch {
  readonly period: number
  /** First row. */
  readonly t: number
}

/** As many rows as whole blocks of near values hold, wherever the first begins; returns the first row left. */
function nearBlocks(
  { counts, values }: Memory,
  lines: readonly Column[],
  bars: readonly Column[],
  { period, t }: Stretch,
): number {
  const up = lines[0]
  const down = lines[1]
  const oscillator = lines[2]
  const rows = period + 1
  const shares = Float64Array.from({ length: rows }, (_, place) => (100 * place) / period)
  const highsTo = nearAges(up, oscillator, bars[0], { sign: 1, period, lines: shares, from: t, to: up.length })
  // One block more is wanted, since the last is left.
  const to = Math.min(up.length, highsTo + rows)
  const end = nearAges(down, oscillator, bars[1], { sign: -1, period, lines: shares, from: t, to })
  if (end === t) return t
  subtract(oscillator, up, down, { t, end })
  for (let slot = 0; slot < rows; slot++) {
    values[slot] = bars[0][end - rows + slot]
    values[rows + 1 + slot] = -bars[1][end - rows + slot]
  }
  counts[AT] = rows
  counts[HIGHEST] = 0
  counts[LOWEST] = 0
  return end
}

/** Four rows at a time, since the frame of a loop costs as much as they do. */
function subtract(
  out: Column,
  from: Column,
  what: Column,
  { t, end }: { readonly t: number; readonly end: number },
): void {
  let row = t
  for (const last = end - 4; row <= last; row += 4) {
    const a = from[row] - what[row]
    const b = from[row + 1] - what[row + 1]
    const c = from[row + 2] - what[row + 2]
    const d = from[row + 3] - what[row + 3]
    out[row] = a
    out[row + 1] = b
    out[row + 2] = c
    out[row + 3] = d
  }
  for (; row < end; row++) out[row] = from[row] - what[row]
}

// Over budget: both sides in one loop.
/**
 * Rows of any kind: blocks as in `rolling-extremes`, with the place of each tail extreme in place of its value. Lows are
 * negated, so that both sides are highest values, and what is not finite counts as infinitely high.
 */
function runPlainly(
  memory: Memory,
  lines: readonly Column[],
  bars: readonly Column[],
  { period, t, end }: Stretch & { readonly end: number },
): void {
  const up = lines[0]
  const down = lines[1]
  const oscillator = lines[2]
  const high = bars[0]
  const low = bars[1]
  const { counts, values } = memory
  const rows = period + 1
  const bottoms = rows + 1
  const lowPlaces = PLACES + rows + 1
  let at = counts[AT] || rows
  let highest = counts[HIGHEST]
  let lowest = counts[LOWEST]
  for (let row = t; row < end; row++) {
    if (at === rows) {
      startBlock(memory, rows)
      at = 0
      highest = 0
      lowest = 0
    }
    const top = high[row] - high[row] === 0 ? high[row] : Number.POSITIVE_INFINITY
    const bottom = low[row] - low[row] === 0 ? -low[row] : Number.POSITIVE_INFINITY
    values[at] = top
    values[bottoms + at] = bottom
    // A mask of all ones or none: a branch on a comparison of prices is mispredicted too often.
    highest += -Number(top >= values[highest]) & (at - highest)
    lowest += -Number(bottom >= values[bottoms + lowest]) & (at - lowest)
    const older = counts[PLACES + at + 1]
    const olderLow = counts[lowPlaces + at + 1]
    const head = values[highest]
    const tail = values[older]
    const headLow = values[bottoms + lowest]
    const tailLow = values[bottoms + olderLow]
    const age = at - highest + (-Number(head < tail) & (highest + rows - older))
    const lowAge = at - lowest + (-Number(headLow < tailLow) & (lowest + rows - olderLow))
    const isUp = head < Number.POSITIVE_INFINITY && tail < Number.POSITIVE_INFINITY
    const isDown = headLow < Number.POSITIVE_INFINITY && tailLow < Number.POSITIVE_INFINITY
    up[row] = isUp ? (100 * (period - age)) / period : Number.NaN
    down[row] = isDown ? (100 * (period - lowAge)) / period : Number.NaN
    oscillator[row] = up[row] - down[row]
    at++
  }
  counts[AT] = at
  counts[HIGHEST] = highest
  counts[LOWEST] = lowest
}

/** Finds the places of the tail extremes. Before the first block, rows that are not there count as not finite. */
function startBlock({ counts, values }: Memory, rows: number): void {
  const bottoms = rows + 1
  const lowPlaces = PLACES + rows + 1
  if (Number.isNaN(values[rows])) {
    values.fill(Number.POSITIVE_INFINITY)
    values[rows] = Number.NEGATIVE_INFINITY
    values[bottoms + rows] = Number.NEGATIVE_INFINITY
    counts[PLACES + rows] = rows
    counts[lowPlaces + rows] = rows
  }
  let highest = rows - 1
  let lowest = rows - 1
  for (let slot = rows - 1; slot > 0; slot--) {
    highest += -Number(values[slot] > values[highest]) & (slot - highest)
    lowest += -Number(values[bottoms + slot] > values[bottoms + lowest]) & (slot - lowest)
    counts[PLACES + slot] = highest
    counts[lowPlaces + slot] = lowest
  }
}
