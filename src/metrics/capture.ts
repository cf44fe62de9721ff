import type { Column } from '../base/column.ts'
import { checkBenchmark, checkReturns } from './check-returns.ts'
import { ratio } from './undefined-rules.ts'

/**
 * Up capture: the mean return in the bars in which the benchmark rises, over the benchmark's own mean in them;
 * arithmetic. NaN when it never rises.
 *
 * @example
 * upCapture(Float64Array.of(0.5, -0.5, 0.25), Float64Array.of(0.25, -0.25, 0.25)) // => 1.5
 */
export function upCapture(returns: Column, benchmark: Column): number {
  return capture('upCapture', returns, benchmark, 1)
}

/**
 * Down capture: the mean return in the bars in which the benchmark falls, over the benchmark's own mean in them;
 * below 1 is protection, below 0 a gain. NaN when it never falls.
 *
 * @example
 * downCapture(Float64Array.of(0.5, -0.125, 0.25), Float64Array.of(0.25, -0.25, 0.25)) // => 0.5
 */
export function downCapture(returns: Column, benchmark: Column): number {
  return capture('downCapture', returns, benchmark, -1)
}

function capture(where: string, returns: Column, benchmark: Column, side: 1 | -1): number {
  checkReturns(where, returns)
  checkBenchmark(where, benchmark, returns.length)
  let earned = 0
  let moved = 0
  for (let t = 0; t < returns.length; t++) {
    if (!(benchmark[t] * side > 0)) continue
    earned += returns[t] * side
    moved += benchmark[t] * side
  }
  return ratio(earned, moved)
}
