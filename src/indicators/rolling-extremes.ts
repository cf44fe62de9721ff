import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { gain, larger } from './larger.ts'

const BEST = 0
/** Where the tail maxima lie; those of a lowest value are negated. */
const TAILS = 1

/** Least rows to go before values that were not near are taken for near again; twice as many every time. */
const PATIENCE = 256

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
  const rows = source.length
  let patience = Math.max(PATIENCE, 8 * period)
  for (let t = 0; t < rows; ) {
    if (counts[0] === 0) {
      t = nearBlocks(values, out, source, { period, sign, t })
      if (t + 2 * period <= rows) {
        const end = Math.min(rows, t + patience)
        const whole = end - ((end - t) % period)
        wholeBlocks(values, out.subarray(t, whole), source.subarray(t, whole), extreme)
        t = whole
        patience *= 2
        continue
      }
    }
    if (t < rows) t = partOfBlock(memory, out, source, { period, sign, t })
  }
}

interface Start extends Extreme {
  /** First row. */
  readonly t: number
}

/** Rows up to the end of a block, or of the column; returns the first row left. */
function partOfBlock({ counts, values }: Memory, out: Column, source: Column, { period, sign, t }: Start): number {
  let at = counts[0]
  if (at === 0) values[BEST] = values[TAILS + period] = sign * source[t]
  let best = values[BEST]
  const end = Math.min(source.length, t + period - at)
  for (let row = t; row < end; row++) {
    const value = sign * source[row]
    best = larger(best, value)
    values[TAILS + at] = value
    at++
    // Adding zero turns the -0 of a lowest zero into 0.
    out[row] = sign * larger(best, values[TAILS + at]) + 0
  }
  if (at === period) tailMaxima(values, period)
  counts[0] = at === period ? 0 : at
  values[BEST] = best
  return end
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

/**
 * Whole blocks of values that are near each other and those before, none of them zero, all of one sign: all differences
 * are exact, so that the larger of two is the one and half of what the other has above it, either way, and no comparison
 * is there to be mispredicted. Two rows at a time halve the waiting. Tail maxima wait in the rows of `out` that want them,
 * so the last whole block is left. Returns the first row left, which begins a block.
 */
// Over budget: one function for all blocks, heads and tails in one loop, so that neither waits for the other.
function nearBlocks(values: Column, out: Column, source: Column, { period, sign, t }: Start): number {
  if (t + 2 * period > source.length) return t
  for (let slot = 1; slot < period; slot++) out[t + slot - 1] = values[TAILS + slot]
  let start = t
  for (; start + 2 * period <= source.length; start += period) {
    const end = start + period
    let top = sign * source[start]
    // What lies from `least` to below `most` is near: of two such numbers none is more than 1.9 times the other.
    const least = Math.min(0.7 * top, 1.33 * top)
    const most = Math.max(0.7 * top, 1.33 * top)
    out[end - 1] = top
    if (!(out[start] < most && out[Math.max(start, end - 2)] >= least)) break
    let isNear = true
    let row = start
    let back = end - 1
    let last = sign * source[back]
    for (; row < end - 1; row += 2, back -= 2) {
      const a = sign * source[row]
      const b = sign * source[row + 1]
      if (a < least || b < least) isNear = false
      const first = top + gain(a - top)
      out[row] = sign * (first + gain(out[row] - first))
      top += gain(a + gain(b - a) - top)
      out[row + 1] = sign * (top + gain(out[row + 1] - top))
      const c = sign * source[back]
      out[back + period - 1] = last + gain(c - last)
      last += gain(c + gain(sign * source[back - 1] - c) - last)
      // Of the whole block it is the value of its last row.
      out[back + period - 2] = back - 1 > start ? last : sign * last
    }
    if (row < end) {
      if (sign * source[row] < least) isNear = false
      top += gain(sign * source[row] - top)
      out[row] = sign * top
    }
    if (!isNear || !(top < most)) break
  }
  if (start === t) return t
  for (let slot = 0; slot < period; slot++) values[TAILS + slot] = sign * source[start - period + slot]
  tailMaxima(values, period)
  return start
}
