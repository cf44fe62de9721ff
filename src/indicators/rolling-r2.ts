import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { CLOCK_SHAPE, writeRows } from './clock.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { correlationOf, rollingProducts, rollingProductsShape } from './rolling-products.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the rolling coefficient of determination. */
export type RollingR2Settings = readonly [period: number]

/** The rolling coefficient of determination as data. */
export const rollingR2Indicator: Indicator<'source', 'value', RollingR2Settings> = {
  name: 'rolling-r2',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 2, from: 5, to: 400, usual: 20 }],
  scratch: 3,
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingProductsShape(period), CLOCK_SHAPE],
  run([products, clock], [source], [out, rows, spread, variance], [period]) {
    writeRows(clock, rows)
    rollingProducts(products, [out, spread, variance], [source, rows], period)
    for (let t = 0; t < out.length; t++) out[t] = correlationOf(out[t], spread[t], variance[t]) ** 2
  },
}

/**
 * How much of the variance of the last `period` values a straight line explains, 0 to 1: the squared correlation of
 * value and time. 0 where the window is flat and there is no variance to explain. First defined at row `period - 1`; NaN
 * where the window holds a NaN. O(1) a row.
 *
 * @example
 * rollingR2([1, 3, 5, 4], 3) // => Float64Array.of(NaN, NaN, 1, 0.25)
 */
export function rollingR2(source: Numbers, ...settings: RollingR2Settings): Column {
  return compute(rollingR2Indicator, source, settings)
}

/** {@link rollingR2} into a column of the caller. */
export function rollingR2Into(out: Column, source: Column, ...settings: RollingR2Settings): Column {
  return computeInto(rollingR2Indicator, out, source, settings)
}

/** {@link rollingR2} one value at a time. */
export function rollingR2Stream(...settings: RollingR2Settings): Stream<'source', 'value'> {
  return streamOf(rollingR2Indicator, settings)
}

/** First defined row of {@link rollingR2}. */
export function rollingR2Warmup(...settings: RollingR2Settings): number {
  return warmupOf(rollingR2Indicator, settings)
}
