import type { Column } from '../base/column.ts'
import type { EmaSeed } from './ema.ts'
import type { Memory } from './indicator.ts'

// Over budget: four averages in one loop, and the rest that keeps their digits.

/** Changes until there is a value. */
export function rowsOf(slow: number, fast: number, seed: EmaSeed): number {
  return seed === 'sma' ? slow + fast - 1 : 1
}

/**
 * Below this the averages would lose the digits of their ratio. Rows without a move shrink them all alike, so then they are
 * raised together, by a power of two: the ratio is what it was.
 */
const LEAST = 2 ** -1010
const RAISE = 1024

type Smoothings = readonly [slow: number, fast: number, seed: EmaSeed]

/** Runs the true strength index. */
export function runTsi(memory: Memory, out: Column, source: Column, settings: Smoothings): void {
  const [slow, fast] = settings
  const rows = rowsOf(...settings)
  for (let t = 0; t < source.length; t++) {
    if (memory.counts[0] > rows) t = runSettled(memory.values, [out, source], t, [2 / (slow + 1), 2 / (fast + 1)])
    if (t < source.length) out[t] = runRow(memory, source[t], settings)
  }
}

// Arrays are taken apart by place, not by pattern: behind a pattern the engine at times leaves the loop slow.
/** All four averages in one loop while no weight changes any more, up to a row that the rules below are for; returns it. */
function runSettled(values: Column, columns: readonly Column[], start: number, weights: readonly number[]): number {
  const out = columns[0]
  const source = columns[1]
  const slowWeight = weights[0]
  const fastWeight = weights[1]
  const slowKeep = 1 - slowWeight
  const fastKeep = 1 - fastWeight
  const least = LEAST
  let previous = values[0]
  let change = values[1]
  let size = values[2]
  let smoothChange = values[3]
  let smoothSize = values[4]
  let t = start
  for (; t < source.length; t++) {
    const move = source[t] - previous
    const nextSize = slowKeep * size + slowWeight * Math.abs(move)
    const nextSmooth = fastKeep * smoothSize + fastWeight * nextSize
    // NaN where the move is not finite.
    if (!(nextSmooth + 0 * move >= least)) break
    change = slowKeep * change + slowWeight * move
    smoothChange = fastKeep * smoothChange + fastWeight * change
    size = nextSize
    smoothSize = nextSmooth
    previous = source[t]
    out[t] = 100 * (smoothChange / smoothSize)
  }
  values.set([previous, change, size, smoothChange, smoothSize])
  return t
}

/** One row, while the averages start, at a gap and where nothing moves. */
function runRow({ counts, values }: Memory, value: number, [slow, fast, seed]: Smoothings): number {
  const move = value - values[0]
  values[0] = value
  if (move - move !== 0) {
    counts[0] = 0
    values.fill(0, 1)
    return Number.NaN
  }
  const rows = rowsOf(slow, fast, seed)
  const [slowRows, fastRows] = seed === 'sma' ? [slow, fast] : [1, 1]
  if (counts[0] <= rows) counts[0]++
  const seen = counts[0]
  const first = seen > slowRows ? 2 / (slow + 1) : 1 / seen
  values[1] = (1 - first) * values[1] + first * move
  values[2] = (1 - first) * values[2] + first * Math.abs(move)
  const since = seen - slowRows + 1
  if (since > 0) {
    const second = since > fastRows ? 2 / (fast + 1) : 1 / since
    values[3] = (1 - second) * values[3] + second * values[1]
    values[4] = (1 - second) * values[4] + second * values[2]
  }
  if (seen < rows) return Number.NaN
  if (values[4] < LEAST && move === 0) for (let i = 1; i < 5; i++) values[i] *= RAISE
  return values[4] === 0 ? 0 : 100 * (values[3] / values[4])
}
