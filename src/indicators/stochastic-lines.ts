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

/** From the highest and the lowest values of the window, which `k` and `d` hold, to the lines. */
export function runLines(memory: readonly Memory[], columns: readonly Column[], source: Column, lines: Lines): void {
  const { smoothing, signal, least } = lines
  const k = columns[0]
  const d = columns[1]
  for (let t = 0; t < source.length; t++) {
    const value = source[t]
    const lowest = d[t]
    const range = k[t] - lowest
    // Without range: 0 for any value that is there, NaN for one that is not. In an infinite one nothing has a place, nor has an infinity.
    k[t] = Math.abs(range) < least ? value - value : 100 * ((value - lowest) / range) + 0 * range * value
  }
  if (smoothing > 1) rollingMean(memory[0], k, k, smoothing)
  rollingMean(memory[1], d, k, signal)
}
