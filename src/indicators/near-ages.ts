import type { Column } from '../base/column.ts'
import { gain } from './larger.ts'

/** What `nearAges` writes, and the rows it may. */
export interface NearAges {
  /** 1 for highest values, -1 for lowest. */
  readonly sign: 1 | -1
  readonly period: number
  /** The line of each row of a window as the place of the extreme, from its oldest, 0, to its newest, 100. */
  readonly lines: Column
  /** First row: it is taken to begin a block, and the block before it lies in the column. */
  readonly from: number
  /** The row behind the last. */
  readonly to: number
}

/** What lies between is near: of two such numbers none is more than 1.9 times the other. */
const LEAST = 0.7
const MOST = 1.33

/**
 * Runs the side of Aroon that `sign` names over whole blocks of values near each other, none of them zero, all of one
 * sign: their differences are exact, so that the larger of two is the one and half of what the other has above it, either
 * way, and no comparison is there to be mispredicted. Answers of tails wait in `out`, their values in `spare`, at the rows that want them; so the last block is left. Returns
 * the first row left, which begins a block.
 */
// Over budget: one function for all blocks, heads and tails in one loop, so that neither waits for the other.
export function nearAges(
  out: Column,
  spare: Column,
  source: Column,
  { sign, period, lines, from, to }: NearAges,
): number {
  const rows = period + 1
  if (from + rows > to || !isNear(source, sign, from - rows, from)) return from
  firstTails(out, spare, source, { sign, period, lines, from, to })
  for (let start = from; ; start += rows) {
    const end = start + rows
    if (end + rows > to) return start
    let row = start
    let top = sign * source[start]
    let age = -1
    const low = Math.min(LEAST * top, MOST * top)
    const high = Math.max(LEAST * top, MOST * top)
    let back = end - 1
    let last = sign * source[back]
    let rest = -1
    for (const stop = end - 1; row < stop; row += 2, back -= 2) {
      const c = sign * source[back]
      const d = sign * source[back - 1]
      const behind = last + gain(c - last)
      const ahead = back + period
      rest = (rest + 1) & (Number(c > last) - 1)
      spare[ahead] = behind
      out[ahead] = lines[rest]
      last += gain(c + gain(d - c) - last)
      rest = (rest + 1) & (Number(d > behind) - 1)
      spare[ahead - 1] = last
      out[ahead - 1] = lines[rest]
      const a = sign * source[row]
      const b = sign * source[row + 1]
      if (a < low || b < low) return start
      const first = top + gain(a - top)
      // All ones where the maximum stays, zero where this row makes it.
      age = (age + 1) & (Number(a >= top) - 1)
      if (!(first < spare[row])) out[row] = lines[period - age]
      top += gain(a + gain(b - a) - top)
      age = (age + 1) & (Number(b >= first) - 1)
      if (!(top < spare[row + 1])) out[row + 1] = lines[period - age]
    }
    if (row < end) {
      const a = sign * source[row]
      if (a < low) return start
      age = (age + 1) & (Number(a >= top) - 1)
      top += gain(a - top)
      out[row] = lines[period - age]
    }
    if (!(top < high)) return start
  }
}

/** Tails of the block before the first. */
function firstTails(out: Column, spare: Column, source: Column, { sign, period, lines, from }: NearAges): void {
  let last = sign * source[from - 1]
  let rest = -1
  for (let ahead = from + period - 1; ahead >= from; ahead--) {
    const value = sign * source[ahead - period]
    rest = (rest + 1) & (Number(value > last) - 1)
    last += gain(value - last)
    spare[ahead] = last
    out[ahead] = lines[rest]
  }
}

function isNear(source: Column, sign: number, from: number, to: number): boolean {
  const low = Math.min(LEAST * sign * source[from], MOST * sign * source[from])
  const high = Math.max(LEAST * sign * source[from], MOST * sign * source[from])
  for (let t = from; t < to; t++) if (!(sign * source[t] >= low && sign * source[t] < high)) return false
  return true
}
