import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, checkOneOf } from '../base/guards.ts'

/** Sides a rule may take. */
export type Side = (typeof SIDES)[number]

const SIDES = ['both', 'long', 'short'] as const

/**
 * Where a value lies: 1 above `upper`, -1 below `lower`, 0 between or on them, NaN where it cannot be told.
 *
 * @example
 * beyond(12, 11, 9) // => 1
 * beyond(8, 11, 9) // => -1
 * beyond(11, 11, 9) // => 0
 * beyond(11, Number.NaN, 9) // => NaN
 */
export function beyond(value: number, upper: number, lower: number): number {
  if (value > upper) return 1
  if (value < lower) return -1
  return value <= upper && value >= lower ? 0 : Number.NaN
}

/**
 * The position after a bar: 1, -1 or 0. `opens` above 0 turns it long and below 0 short, 0 keeps what is `held` unless
 * its own exit says otherwise, NaN (nothing is known) makes it flat. Opening wins over closing.
 *
 * @example
 * latch(0, 1, false, false) // => 1
 * latch(1, 0, false, true) // => 1
 * latch(1, 0, true, false) // => 0
 * latch(1, Number.NaN, false, false) // => 0
 */
export function latch(held: number, opens: number, closesLong: boolean, closesShort: boolean): number {
  if (opens > 0) return 1
  if (opens < 0) return -1
  if (opens !== 0) return 0
  return (held > 0 && closesLong) || (held < 0 && closesShort) ? 0 : held
}

/**
 * Writes on which side of another column a column lies: 1 above it, -1 below it, 0 on it or where it cannot be told; of one
 * side only if so asked. It is the whole of a rule such as a crossing of averages.
 *
 * Over budget: a loop for each side, four rows a turn, since a column that lies above another mostly stays there.
 *
 * @example
 * const fast = Float64Array.of(Number.NaN, 3, 2, 1)
 * const slow = Float64Array.of(2, 2, 2, 2)
 * compareInto(new Float64Array(4), fast, slow) // => Float64Array.of(0, 1, 0, -1)
 * compareInto(new Float64Array(4), fast, slow, 'long') // => Float64Array.of(0, 1, 0, 0)
 * compareInto(new Float64Array(5), fast, slow) // throws 'length-mismatch'
 */
export function compareInto(exposure: Column, column: Column, other: Column, side: Side = 'both'): Column {
  checkColumn('compareInto', 'column', column, exposure.length)
  checkColumn('compareInto', 'other', other, exposure.length)
  checkOneOf('compareInto', 'side', side, SIDES)
  const above = side === 'short' ? 0 : 1
  const below = side === 'long' ? 0 : -1
  const a = column
  const b = other
  const { length } = exposure
  let t = 0
  while (t < length) {
    const isAbove = a[t] > b[t]
    const isBelow = a[t] < b[t]
    exposure[t] = isAbove ? above : isBelow ? below : 0
    t++
    if (isAbove) {
      while (t + 4 <= length && a[t] > b[t] && a[t + 1] > b[t + 1] && a[t + 2] > b[t + 2] && a[t + 3] > b[t + 3]) {
        exposure[t] = above
        exposure[t + 1] = above
        exposure[t + 2] = above
        exposure[t + 3] = above
        t += 4
      }
    } else if (isBelow) {
      while (t + 4 <= length && a[t] < b[t] && a[t + 1] < b[t + 1] && a[t + 2] < b[t + 2] && a[t + 3] < b[t + 3]) {
        exposure[t] = below
        exposure[t + 1] = below
        exposure[t + 2] = below
        exposure[t + 3] = below
        t += 4
      }
    }
  }
  return exposure
}

/**
 * Keeps the positions of one side and is flat elsewhere; `'both'` keeps all.
 *
 * @example
 * takeSide(Float64Array.of(1, -1, 0.5), 'long') // => Float64Array.of(1, 0, 0.5)
 */
export function takeSide(exposure: Column, side: Side): Column {
  if (side === 'both') return exposure
  const sign = side === 'long' ? 1 : -1
  for (let t = 0; t < exposure.length; t++) if (!(sign * exposure[t] > 0)) exposure[t] = 0
  return exposure
}

/**
 * Holds every signal of a column for `rows` rows, its own included; a later signal takes its place at once.
 *
 * @example
 * holdFor(Float64Array.of(0, 1, 0, 0, -1, 0), 2) // => Float64Array.of(0, 1, 1, 0, -1, -1)
 */
export function holdFor(exposure: Column, rows: number): Column {
  checkInteger('holdFor', 'rows', rows, { min: 1 })
  let held = 0
  let left = 0
  for (let t = 0; t < exposure.length; t++) {
    if (exposure[t] !== 0) {
      held = exposure[t]
      left = rows
    }
    if (left-- > 0) exposure[t] = held
  }
  return exposure
}

/** What a stop has to tell about a position. */
export interface Watch {
  /** The row at whose close a position of this side (1 or -1) is first wanted. */
  readonly begins: (t: number, side: number) => void
  /** Whether a later row ends it; asked once per row, in order, until it says so. */
  readonly isHit: (t: number, side: number) => boolean
}

/**
 * Ends positions: from the row where a stop is hit the exposure is 0 until its side changes. A position is a run of rows
 * whose exposure has one sign, whatever its size.
 *
 * @example
 * const close = [10, 11, 9, 12, 12]
 * let entry = 0
 * const below = { begins: (t) => { entry = close[t] }, isHit: (t) => close[t] < entry }
 * stopOut(Float64Array.of(1, 1, 1, 1, 0), below) // => Float64Array.of(1, 1, 0, 0, 0)
 */
export function stopOut(exposure: Column, { begins, isHit }: Watch): Column {
  let side = 0
  let isOut = false
  for (let t = 0; t < exposure.length; t++) {
    const now = exposure[t] > 0 ? 1 : exposure[t] < 0 ? -1 : 0
    if (now !== side) {
      side = now
      isOut = false
      if (side !== 0) begins(t, side)
    } else if (side !== 0 && !isOut) isOut = isHit(t, side)
    if (isOut) exposure[t] = 0
  }
  return exposure
}
