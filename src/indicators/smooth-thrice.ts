import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'
import type { Smoothing } from './smooth.ts'

const PREVIOUS = 0
const LAG = 1
const LAG_OF_IT = 2
const LAG_OF_THAT = 3

/** What `smoothThrice` remembers: rows of the three seeds, the last value, and how far each average lags what it is of. */
export function smoothThriceShape({ rows }: Smoothing): Shape {
  return { counts: [3 * rows - 2], values: 4 }
}

/**
 * Runs three times an exponential average, less three times the average of it, plus the average of that: the value, less
 * the first lag, plus twice the second, less the third. The recurrence is that of `smooth`; an average that keeps the share
 * `keep` of its lag moves by the rest, which is the change that the next one sees, so all three run in one loop. What is
 * not finite gives NaN, and the averages start anew at the next row.
 */
export function smoothThrice(memory: Memory, out: Column, source: Column, smoothing: Smoothing): void {
  const settled = 3 * smoothing.rows - 2
  for (let t = 0; t < source.length; t++) {
    if (memory.counts[0] === settled) t = smoothSettled(memory.values, [out, source], t, smoothing.keep)
    if (t < source.length) out[t] = smoothRow(memory, source[t], smoothing)
  }
}

/** Rows behind the seeds, up to one without a value; returns it. */
function smoothSettled(values: Column, columns: readonly Column[], start: number, keep: number): number {
  const out = columns[0]
  const source = columns[1]
  const weight = 1 - keep
  let previous = values[PREVIOUS]
  let lag = values[LAG]
  let lag2 = values[LAG_OF_IT]
  let lag3 = values[LAG_OF_THAT]
  let t = start
  for (; t < source.length; t++) {
    const reach = lag + (source[t] - previous)
    const reach2 = lag2 + weight * reach
    const reach3 = lag3 + weight * reach2
    const next = keep * reach
    const next2 = keep * reach2
    const next3 = keep * reach3
    const average = source[t] - (next - 2 * next2 + next3)
    if (average - average !== 0) break
    out[t] = average
    previous = source[t]
    lag = next
    lag2 = next2
    lag3 = next3
  }
  values[PREVIOUS] = previous
  values[LAG] = lag
  values[LAG_OF_IT] = lag2
  values[LAG_OF_THAT] = lag3
  return t
}

/** The same at one row, also while the averages start, each with the first value of the one before. */
function smoothRow({ counts, values }: Memory, value: number, { rows, keep }: Smoothing): number {
  const seen = counts[0]
  let change = value - values[PREVIOUS]
  for (let i = 0; i < 3; i++) {
    const own = seen - i * (rows - 1)
    const share = own < rows ? own / (own + 1) : keep
    const reach = values[LAG + i] + change
    values[LAG + i] = own > 0 ? share * reach : value - value
    change = (1 - share) * reach
  }
  values[PREVIOUS] = value
  const average = value - (values[LAG] - 2 * values[LAG_OF_IT] + values[LAG_OF_THAT])
  const isThere = average - average === 0
  counts[0] = isThere ? Math.min(seen + 1, 3 * rows - 2) : 0
  return isThere && counts[0] === 3 * rows - 2 ? average : Number.NaN
}
