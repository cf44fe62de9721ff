import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { rollingMean, rollingMeanShape } from './rolling-sums.ts'

/** Over how many rows the lines of a stochastic are averaged, and how small a range counts as none. */
export interface Lines {
  readonly smoothing: number
  readonly signal: number
  readonly least: number
}

/** What `runLines` remembers. */
export function linesShapes(smoothing: number, signal: number): Shape[] {
  return [rollingMeanShape(smoothing), rollingMeanShape(signal)]
}

/** Where a value stands in a range, 0 to 100. */
function placeIn(value: number, lowest: number, range: number, least: number): number {
  // Without range: 0 for any value that is there, NaN for one that is not. In an infinite one nothing has a place, nor has an infinity.
  return Math.abs(range) < least ? value - value : 100 * ((value - lowest) / range) + 0 * range * value
}

/** From the highest and the lowest values of the window, which `k` and `d` hold, to the lines. */
export function runLines(memory: readonly Memory[], [k, d]: readonly Column[], source: Column, lines: Lines): void {
  const { smoothing, signal, least } = lines
  let t = 0
  // Four rows at a time: the frame of a loop costs as much as this arithmetic.
  for (const last = source.length - 4; t <= last; t += 4) {
    k[t] = placeIn(source[t], d[t], k[t] - d[t], least)
    k[t + 1] = placeIn(source[t + 1], d[t + 1], k[t + 1] - d[t + 1], least)
    k[t + 2] = placeIn(source[t + 2], d[t + 2], k[t + 2] - d[t + 2], least)
    k[t + 3] = placeIn(source[t + 3], d[t + 3], k[t + 3] - d[t + 3], least)
  }
  for (; t < source.length; t++) k[t] = placeIn(source[t], d[t], k[t] - d[t], least)
  if (smoothing > 1) rollingMean(memory[0], k, k, smoothing)
  rollingMean(memory[1], d, k, signal)
}
