import type { Column } from '../base/column.ts'
import { emaSmoothing } from './ema.ts'
import type { Memory, Shape } from './indicator.ts'

const SEEN = 0
const PLACE = 1
const PREVIOUS = 0
const FAST = 1
const SLOW = 2
const FAST_PART = 3
const SLOW_PART = 4
const GROUP = 4

/** Two exponential averages, the rows of their seeds, and how many rows after the slow one the fast one starts its own. */
export interface Pair {
  readonly fast: number
  readonly slow: number
  readonly rows: number
  readonly delay: number
}

/** What `smoothDifference` remembers: as `smooth`, for two averages of the same values. */
export function smoothDifferenceShape(rows: number): Shape {
  return { counts: [rows, GROUP - 1], values: 5 }
}

/**
 * Runs a fast exponential average minus a slow one, as the difference of their lags, so that flat prices give 0. Rows go
 * in groups as in `smooth`. A value that is not finite gives NaN, and both start anew at the next row.
 */
export function smoothDifference(memory: Memory, out: Column, source: Column, pair: Pair): void {
  const { counts } = memory
  for (let t = 0; t < source.length; t++) {
    const settled = counts[SEEN] === pair.rows && counts[PLACE] === 0
    if (settled) t = differenceGroups(memory, out, source, [t, pair.fast, pair.slow])
    if (t < source.length) out[t] = differenceAt(memory, source[t], pair)
  }
}

/** Whole groups from row `start` on, up to one that holds a value that is not finite; returns the first row left. */
// Over budget: two averages side by side, so that neither waits for the other.
function differenceGroups(
  { values }: Memory,
  out: Column,
  source: Column,
  [start, fast, slow]: readonly number[],
): number {
  const { keep: fast1 } = emaSmoothing(fast)
  const { keep: slow1 } = emaSmoothing(slow)
  const fast2 = fast1 * fast1
  const slow2 = slow1 * slow1
  const fast3 = fast2 * fast1
  const slow3 = slow2 * slow1
  const fast4 = fast3 * fast1
  const slow4 = slow3 * slow1
  let previous = values[PREVIOUS]
  let lagFast = values[FAST]
  let lagSlow = values[SLOW]
  let t = start
  for (const last = source.length - GROUP; t <= last; t += GROUP) {
    const a = source[t] - previous
    const b = source[t + 1] - source[t]
    const c = source[t + 2] - source[t + 1]
    const newest = source[t + 3]
    const d = newest - source[t + 2]
    const fastA = fast1 * a
    const fastB = fast1 * (fastA + b)
    const fastC = fast1 * (fastB + c)
    const slowA = slow1 * a
    const slowB = slow1 * (slowA + b)
    const slowC = slow1 * (slowB + c)
    const nextFast = fast4 * lagFast + fast1 * (fastC + d)
    const nextSlow = slow4 * lagSlow + slow1 * (slowC + d)
    const first = slow1 * lagSlow + slowA - (fast1 * lagFast + fastA)
    const second = slow2 * lagSlow + slowB - (fast2 * lagFast + fastB)
    const third = slow3 * lagSlow + slowC - (fast3 * lagFast + fastC)
    const fourth = nextSlow - nextFast
    if (0 * first * second * third * fourth !== 0) break
    out[t] = first
    out[t + 1] = second
    out[t + 2] = third
    out[t + 3] = fourth
    lagFast = nextFast
    lagSlow = nextSlow
    previous = newest
  }
  values[PREVIOUS] = previous
  values[FAST] = lagFast
  values[SLOW] = lagSlow
  return t
}

/** The same at one row. */
function differenceAt({ counts, values }: Memory, value: number, { fast, slow, rows, delay }: Pair): number {
  const { keep: keepFast } = emaSmoothing(fast)
  const { keep: keepSlow } = emaSmoothing(slow)
  const seen = counts[SEEN]
  const place = counts[PLACE]
  const change = value - values[PREVIOUS]
  let lagFast: number
  let lagSlow: number
  if (seen === rows) {
    let powerFast = keepFast
    let powerSlow = keepSlow
    for (let row = 0; row < place; row++) {
      powerFast *= keepFast
      powerSlow *= keepSlow
    }
    values[FAST_PART] = keepFast * (place === 0 ? change : values[FAST_PART] + change)
    values[SLOW_PART] = keepSlow * (place === 0 ? change : values[SLOW_PART] + change)
    lagFast = powerFast * values[FAST] + values[FAST_PART]
    lagSlow = powerSlow * values[SLOW] + values[SLOW_PART]
    counts[PLACE] = (place + 1) % GROUP
  } else {
    const seenFast = seen - delay
    const shareFast = seenFast < fast ? seenFast / (seenFast + 1) : keepFast
    lagFast = seenFast <= 0 ? 0 : shareFast * (values[FAST] + change)
    lagSlow = seen === 0 ? value - value : (seen / (seen + 1)) * (values[SLOW] + change)
    counts[SEEN] = seen + 1
  }
  if (counts[PLACE] === 0) {
    values[FAST] = lagFast
    values[SLOW] = lagSlow
  }
  values[PREVIOUS] = value
  const difference = lagSlow - lagFast
  if (difference - difference !== 0) {
    counts[SEEN] = 0
    counts[PLACE] = 0
  }
  return counts[SEEN] === rows ? difference : Number.NaN
}
