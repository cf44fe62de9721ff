import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { countBelow, countUpTo, slide, sortedOf, sortedWindowShape } from './sorted-window.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the rolling percentile rank. */
export type RollingPercentileRankSettings = readonly [period: number]

/** The rolling percentile rank as data. */
export const rollingPercentileRankIndicator: Indicator<'source', 'value', RollingPercentileRankSettings> = {
  name: 'rolling-percentile-rank',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 2, from: 10, to: 400, usual: 100 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [sortedWindowShape(period)],
  run([memory], [source], [out], [period]) {
    const sorted = sortedOf(memory, period)
    for (let t = 0; t < out.length; t++) {
      const full = slide(memory, sorted, source[t], period)
      out[t] = full ? standing(sorted, source[t]) / (period - 1) : Number.NaN
    }
  },
}

/** How many values lie below one of them, equal others counting half. */
function standing(sorted: Column, value: number): number {
  const below = countBelow(sorted, sorted.length, value)
  const next = below + 1
  const isAlone = next === sorted.length || sorted[next] !== value
  return isAlone ? below : below + (countUpTo(sorted, sorted.length, value) - next) / 2
}

/**
 * Where the newest value stands among the last `period` values, 0 (the lowest) to 1 (the highest): the share of the
 * other values that lie below it, equal ones counting half, so that a flat window gives 0.5. Charts that count the
 * values of the previous bars at or below it differ where values are equal. First defined at row `period - 1`; NaN where
 * a value of the window is not finite. O(log p + the ranks it moves) a row.
 *
 * @example
 * rollingPercentileRank([4, 1, 3, 3, 9], 3) // => Float64Array.of(NaN, NaN, 0.5, 0.75, 1)
 */
export function rollingPercentileRank(source: Numbers, ...settings: RollingPercentileRankSettings): Column {
  return compute(rollingPercentileRankIndicator, source, settings)
}

/** {@link rollingPercentileRank} into a column of the caller. */
export function rollingPercentileRankInto(
  out: Column,
  source: Column,
  ...settings: RollingPercentileRankSettings
): Column {
  return computeInto(rollingPercentileRankIndicator, out, source, settings)
}

/** {@link rollingPercentileRank} one value at a time. */
export function rollingPercentileRankStream(...settings: RollingPercentileRankSettings): Stream<'source', 'value'> {
  return streamOf(rollingPercentileRankIndicator, settings)
}

/** First defined row of {@link rollingPercentileRank}. */
export function rollingPercentileRankWarmup(...settings: RollingPercentileRankSettings): number {
  return warmupOf(rollingPercentileRankIndicator, settings)
}
