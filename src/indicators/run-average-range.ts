import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { rangeOf, TRUE_RANGE_SHAPE } from './run-true-range.ts'
import { BASE, GROUP, isBetweenGroups, PREVIOUS, smoothRow, smoothShape, wilderSmoothing } from './smooth.ts'

/** An average true range: over how many rows, and whether a bar without a close before it counts as high minus low. */
export interface AverageRange {
  readonly period: number
  readonly countFirst: boolean
}

/** What `runAverageRange` remembers: the last close, and its Wilder average. */
export function averageRangeShapes(period: number): Shape[] {
  return [TRUE_RANGE_SHAPE, smoothShape(wilderSmoothing(period))]
}

/**
 * Runs the Wilder average of true ranges, in one pass: a column of ranges that is written and read again takes as long as
 * the average itself. Groups of rows as in `smooth`.
 */
export function runAverageRange(
  memories: readonly Memory[],
  out: Column,
  bars: readonly Column[],
  { period, countFirst }: AverageRange,
): void {
  const { values } = memories[0]
  const average = memories[1]
  const smoothing = wilderSmoothing(period)
  const missing = countFirst ? 0 : Number.NaN
  for (let t = 0; t < out.length; t++) {
    if (isBetweenGroups(average, smoothing))
      t = averageGroups(memories, out, bars, t, { keep: smoothing.keep, missing })
    if (t === out.length) return
    out[t] = smoothRow(average, rangeOf(bars[0][t], bars[1][t], values[0], missing), smoothing)
    values[0] = bars[2][t]
  }
}

/** Whole groups from row `start` on, up to one with a range that is not finite; returns the first row left. */
// Over budget: one loop, whose values must stay in locals; five arguments, of which a row in a list would be no integer.
function averageGroups(
  memories: readonly Memory[],
  out: Column,
  bars: readonly Column[],
  start: number,
  { keep, missing }: { readonly keep: number; readonly missing: number },
): number {
  const high = bars[0]
  const low = bars[1]
  const close = bars[2]
  const ranges = memories[0].values
  const { values } = memories[1]
  const keep2 = keep * keep
  const keep3 = keep2 * keep
  const keep4 = keep3 * keep
  let base = values[BASE]
  let previous = values[PREVIOUS]
  let before = ranges[0]
  let t = start
  for (const last = out.length - GROUP; t <= last; t += GROUP) {
    const highA = high[t]
    const highB = high[t + 1]
    const highC = high[t + 2]
    const highD = high[t + 3]
    const lowA = low[t]
    const lowB = low[t + 1]
    const lowC = low[t + 2]
    const lowD = low[t + 3]
    const closeA = close[t]
    const closeB = close[t + 1]
    const closeC = close[t + 2]
    let a = highA - lowA
    let b = highB - lowB
    let c = highC - lowC
    let d = highD - lowD
    // Mostly each close lies within the next bar, which then needs no stretching; a missing close lies within none.
    const isWithin = before <= highA && before >= lowA && closeA <= highB && closeA >= lowB
    if (!(isWithin && closeB <= highC && closeB >= lowC && closeC <= highD && closeC >= lowD)) {
      a = rangeOf(highA, lowA, before, missing)
      b = rangeOf(highB, lowB, closeA, missing)
      c = rangeOf(highC, lowC, closeB, missing)
      d = rangeOf(highD, lowD, closeC, missing)
    }
    const partA = keep * (a - previous)
    const partB = keep * (partA + (b - a))
    const partC = keep * (partB + (c - b))
    const lag = keep4 * base + keep * (partC + (d - c))
    const first = a - (keep * base + partA)
    const second = b - (keep2 * base + partB)
    const third = c - (keep3 * base + partC)
    const fourth = d - lag
    // Zero times anything finite is zero: one test for the four.
    if (0 * first * second * third * fourth !== 0) break
    out[t] = first
    out[t + 1] = second
    out[t + 2] = third
    out[t + 3] = fourth
    base = lag
    previous = d
    before = close[t + 3]
  }
  values[BASE] = base
  values[PREVIOUS] = previous
  ranges[0] = before
  return t
}
