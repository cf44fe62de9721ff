import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** The bars since an event as data. */
export const barsSinceIndicator: Indicator<'source', 'value', readonly []> = {
  name: 'bars-since',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [],
  warmup: () => ({ value: 0 }),
  memory: () => [{ counts: [], values: 1 }],
  run([{ values }], [source], [out]) {
    let since = values[0]
    for (let t = 0; t < out.length; t++) {
      since = source[t] === 0 || Number.isNaN(source[t]) ? since + 1 : 0
      out[t] = since
    }
    values[0] = since
  },
}

/**
 * Bars since the last event, 0 at the event itself and NaN before the first. An event is any value but 0 and NaN: a 1
 * of {@link crossesAbove}, a price of {@link swings} (whose pivot lies `strength` bars further back).
 *
 * @example
 * barsSince([NaN, 0, 1, 0, 0, 1]) // => Float64Array.of(NaN, NaN, 0, 1, 2, 0)
 */
export function barsSince(source: Numbers): Column {
  return compute(barsSinceIndicator, source, [])
}

/** {@link barsSince} into a column of the caller. */
export function barsSinceInto(out: Column, source: Column): Column {
  return computeInto(barsSinceIndicator, out, source, [])
}

/** {@link barsSince} one value at a time. */
export function barsSinceStream(): Stream<'source', 'value'> {
  return streamOf(barsSinceIndicator, [])
}

/** First defined row of {@link barsSince}. */
export function barsSinceWarmup(): number {
  return warmupOf(barsSinceIndicator, [])
}
