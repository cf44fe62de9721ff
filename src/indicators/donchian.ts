import type { Column } from '../base/column.ts'
import { runBarRange } from './bar-range.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Band } from './bollinger.ts'
import { delayShape, runDelay } from './delay.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { nearBlocksShape } from './near-blocks.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the Donchian channel. */
export type DonchianSettings = readonly [period: number]

/** The Donchian channel as data. */
export const donchianIndicator: Indicator<'high' | 'low', Band, DonchianSettings> = {
  name: 'donchian',
  inputs: ['high', 'low'],
  outputs: ['upper', 'middle', 'lower'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 400, usual: 20 }],
  warmup: ([period]) => ({ upper: period, middle: period, lower: period }),
  memory: ([period]) => [nearBlocksShape(period), delayShape(1), delayShape(1)],
  run([range, upperBefore, lowerBefore], bars, [upper, middle, lower], [period]) {
    runBarRange(range, [upper, lower], bars, period)
    runDelay(upperBefore, upper, 1)
    runDelay(lowerBefore, lower, 1)
    for (let t = 0; t < middle.length; t++) middle[t] = 0.5 * upper[t] + 0.5 * lower[t]
  },
}

/**
 * Donchian channel over the previous `period` bars: the current bar is never part of its own channel, so a close
 * above `upper` is a breakout known at that close. First defined at row `period`; NaN where a bar of the window
 * lacks its high or low. Most charts include the current bar: that is {@link donchianWithCurrent}.
 *
 * @example
 * donchian({ high: [3, 5, 4], low: [1, 2, 3] }, 2).upper // => Float64Array.of(NaN, NaN, 5)
 * donchian({ high: [3, 5, 4], low: [1, 2, 3] }, 2).lower // => Float64Array.of(NaN, NaN, 1)
 */
export function donchian(input: Inputs<'high' | 'low', Numbers>, ...settings: DonchianSettings): Outputs<Band, Column> {
  return compute(donchianIndicator, input, settings)
}

/** {@link donchian} into columns of the caller. */
export function donchianInto(
  out: Outputs<Band, Column>,
  input: Inputs<'high' | 'low', Column>,
  ...settings: DonchianSettings
): Outputs<Band, Column> {
  return computeInto(donchianIndicator, out, input, settings)
}

/** {@link donchian} one bar at a time. */
export function donchianStream(...settings: DonchianSettings): Stream<'high' | 'low', Band> {
  return streamOf(donchianIndicator, settings)
}

/** First defined row of each line of {@link donchian}. */
export function donchianWarmup(...settings: DonchianSettings): Outputs<Band, number> {
  return warmupOf(donchianIndicator, settings)
}
