import type { Column } from '../base/column.ts'
import { runBarRange } from './bar-range.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Band } from './bollinger.ts'
import type { DonchianSettings } from './donchian.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { nearBlocksShape } from './near-blocks.ts'
import { type Stream, streamOf } from './stream.ts'

/** The Donchian channel that includes the current bar, as data. */
export const donchianWithCurrentIndicator: Indicator<'high' | 'low', Band, DonchianSettings> = {
  name: 'donchian-with-current',
  inputs: ['high', 'low'],
  outputs: ['upper', 'middle', 'lower'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 2, to: 400, usual: 20 }],
  warmup: ([period]) => ({ upper: period - 1, middle: period - 1, lower: period - 1 }),
  memory: ([period]) => [nearBlocksShape(period)],
  run([memory], bars, [upper, middle, lower], [period]) {
    runBarRange(memory, [upper, lower], bars, period)
    for (let t = 0; t < middle.length; t++) middle[t] = 0.5 * upper[t] + 0.5 * lower[t]
  },
}

/**
 * Donchian channel over the last `period` bars, the current one included, as charts draw it: no close can leave
 * it, so for breakouts use {@link donchian}. First defined at row `period - 1`.
 *
 * @example
 * donchianWithCurrent({ high: [3, 5, 4], low: [1, 2, 3] }, 2).upper // => Float64Array.of(NaN, 5, 5)
 */
export function donchianWithCurrent(
  input: Inputs<'high' | 'low', Numbers>,
  ...settings: DonchianSettings
): Outputs<Band, Column> {
  return compute(donchianWithCurrentIndicator, input, settings)
}

/** {@link donchianWithCurrent} into columns of the caller. */
export function donchianWithCurrentInto(
  out: Outputs<Band, Column>,
  input: Inputs<'high' | 'low', Column>,
  ...settings: DonchianSettings
): Outputs<Band, Column> {
  return computeInto(donchianWithCurrentIndicator, out, input, settings)
}

/** {@link donchianWithCurrent} one bar at a time. */
export function donchianWithCurrentStream(...settings: DonchianSettings): Stream<'high' | 'low', Band> {
  return streamOf(donchianWithCurrentIndicator, settings)
}

/** First defined row of each line of {@link donchianWithCurrent}. */
export function donchianWithCurrentWarmup(...settings: DonchianSettings): Outputs<Band, number> {
  return warmupOf(donchianWithCurrentIndicator, settings)
}
