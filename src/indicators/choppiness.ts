import type { Column } from '../base/column.ts'
import { ln } from '../math/ln.ts'
import { stretchBars } from './bar-moves.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { rollingExtreme, rollingExtremeShape } from './rolling-extremes.ts'
import { rollingTotal, rollingTotalShape } from './rolling-sums.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the choppiness index. */
export type ChoppinessSettings = readonly [period: number]

/** The choppiness index as data. */
export const choppinessIndicator: Indicator<'high' | 'low' | 'close', 'value', ChoppinessSettings> = {
  name: 'choppiness',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 2, from: 5, to: 100, usual: 14 }],
  scratch: 3,
  warmup: ([period]) => ({ value: period }),
  memory: ([period]) => [
    { counts: [], values: 1 },
    rollingExtremeShape(period),
    rollingExtremeShape(period),
    rollingTotalShape(period),
  ],
  run([last, highs, lows, ranges], inputs, [out, top, bottom, lowest], [period]) {
    stretchBars(last, inputs, [top, bottom])
    rollingExtreme(highs, out, top, { period, sign: 1 })
    rollingExtreme(lows, lowest, bottom, { period, sign: -1 })
    for (let t = 0; t < out.length; t++) top[t] -= bottom[t]
    rollingTotal(ranges, top, top, period)
    const scale = 100 / ln(period)
    for (let t = 0; t < out.length; t++) {
      const range = out[t] - lowest[t]
      // Bars whose lows lie above their highs can have no way at all, of which there is no logarithm.
      out[t] = range === 0 ? 100 : scale * ln(top[t] / range || Number.NaN)
    }
  },
}

/**
 * Choppiness index (Dreiss): how much of their way the last `period` bars wasted, 0 to 100. The sum of their true ranges
 * over the range they covered together, as a logarithm to the base `period`: near 0 for a straight run, near 100 for
 * bars on top of each other; 100 where nothing moved. The range counts true highs and lows, which include the previous
 * close, so a gap cannot carry it above 100; many charts take plain ones. First defined at row `period`; NaN where a
 * value of the window is missing.
 *
 * @example
 * choppiness({ high: [2, 2, 2], low: [1, 1, 1], close: [1, 1, 1] }, 2) // => Float64Array.of(NaN, NaN, 100)
 * choppiness({ high: [1, 2, 3], low: [1, 1, 2], close: [1, 2, 3] }, 2) // => Float64Array.of(NaN, NaN, 0)
 */
export function choppiness(input: Inputs<'high' | 'low' | 'close', Numbers>, ...settings: ChoppinessSettings): Column {
  return compute(choppinessIndicator, input, settings)
}

/** {@link choppiness} into a column of the caller. */
export function choppinessInto(
  out: Column,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: ChoppinessSettings
): Column {
  return computeInto(choppinessIndicator, out, input, settings)
}

/** {@link choppiness} one bar at a time. */
export function choppinessStream(...settings: ChoppinessSettings): Stream<'high' | 'low' | 'close', 'value'> {
  return streamOf(choppinessIndicator, settings)
}

/** First defined row of {@link choppiness}. */
export function choppinessWarmup(...settings: ChoppinessSettings): number {
  return warmupOf(choppinessIndicator, settings)
}
