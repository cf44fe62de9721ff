import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Memory, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the relative strength index. */
export type RsiSettings = readonly [period: number]

/** The relative strength index as data. */
export const rsiIndicator: Indicator<'source', 'value', RsiSettings> = {
  name: 'rsi',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 100, usual: 14 }],
  warmup: ([period]) => ({ value: period }),
  memory: ([period]) => [{ counts: [period], values: 3 }],
  run: ([memory], [source], [out], [period]) => runRsi(memory, out, source, period),
}

/**
 * Runs on two averages that need no branch: of the changes, and of their sizes. Gains are half the sum of the two
 * and losses half the difference, so gains / (gains + losses) is half of 1 + changes / sizes.
 */
function runRsi({ counts, values }: Memory, out: Column, source: Column, period: number): void {
  let seen = counts[0]
  let previous = values[0]
  let changes = values[1]
  let sizes = values[2]
  for (let t = 0; t < source.length; t++) {
    const change = source[t] - previous
    previous = source[t]
    if (change - change !== 0) {
      seen = 0
      changes = 0
      sizes = 0
      out[t] = Number.NaN
      continue
    }
    if (seen < period) seen++
    const keep = (seen - 1) / seen
    const weight = 1 / seen
    changes = keep * changes + weight * change
    sizes = keep * sizes + weight * Math.abs(change)
    out[t] = seen < period ? Number.NaN : sizes === 0 ? 0 : 50 + 50 * (changes / sizes)
  }
  counts[0] = seen
  values[0] = previous
  values[1] = changes
  values[2] = sizes
}

/**
 * Relative strength index (Wilder 1978), 0 to 100: the share of gains in all movement, both as Wilder averages that
 * start as the mean of the first `period` changes. First defined at row `period`. 0 where nothing moved at all, as
 * in TA-Lib (others say 50 or 100). A NaN gives NaN, and the averages start anew behind it.
 *
 * @example
 * rsi([10, 11, 10, 12], 2) // => Float64Array.of(NaN, NaN, 50, 83.33333333333333)
 */
export function rsi(source: Numbers, ...settings: RsiSettings): Column {
  return compute(rsiIndicator, source, settings)
}

/** {@link rsi} into a column of the caller. */
export function rsiInto(out: Column, source: Column, ...settings: RsiSettings): Column {
  return computeInto(rsiIndicator, out, source, settings)
}

/** {@link rsi} one value at a time. */
export function rsiStream(...settings: RsiSettings): Stream<'source', 'value'> {
  return streamOf(rsiIndicator, settings)
}

/** First defined row of {@link rsi}. */
export function rsiWarmup(...settings: RsiSettings): number {
  return warmupOf(rsiIndicator, settings)
}
