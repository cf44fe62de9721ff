import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { correlationOf, rollingProducts, rollingProductsShape } from './rolling-products.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the rolling correlation. */
export type RollingCorrelationSettings = readonly [period: number]

/** The rolling correlation as data. */
export const rollingCorrelationIndicator: Indicator<'left' | 'right', 'value', RollingCorrelationSettings> = {
  name: 'rolling-correlation',
  inputs: ['left', 'right'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 2, from: 10, to: 400, usual: 50 }],
  scratch: 2,
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingProductsShape(period)],
  run([memory], pair, [out, left, right], [period]) {
    rollingProducts(memory, [out, left, right], pair, period)
    for (let t = 0; t < out.length; t++) out[t] = correlationOf(out[t], left[t], right[t])
  },
}

/**
 * Correlation (Pearson) of two columns over the last `period` rows, -1 to 1; 0 where one of them is flat, as in TA-Lib.
 * Correlate returns or changes: of two price columns it mostly says that both have a trend. First defined at row
 * `period - 1`; NaN where a window holds a NaN. O(1) a row.
 *
 * @example
 * rollingCorrelation({ left: [1, 2, 3, 4], right: [4, 6, 8, 7] }, 3) // => Float64Array.of(NaN, NaN, 1, 0.5)
 */
export function rollingCorrelation(
  input: Inputs<'left' | 'right', Numbers>,
  ...settings: RollingCorrelationSettings
): Column {
  return compute(rollingCorrelationIndicator, input, settings)
}

/** {@link rollingCorrelation} into a column of the caller. */
export function rollingCorrelationInto(
  out: Column,
  input: Inputs<'left' | 'right', Column>,
  ...settings: RollingCorrelationSettings
): Column {
  return computeInto(rollingCorrelationIndicator, out, input, settings)
}

/** {@link rollingCorrelation} one pair at a time. */
export function rollingCorrelationStream(...settings: RollingCorrelationSettings): Stream<'left' | 'right', 'value'> {
  return streamOf(rollingCorrelationIndicator, settings)
}

/** First defined row of {@link rollingCorrelation}. */
export function rollingCorrelationWarmup(...settings: RollingCorrelationSettings): number {
  return warmupOf(rollingCorrelationIndicator, settings)
}
