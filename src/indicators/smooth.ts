import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

/** An exponential average: it starts as the plain mean of `rows` values, then keeps the share `keep` of itself. */
export interface Smoothing {
  readonly rows: number
  readonly keep: number
}

const SEEN = 0
const PLACE = 1
const PART = 1

/** Where the lag before the group and the last value lie. */
export const BASE = 0
export const PREVIOUS = 2

/** Rows of one group: by their end the next group's lag waits for one multiplication and one addition. */
export const GROUP = 4

/** What `smooth` remembers: rows averaged so far, rows of the group begun; the lag before it, what it adds, the last value. */
export function smoothShape({ rows }: Smoothing): Shape {
  return { counts: [rows, GROUP - 1], values: 3 }
}

/** Wilder's average of a period: weight 1/n on the newest value. */
export function wilderSmoothing(period: number): Smoothing {
  return { rows: period, keep: (period - 1) / period }
}

/**
 * Runs an exponential average over a column; `out` may be `source`. A value that is not finite gives NaN and
 * starts the average anew at the next row.
 *
 * The recurrence runs on the lag, value minus average: lag = keep (lag + change). It equals the usual
 * average += weight (value - average), stays exact on flat stretches and loses no digits to a high price level. The
 * plain mean of the first k values is the same step with keep = (k - 1) / k, so it needs no formula of its own.
 *
 * A processor that steps row by row waits for each lag before the next. So rows go in groups of four, counted from the
 * first average: what the rows of a group add to the lag is found from zero, and the lag before the group comes in
 * by a power of `keep`. A row alone takes the same arithmetic.
 */
export function smooth(memory: Memory, out: Column, source: Column, smoothing: Smoothing): void {
  for (let t = 0; t < source.length; t++) {
    if (isBetweenGroups(memory, smoothing)) t = smoothGroups(memory, out, source, t, smoothing.keep)
    if (t < source.length) out[t] = smoothRow(memory, source[t], smoothing)
  }
}

/** Whole groups from a row on, up to one that holds a value that is not finite; returns the first row left. */
// Over budget: five arguments, of a call that would otherwise make an object for every stretch.
function smoothGroups({ values }: Memory, out: Column, source: Column, start: number, keep: number): number {
  const keep2 = keep * keep
  const keep3 = keep2 * keep
  const keep4 = keep3 * keep
  let base = values[BASE]
  let previous = values[PREVIOUS]
  let t = start
  for (const last = source.length - GROUP; t <= last; t += GROUP) {
    const a = source[t]
    const b = source[t + 1]
    const c = source[t + 2]
    const d = source[t + 3]
    const partA = keep * (a - previous)
    const partB = keep * (partA + (b - a))
    const partC = keep * (partB + (c - b))
    const partD = keep * (partC + (d - c))
    const lag = keep4 * base + partD
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
  }
  values[BASE] = base
  values[PREVIOUS] = previous
  return t
}

/** Whether whole groups may follow: the average stands and no group is begun. */
export function isBetweenGroups({ counts }: Memory, { rows }: Smoothing): boolean {
  return counts[SEEN] === rows && counts[PLACE] === 0
}

/** The same at one row; returns the average. */
export function smoothRow({ counts, values }: Memory, value: number, { rows, keep }: Smoothing): number {
  const change = value - values[PREVIOUS]
  const seen = counts[SEEN]
  let lag: number
  if (seen === rows) {
    const place = counts[PLACE]
    let power = keep
    for (let row = 0; row < place; row++) power *= keep
    const part = keep * (place === 0 ? change : values[PART] + change)
    lag = power * values[BASE] + part
    values[PART] = part
    counts[PLACE] = (place + 1) % GROUP
    if (counts[PLACE] === 0) values[BASE] = lag
  } else {
    lag = seen === 0 ? value - value : (seen / (seen + 1)) * (values[BASE] + change)
    counts[SEEN] = seen + 1
    values[BASE] = lag
  }
  values[PREVIOUS] = value
  const average = value - lag
  if (average - average !== 0) {
    counts[SEEN] = 0
    counts[PLACE] = 0
  }
  return counts[SEEN] === rows ? average : Number.NaN
}
