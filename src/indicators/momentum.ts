import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { earlierShape, writeFirstEarlier } from './earlier.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the momentum. */
export type MomentumSettings = readonly [period: number]

/** The momentum as data. */
export const momentumIndicator: Indicator<'source', 'value', MomentumSettings> = {
  name: 'momentum',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 1, to: 200, usual: 10 }],
  warmup: ([period]) => ({ value: period }),
  memory: ([period]) => [earlierShape(period)],
  run([memory], [source], [out], [period]) {
    const first = writeFirstEarlier(memory, out, source)
    for (let t = 0; t < first; t++) out[t] = source[t] - out[t]
    for (let t = first; t < out.length; t++) out[t] = source[t] - source[t - period]
  },
}

/**
 * Momentum: the value less the value `period` rows earlier. First defined at row `period`; NaN where one of the two is.
 *
 * @example
 * momentum([1, 2, 4, 8], 2) // => Float64Array.of(NaN, NaN, 3, 6)
 */
export function momentum(source: Numbers, ...settings: MomentumSettings): Column {
  return compute(momentumIndicator, source, settings)
}

/** {@link momentum} into a column of the caller. */
export function momentumInto(out: Column, source: Column, ...settings: MomentumSettings): Column {
  return computeInto(momentumIndicator, out, source, settings)
}

/** {@link momentum} one value at a time. */
export function momentumStream(...settings: MomentumSettings): Stream<'source', 'value'> {
  return streamOf(momentumIndicator, settings)
}

/** First defined row of {@link momentum}. */
export function momentumWarmup(...settings: MomentumSettings): number {
  return warmupOf(momentumIndicator, settings)
}
