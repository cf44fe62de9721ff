import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingRamp, rollingRampShape } from './rolling-ramp.ts'
import { type Stream, streamOf } from './stream.ts'
import { twiceLess } from './twice-less.ts'

/** Settings of the Hull moving average. */
export type HullSettings = readonly [period: number]

/** The Hull moving average as data. */
export const hullIndicator: Indicator<'source', 'value', HullSettings> = {
  name: 'hull',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 2, from: 4, to: 400, usual: 20 }],
  scratch: 1,
  warmup: ([period]) => ({ value: period + Math.floor(Math.sqrt(period)) - 2 }),
  memory: ([period]) => [
    rollingRampShape(period >> 1),
    rollingRampShape(period),
    rollingRampShape(Math.floor(Math.sqrt(period))),
  ],
  run([half, whole, root], [source], [out, slow], [period]) {
    rollingRamp(half, out, source, period >> 1)
    rollingRamp(whole, slow, source, period)
    twiceLess(out, slow)
    rollingRamp(root, out, out, Math.floor(Math.sqrt(period)))
  },
}

/**
 * Hull moving average (Hull 2005): twice the weighted average of half the period less that of the whole, smoothed by a
 * weighted average over the root of the period; halves and roots are rounded down. First defined at row
 * `period + floor(sqrt(period)) - 2`; NaN where the windows hold a NaN. O(1) a row.
 *
 * @example
 * hull([1, 2, 4, 8, 16], 4).map((value) => Math.round(1e6 * value) / 1e6) // => Float64Array.of(NaN, NaN, NaN, NaN, 14.055556)
 */
export function hull(source: Numbers, ...settings: HullSettings): Column {
  return compute(hullIndicator, source, settings)
}

/** {@link hull} into a column of the caller. */
export function hullInto(out: Column, source: Column, ...settings: HullSettings): Column {
  return computeInto(hullIndicator, out, source, settings)
}

/** {@link hull} one value at a time. */
export function hullStream(...settings: HullSettings): Stream<'source', 'value'> {
  return streamOf(hullIndicator, settings)
}

/** First defined row of {@link hull}. */
export function hullWarmup(...settings: HullSettings): number {
  return warmupOf(hullIndicator, settings)
}
