import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { type BollingerSettings, bollingerIndicator } from './bollinger.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingMoments, rollingMomentsShape } from './rolling-moments.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the width of Bollinger bands. */
export type BollingerWidthSettings = BollingerSettings

/** The width of Bollinger bands as data. */
export const bollingerWidthIndicator: Indicator<'source', 'value', BollingerWidthSettings> = {
  name: 'bollinger-width',
  inputs: ['source'],
  outputs: ['value'],
  parameters: bollingerIndicator.parameters,
  scratch: 1,
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingMomentsShape(period)],
  run([memory], [source], [out, mean], [period, width]) {
    rollingMoments(memory, [mean, out], source, period)
    for (let t = 0; t < out.length; t++) {
      out[t] = mean[t] === 0 ? Number.NaN : (2 * width * Math.sqrt(out[t])) / mean[t]
    }
  },
}

/**
 * Width of the Bollinger bands as a fraction of their middle: upper minus lower band over the simple moving average.
 * First defined at row `period - 1`; NaN where the window holds a NaN and where the middle is 0, of which nothing is a
 * fraction; otherwise exactly 0 where it is flat.
 *
 * @example
 * bollingerWidth([1, 3, 3, 9], 2, 2) // => Float64Array.of(NaN, 2, 0, 2)
 */
export function bollingerWidth(source: Numbers, ...settings: BollingerWidthSettings): Column {
  return compute(bollingerWidthIndicator, source, settings)
}

/** {@link bollingerWidth} into a column of the caller. */
export function bollingerWidthInto(out: Column, source: Column, ...settings: BollingerWidthSettings): Column {
  return computeInto(bollingerWidthIndicator, out, source, settings)
}

/** {@link bollingerWidth} one value at a time. */
export function bollingerWidthStream(...settings: BollingerWidthSettings): Stream<'source', 'value'> {
  return streamOf(bollingerWidthIndicator, settings)
}

/** First defined row of {@link bollingerWidth}. */
export function bollingerWidthWarmup(...settings: BollingerWidthSettings): number {
  return warmupOf(bollingerWidthIndicator, settings)
}
