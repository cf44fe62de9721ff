import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Memory, Numbers } from './indicator.ts'
import { slide, sortedOf, sortedWindowShape } from './sorted-window.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the rolling quantile. */
export type RollingQuantileSettings = readonly [period: number, probability: number]

const FRACTION = 'Give a fraction: 5 % is 0.05.'

/** The rolling quantile as data. */
export const rollingQuantileIndicator: Indicator<'source', 'value', RollingQuantileSettings> = {
  name: 'rolling-quantile',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 5, to: 400, usual: 20 },
    { name: 'probability', kind: 'number', min: 0, max: 1, remedy: FRACTION, from: 0.05, to: 0.95, usual: 0.9 },
  ],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [sortedWindowShape(period)],
  run: ([memory], [source], [out], [period, probability]) => runQuantile(memory, out, source, [period, probability]),
}

/** Runs a quantile over a window kept in order. */
export function runQuantile(memory: Memory, out: Column, source: Column, settings: RollingQuantileSettings): void {
  const [period, probability] = settings
  const sorted = sortedOf(memory, period)
  const place = (period - 1) * probability
  const below = Math.floor(place)
  const above = Math.min(below + 1, period - 1)
  for (let t = 0; t < source.length; t++) {
    const full = slide(memory, sorted, source[t], period)
    const [low, high] = [sorted[below], sorted[above]]
    out[t] = full ? Math.min(low + (place - below) * (high - low), high) : Number.NaN
  }
}

/**
 * The value below which a share `probability` of the last `period` values lies, the current one included, interpolated
 * linearly between neighbours (type 7 of Hyndman and Fan 1996, the default of R and NumPy). First defined at row
 * `period - 1`; NaN where a value of the window is not finite. The window is kept in order: O(log p) to find a place and
 * one step for each rank that the newest value lies away from the oldest.
 *
 * @example
 * rollingQuantile([4, 1, 3, 2, 9], 4, 0.25) // => Float64Array.of(NaN, NaN, NaN, 1.75, 1.75)
 */
export function rollingQuantile(source: Numbers, ...settings: RollingQuantileSettings): Column {
  return compute(rollingQuantileIndicator, source, settings)
}

/** {@link rollingQuantile} into a column of the caller. */
export function rollingQuantileInto(out: Column, source: Column, ...settings: RollingQuantileSettings): Column {
  return computeInto(rollingQuantileIndicator, out, source, settings)
}

/** {@link rollingQuantile} one value at a time. */
export function rollingQuantileStream(...settings: RollingQuantileSettings): Stream<'source', 'value'> {
  return streamOf(rollingQuantileIndicator, settings)
}

/** First defined row of {@link rollingQuantile}. */
export function rollingQuantileWarmup(...settings: RollingQuantileSettings): number {
  return warmupOf(rollingQuantileIndicator, settings)
}
