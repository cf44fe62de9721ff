import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { smooth, smoothShape, wilderSmoothing } from './smooth.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of Wilder's moving average. */
export type WilderSettings = readonly [period: number]

/** Wilder's moving average as data. */
export const wilderIndicator: Indicator<'source', 'value', WilderSettings> = {
  name: 'wilder',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 400, usual: 14 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [smoothShape(wilderSmoothing(period))],
  run: ([memory], [source], [out], [period]) => smooth(memory, out, source, wilderSmoothing(period)),
}

/**
 * Wilder's moving average (Wilder 1978), also called RMA or smoothed average: an exponential average with weight
 * 1 / period on the newest value that starts as the mean of the first `period` values. First defined at row
 * `period - 1`. A NaN gives NaN, and the average starts anew behind it.
 *
 * @example
 * wilder([1, 3, 6, 4], 2) // => Float64Array.of(NaN, 2, 4, 4)
 */
export function wilder(source: Numbers, ...settings: WilderSettings): Column {
  return compute(wilderIndicator, source, settings)
}

/** {@link wilder} into a column of the caller. */
export function wilderInto(out: Column, source: Column, ...settings: WilderSettings): Column {
  return computeInto(wilderIndicator, out, source, settings)
}

/** {@link wilder} one value at a time. */
export function wilderStream(...settings: WilderSettings): Stream<'source', 'value'> {
  return streamOf(wilderIndicator, settings)
}

/** First defined row of {@link wilder}. */
export function wilderWarmup(...settings: WilderSettings): number {
  return warmupOf(wilderIndicator, settings)
}
