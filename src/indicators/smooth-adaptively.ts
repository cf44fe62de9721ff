import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

const LAG = 0
const PREVIOUS = 1
const SUM = 2
const SLOTS = 3

/** What `smoothAdaptively` remembers: the last rows and how far it was between them, besides lag, last value and head sum. */
export function smoothAdaptivelyShape(period: number): Shape {
  return { counts: [period], values: SLOTS + 2 * period + 1 }
}

/**
 * Runs an exponential average whose weight on the newest value is the square of a share between `lazy` and `quick`, by
 * how much of the path of the last `period` rows was net movement. It runs on the lag, as `smooth` does; until there is a
 * path it stays on the value itself. Paths are sums in blocks as in `rolling-sums`. A value that is not
 * finite is in every path until both its steps have left it, so all starts anew behind it.
 */
// Over budget: path and average in one loop, so that neither is written down for the other.
export function smoothAdaptively(memory: Memory, out: Column, source: Column, settings: readonly number[]): void {
  const { counts, values } = memory
  const period = settings[0] | 0
  const lazy = settings[2]
  const range = settings[1] - lazy
  let at = counts[0]
  let lag = values[LAG]
  let previous = values[PREVIOUS]
  let sum = values[SUM]
  for (let t = 0; t < source.length; ) {
    if (at === period) at = 0
    if (at === 0) {
      tailSums(values, period)
      sum = 0
    }
    const end = Math.min(source.length, t + period - at)
    let slot = SLOTS + 2 * at
    at += end - t
    for (; t + 2 <= end; t += 2, slot += 4) {
      const value = source[t]
      const next = source[t + 1]
      const change = value - previous
      const nextChange = next - value
      previous = next
      const step = Math.abs(change)
      const head = sum + step
      const path = values[slot + 2] + head
      const net = Math.abs(value - values[slot + 1])
      values[slot] = step
      values[slot + 1] = value
      const root = lazy + (net < path ? net / path : 1) * range
      const nextStep = Math.abs(nextChange)
      sum = head + nextStep
      const nextPath = values[slot + 4] + sum
      const nextNet = Math.abs(next - values[slot + 3])
      values[slot + 2] = nextStep
      values[slot + 3] = next
      const nextRoot = lazy + (nextNet < nextPath ? nextNet / nextPath : 1) * range
      if (path < Number.POSITIVE_INFINITY) {
        lag = (1 - root * root) * (lag + change)
        out[t] = value - lag
      } else {
        lag = 0
        out[t] = Number.NaN
      }
      if (nextPath < Number.POSITIVE_INFINITY) {
        lag = (1 - nextRoot * nextRoot) * (lag + nextChange)
        out[t + 1] = next - lag
      } else {
        lag = 0
        out[t + 1] = Number.NaN
      }
    }
    for (; t < end; t++, slot += 2) {
      const value = source[t]
      const change = value - previous
      const step = Math.abs(change)
      previous = value
      sum += step
      const path = values[slot + 2] + sum
      const net = Math.abs(value - values[slot + 1])
      values[slot] = step
      values[slot + 1] = value
      const root = lazy + (net < path ? net / path : 1) * range
      if (path < Number.POSITIVE_INFINITY) {
        lag = (1 - root * root) * (lag + change)
        out[t] = value - lag
      } else {
        lag = 0
        out[t] = Number.NaN
      }
    }
  }
  counts[0] = at
  values[LAG] = lag
  values[PREVIOUS] = previous
  values[SUM] = sum
}

function tailSums(values: Column, period: number): void {
  let sum = 0
  let slot = SLOTS + 2 * (period - 1)
  values[SLOTS + 2 * period] = 0
  for (const last = SLOTS + 4; slot >= last; slot -= 4) {
    const sumA = sum + values[slot]
    sum = sumA + values[slot - 2]
    values[slot] = sumA
    values[slot - 2] = sum
  }
  if (slot > SLOTS) values[slot] += sum
}
