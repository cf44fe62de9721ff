import type { Column } from '../base/column.ts'
import { vortexMoves } from './bar-moves.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { rollingTotal, rollingTotalShape } from './rolling-sums.ts'
import { type Stream, streamOf } from './stream.ts'

/** The lines of the vortex indicator. */
export type VortexLine = 'plus' | 'minus'

/** Settings of the vortex indicator. */
export type VortexSettings = readonly [period: number]

/** The vortex indicator as data. */
export const vortexIndicator: Indicator<'high' | 'low' | 'close', VortexLine, VortexSettings> = {
  name: 'vortex',
  inputs: ['high', 'low', 'close'],
  outputs: ['plus', 'minus'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 5, to: 100, usual: 14 }],
  scratch: 1,
  warmup: ([period]) => ({ plus: period, minus: period }),
  memory: ([period]) => [
    { counts: [], values: 3 },
    rollingTotalShape(period),
    rollingTotalShape(period),
    rollingTotalShape(period),
  ],
  run([last, ups, downs, ranges], inputs, [plus, minus, range], [period]) {
    vortexMoves(last, inputs, [plus, minus, range])
    rollingTotal(ups, plus, plus, period)
    rollingTotal(downs, minus, minus, period)
    rollingTotal(ranges, range, range, period)
    for (let t = 0; t < range.length; t++) {
      if (range[t] === 0) continue
      plus[t] /= range[t]
      minus[t] /= range[t]
    }
  },
}

/**
 * Vortex indicator (Botes and Siepman 2010): over the last `period` bars, the distances from each high to the low
 * before it (`plus`) and from each low to the high before it (`minus`), each as a share of the true ranges. A market that
 * rises has `plus` above `minus`. Both are 0 where nothing moved. First defined at row `period`; NaN where a value of the
 * window, or the bar before it, is missing.
 *
 * @example
 * const lines = vortex({ high: [2, 3, 4], low: [1, 2, 3], close: [2, 3, 4] }, 2)
 * lines.plus // => Float64Array.of(NaN, NaN, 2)
 * lines.minus // => Float64Array.of(NaN, NaN, 0)
 */
export function vortex(
  input: Inputs<'high' | 'low' | 'close', Numbers>,
  ...settings: VortexSettings
): Outputs<VortexLine, Column> {
  return compute(vortexIndicator, input, settings)
}

/** {@link vortex} into columns of the caller. */
export function vortexInto(
  out: Outputs<VortexLine, Column>,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: VortexSettings
): Outputs<VortexLine, Column> {
  return computeInto(vortexIndicator, out, input, settings)
}

/** {@link vortex} one bar at a time. */
export function vortexStream(...settings: VortexSettings): Stream<'high' | 'low' | 'close', VortexLine> {
  return streamOf(vortexIndicator, settings)
}

/** First defined row of each line of {@link vortex}. */
export function vortexWarmup(...settings: VortexSettings): Outputs<VortexLine, number> {
  return warmupOf(vortexIndicator, settings)
}
