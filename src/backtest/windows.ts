import type { Column } from '../base/column.ts'
import type { Tape } from './tape.ts'

/** Rows of a window. */
export const WINDOW = 16

const known = new WeakMap<Tape, Column>()

/**
 * The lowest low and the highest high of the `WINDOW` rows that begin at each row (fewer at the end), side by side: those
 * of row t at 2t and 2t + 1. Made once per market, and only when somebody asks what trades lived through.
 */
export function windowsOf(tape: Tape): Column {
  const found = known.get(tape)
  if (found !== undefined) return found
  const { low, high, length } = tape
  const windows = new Float64Array(2 * length)
  for (let row = 0; row < length; row++) {
    windows[2 * row] = low[row]
    windows[2 * row + 1] = high[row]
  }
  // Two windows side by side make one twice as wide.
  for (let width = 1; width < WINDOW; width *= 2) {
    for (let at = 0; at + 2 * width < windows.length; at += 2) {
      windows[at] = Math.min(windows[at], windows[at + 2 * width])
      windows[at + 1] = Math.max(windows[at + 1], windows[at + 2 * width + 1])
    }
  }
  known.set(tape, windows)
  return windows
}
