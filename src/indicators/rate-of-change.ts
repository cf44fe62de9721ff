import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { delayShape, runDelay } from './delay.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the rate of change. */
export type RateOfChangeSettings = readonly [period: number]

/** The rate of change as data. */
export const rateOfChangeIndicator: Indicator<'source', 'value', RateOfChangeSettings> = {
  name: 'rate-of-change',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 1, to: 200, usual: 10 }],
  warmup: ([period]) => ({ value: period }),
  memory: ([period]) => [delayShape(period)],
  run([memory], [source], [out], [period]) {
    out.set(source)
    runDelay(memory, out, period)
    for (let t = 0; t < out.length; t++) out[t] = out[t] === 0 ? Number.NaN : (source[t] - out[t]) / out[t]
  },
}

/**
 * Rate of change over `period` rows as a fraction: 0.05 is a rise by 5 % (TA-Lib ROCP; its ROC is 100 times this). First
 * defined at row `period`; NaN where one of the two values is, and where the earlier one is 0 (TA-Lib says 0 there).
 *
 * @example
 * rateOfChange([1, 2, 4, 5], 2) // => Float64Array.of(NaN, NaN, 3, 1.5)
 */
export function rateOfChange(source: Numbers, ...settings: RateOfChangeSettings): Column {
  return compute(rateOfChangeIndicator, source, settings)
}

/** {@link rateOfChange} into a column of the caller. */
export function rateOfChangeInto(out: Column, source: Column, ...settings: RateOfChangeSettings): Column {
  return computeInto(rateOfChangeIndicator, out, source, settings)
}

/** {@link rateOfChange} one value at a time. */
export function rateOfChangeStream(...settings: RateOfChangeSettings): Stream<'source', 'value'> {
  return streamOf(rateOfChangeIndicator, settings)
}

/** First defined row of {@link rateOfChange}. */
export function rateOfChangeWarmup(...settings: RateOfChangeSettings): number {
  return warmupOf(rateOfChangeIndicator, settings)
}
