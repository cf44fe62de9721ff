import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Band } from './bollinger.ts'
import { fittedLineShape, runFittedLine } from './fitted-line.ts'
import type { Indicator, Numbers, Outputs } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the linear trend channel. */
export type LinearTrendChannelSettings = readonly [period: number, width: number]

/** The linear trend channel as data. */
export const linearTrendChannelIndicator: Indicator<'source', Band, LinearTrendChannelSettings> = {
  name: 'linear-trend-channel',
  inputs: ['source'],
  outputs: ['upper', 'middle', 'lower'],
  parameters: [
    { name: 'period', kind: 'period', min: 2, from: 10, to: 200, usual: 50 },
    { name: 'width', kind: 'number', min: 0, from: 0.5, to: 4, usual: 2 },
  ],
  warmup: ([period]) => ({ upper: period - 1, middle: period - 1, lower: period - 1 }),
  memory: ([period]) => [fittedLineShape(period)],
  run([memory], [source], [upper, middle, lower], [period, width]) {
    runFittedLine(memory, source, [middle, upper], period)
    for (let t = 0; t < source.length; t++) {
      const reach = width * upper[t]
      upper[t] = middle[t] + reach
      lower[t] = middle[t] - reach
    }
  },
}

/**
 * Linear trend channel: where the least-squares line through the last `period` values ends, and `width` standard
 * deviations of the values about that line (divisor n) above and below. Every row has a line of its own, fitted to what
 * was known then, so the channel never redraws. First defined at row `period - 1`; NaN where the window holds a NaN.
 * O(period) a row: each residual is taken by itself, since a difference of sums loses its digits just where the line
 * fits well.
 *
 * @example
 * const channel = linearTrendChannel([1, 3, 5, 4], 3, 2)
 * channel.middle // => Float64Array.of(NaN, NaN, 5, 4.5)
 * channel.upper.map((value) => Math.round(value * 1e6) / 1e6) // => Float64Array.of(NaN, NaN, 5, 5.914214)
 */
export function linearTrendChannel(source: Numbers, ...settings: LinearTrendChannelSettings): Outputs<Band, Column> {
  return compute(linearTrendChannelIndicator, source, settings)
}

/** {@link linearTrendChannel} into columns of the caller. */
export function linearTrendChannelInto(
  out: Outputs<Band, Column>,
  source: Column,
  ...settings: LinearTrendChannelSettings
): Outputs<Band, Column> {
  return computeInto(linearTrendChannelIndicator, out, source, settings)
}

/** {@link linearTrendChannel} one value at a time. */
export function linearTrendChannelStream(...settings: LinearTrendChannelSettings): Stream<'source', Band> {
  return streamOf(linearTrendChannelIndicator, settings)
}

/** First defined row of each line of {@link linearTrendChannel}. */
export function linearTrendChannelWarmup(...settings: LinearTrendChannelSettings): Outputs<Band, number> {
  return warmupOf(linearTrendChannelIndicator, settings)
}
