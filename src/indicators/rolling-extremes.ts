import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { larger } from './larger.ts'

// Over budget: whole blocks have a loop of their own, and the way of van Herk is told here for all.

const BEST = 0
/** Where the tail maxima lie; those of a lowest value are negated. */
const TAILS = 1

/** A window and which of its ends is wanted. */
export interface Extreme {
  readonly period: number
  /** 1 for the highest value, -1 for the lowest. */
  readonly sign: 1 | -1
}

// Rows are cut into blocks of one period (van Herk 1992; Gil and Werman 1993): a window is the tail of one block
// and the head of the next, so its maximum is the larger of a tail maximum, made backwards when the block is full,
// and the growing head maximum. One slot serves row j of both blocks: the tail maximum from j on is read before
// row j of the new block overwrites it. The slot behind the last is the empty tail.

/** What `rollingExtreme` remembers. */
export function rollingExtremeShape(period: number): Shape {
  return { counts: [period - 1], values: TAILS + period + 1 }
}

/**
 * Runs the highest (or lowest) of the last `period` values; `out` must not be `source`. O(1) a row whatever the
 * period. NaN in the window gives NaN.
 */
export function rollingExtreme(memory: Memory, out: Column, source: Column, extreme: Extreme): void {
  const { period, sign } = extreme
  const { counts, values } = memory
  let at = counts[0]
  let best = values[BEST]
  let t = 0
  while (t < source.length) {
    const whole = at === 0 ? period * Math.floor((source.length - t) / period) : 0
    if (whole > 1) {
      wholeBlocks(values, out.subarray(t, t + whole), source.subarray(t, t + whole), extreme)
      t += whole
      continue
    }
    if (at === 0) {
      best = sign * source[t]
      values[TAILS + period] = best
    }
    const end = Math.min(source.length, t + period - at)
    for (; t < end; t++) {
      const value = sign * source[t]
      best = larger(best, value)
      values[TAILS + at] = value
      at++
      // Adding zero turns the -0 of a lowest zero into 0.
      out[t] = sign * larger(best, values[TAILS + at]) + 0
    }
    if (at < period) break
    tailMaxima(values, period)
    at = 0
  }
  counts[0] = at
  values[BEST] = best
}

function tailMaxima(values: Column, period: number): void {
  let best = values[TAILS + period - 1]
  for (let slot = TAILS + period - 2; slot >= TAILS; slot--) {
    best = larger(best, values[slot])
    values[slot] = best
  }
}

/** Blocks that are all there: heads and tails are made in one loop, so that neither waits for the other. */
function wholeBlocks(values: Column, out: Column, source: Column, { period, sign }: Extreme): void {
  let tails = values.slice(TAILS, TAILS + period + 1)
  let nextTails = new Float64Array(period + 1)
  for (let start = 0; start < source.length; start += period) {
    let best = sign * source[start]
    let last = sign * source[start + period - 1]
    tails[period] = best
    let back = period
    for (let i = 0; i < period; i++) {
      best = larger(best, sign * source[start + i])
      out[start + i] = sign * larger(best, tails[i + 1]) + 0
      back--
      last = larger(last, sign * source[start + back])
      nextTails[back] = last
    }
    const spent = tails
    tails = nextTails
    nextTails = spent
  }
  values.set(tails, TAILS)
}
