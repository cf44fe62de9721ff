import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { earlierShape, writeFirstEarlier } from './earlier.ts'
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
  memory: ([period]) => [earlierShape(period)],
  run([memory], [source], [out], [period]) {
    let t = writeFirstEarlier(memory, out, source)
    for (let row = 0; row < t; row++) out[row] = change(source[row], out[row])
    // Four rows at a time: the frame of a loop costs as much as this arithmetic.
    for (const last = out.length - 4; t <= last; t += 4) {
      out[t] = change(source[t], source[t - period])
      out[t + 1] = change(source[t + 1], source[t + 1 - period])
      out[t + 2] = change(source[t + 2], source[t + 2 - period])
      out[t + 3] = change(source[t + 3], source[t + 3 - period])
    }
    for (; t < out.length; t++) out[t] = change(source[t], source[t - period])
  },
}

function change(value: number, earlier: number): number {
  return earlier === 0 ? Number.NaN : (value - earlier) / earlier
}

/**
 * Rate of change over `period` rows as a fraction: 0.05 is a rise by 5 % (TA-Lib ROCP; its ROC is in percent, 100 times
 * this). First
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
