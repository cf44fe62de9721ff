import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { nearBlocksShape } from './near-blocks.ts'
import { runRangeDepth } from './range-depth.ts'
import { linesShapes, runLines } from './stochastic-lines.ts'
import { type Stream, streamOf } from './stream.ts'

/** The lines of the stochastic oscillator. */
export type StochasticLine = 'k' | 'd'

/** Settings of the stochastic oscillator. */
export type StochasticSettings = readonly [period: number, smoothing: number, signal: number]

/** The stochastic oscillator as data. */
export const stochasticIndicator: Indicator<'high' | 'low' | 'close', StochasticLine, StochasticSettings> = {
  name: 'stochastic',
  inputs: ['high', 'low', 'close'],
  outputs: ['k', 'd'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 3, to: 100, usual: 14 },
    { name: 'smoothing', kind: 'period', min: 1, from: 1, to: 10, usual: 3 },
    { name: 'signal', kind: 'period', min: 1, from: 2, to: 20, usual: 3 },
  ],
  windowed: true,
  warmup: ([period, smoothing, signal]) => ({ k: period + smoothing - 2, d: period + smoothing + signal - 3 }),
  memory: ([period, smoothing, signal]) => [nearBlocksShape(period), ...linesShapes(smoothing, signal)],
  run([range, ...means], bars, lines, [, smoothing, signal]) {
    runRangeDepth(range, lines, bars, { from: 'lowest', least: NO_RANGE })
    runLines(means, lines, { smoothing, signal })
  },
}

/** The least normal number: processors compare with smaller ones slowly. */
const NO_RANGE = 2 ** -1022

/**
 * Stochastic oscillator (Lane), 0 to 100: where the close stands in the range of the last `period` bars, the
 * current one included. `k` is its mean over `smoothing` bars (1: the fast stochastic, 3: the slow one) and `d`
 * the mean of k over `signal` bars. A window without any range gives 0. First defined at rows
 * `period + smoothing - 2` and `period + smoothing + signal - 3`; NaN where the windows hold a NaN.
 *
 * @example
 * const bars = { high: [3, 5, 5], low: [1, 1, 3], close: [2, 4, 5] }
 * stochastic(bars, 2, 1, 2).k // => Float64Array.of(NaN, 75, 100)
 * stochastic(bars, 2, 1, 2).d // => Float64Array.of(NaN, NaN, 87.5)
 */
export function stochastic(
  input: Inputs<'high' | 'low' | 'close', Numbers>,
  ...settings: StochasticSettings
): Outputs<StochasticLine, Column> {
  return compute(stochasticIndicator, input, settings)
}

/** {@link stochastic} into columns of the caller. */
export function stochasticInto(
  out: Outputs<StochasticLine, Column>,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: StochasticSettings
): Outputs<StochasticLine, Column> {
  return computeInto(stochasticIndicator, out, input, settings)
}

/** {@link stochastic} one bar at a time. */
export function stochasticStream(...settings: StochasticSettings): Stream<'high' | 'low' | 'close', StochasticLine> {
  return streamOf(stochasticIndicator, settings)
}

/** First defined row of each line of {@link stochastic}. */
export function stochasticWarmup(...settings: StochasticSettings): Outputs<StochasticLine, number> {
  return warmupOf(stochasticIndicator, settings)
}
