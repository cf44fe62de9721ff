import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import { rollingMean, rollingMeanShape } from './rolling-sums.ts'

/** Over how many rows the lines of a stochastic are averaged. */
export interface Lines {
  readonly smoothing: number
  readonly signal: number
}

/** What `runLines` remembers. */
export function linesShapes(smoothing: number, signal: number): Shape[] {
  return [rollingMeanShape(smoothing), rollingMeanShape(signal)]
}

/** From where the values stand in their range, which `k` holds, to both lines. */
export function runLines(memory: readonly Memory[], columns: readonly Column[], { smoothing, signal }: Lines): void {
  const k = columns[0]
  if (smoothing > 1) rollingMean(memory[0], k, k, smoothing)
  rollingMean(memory[1], columns[1], k, signal)
}
