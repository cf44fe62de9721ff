import type { Column } from '../base/column.ts'
import type { Memory } from './indicator.ts'

/** What `runTrueRange` remembers: the last close. */
export const TRUE_RANGE_SHAPE = { counts: [], values: 1 } as const

/** Runs the true range over high, low and close; without a close before it a bar has none, or is high minus low. */
export function runTrueRange({ values }: Memory, out: Column, bars: readonly Column[], countFirst: boolean): void {
  const high = bars[0]
  const low = bars[1]
  const close = bars[2]
  const missing = countFirst ? 0 : Number.NaN
  let previous = values[0]
  let t = 0
  // Four rows at a time: the frame of a loop costs more than this arithmetic.
  for (const last = out.length - 4; t <= last; t += 4) {
    const a = close[t]
    const b = close[t + 1]
    const c = close[t + 2]
    out[t] = rangeOf(high[t], low[t], previous, missing)
    out[t + 1] = rangeOf(high[t + 1], low[t + 1], a, missing)
    out[t + 2] = rangeOf(high[t + 2], low[t + 2], b, missing)
    out[t + 3] = rangeOf(high[t + 3], low[t + 3], c, missing)
    previous = close[t + 3]
  }
  for (; t < out.length; t++) {
    out[t] = rangeOf(high[t], low[t], previous, missing)
    previous = close[t]
  }
  values[0] = previous
}

/**
 * The range of a bar stretched to the close before; where that is missing, high minus low plus `missing`. Closes seldom lie
 * outside the next bar, so these branches are cheap.
 */
export function rangeOf(high: number, low: number, previous: number, missing: number): number {
  if (previous > high) return previous - Math.min(low, previous)
  if (previous < low) return high - previous
  return Number.isNaN(previous) ? high - low + missing : high - low
}
