import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers, Outputs } from './indicator.ts'
import { nearBlocksShape } from './near-blocks.ts'
import { runRangeDepth } from './range-depth.ts'
import { restartAtGaps } from './restart-at-gaps.ts'
import { rsiIndicator } from './rsi.ts'
import { linesShapes, runLines } from './stochastic-lines.ts'
import { type Stream, streamOf } from './stream.ts'

/** The lines of the stochastic RSI. */
export type StochasticRsiLine = 'k' | 'd'

/** Settings of the stochastic RSI. */
export type StochasticRsiSettings = readonly [period: number, range: number, smoothing: number, signal: number]

/** The stochastic RSI as data. */
export const stochasticRsiIndicator: Indicator<'source', StochasticRsiLine, StochasticRsiSettings> = {
  name: 'stochastic-rsi',
  inputs: ['source'],
  outputs: ['k', 'd'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 2, to: 100, usual: 14 },
    { name: 'range', kind: 'period', min: 1, from: 3, to: 100, usual: 14 },
    { name: 'smoothing', kind: 'period', min: 1, from: 1, to: 10, usual: 3 },
    { name: 'signal', kind: 'period', min: 1, from: 2, to: 20, usual: 3 },
  ],
  windowed: true,
  scratch: 1,
  warmup: ([period, range, smoothing, signal]) => {
    const k = period + range + smoothing - 2
    return { k, d: k + signal - 1 }
  },
  memory: ([period, range, smoothing, signal]) => [
    ...rsiIndicator.memory([period]),
    nearBlocksShape(range),
    ...linesShapes(smoothing, signal),
  ],
  run: restartAtGaps(([strength, window, ...means], inputs, [k, d, raw], [period, , smoothing, signal]) => {
    rsiIndicator.run([strength], inputs, [raw], [period])
    lift(raw)
    runRangeDepth(window, [k, d], [raw, raw, raw], { from: 'lowest', least: ROUNDING })
    runLines(means, [k, d], { smoothing, signal })
  }),
}

/** While prices rest the index is constant but for its last digits; stretched to 0 to 100 those would look like signals. */
const ROUNDING = 1e-9

/** Between 128 and 228 all values are near each other, as `runRangeDepth` likes them; where they stand in a range stays. */
function lift(column: Column): void {
  let t = 0
  for (const last = column.length - 4; t <= last; t += 4) {
    column[t] += LIFT
    column[t + 1] += LIFT
    column[t + 2] += LIFT
    column[t + 3] += LIFT
  }
  for (; t < column.length; t++) column[t] += LIFT
}

const LIFT = 128

/**
 * Stochastic RSI (Chande and Kroll 1994), 0 to 100: where the relative strength index over `period` stands in its own
 * range of the last `range` rows. `k` is the mean of that over `smoothing` rows (1 in TA-Lib, 3 on most charts) and `d`
 * the mean of k over `signal` rows. A range below 1e-9 points is rounding, counts as none and gives 0. First defined at
 * rows `period + range + smoothing - 2` and `signal - 1` later. A NaN gives NaN, and all starts anew behind it.
 *
 * @example
 * const { k } = stochasticRsi([10, 11, 10, 12, 11, 13], 2, 2, 1, 2)
 * k // => Float64Array.of(NaN, NaN, NaN, 100, 0, 100)
 */
export function stochasticRsi(source: Numbers, ...settings: StochasticRsiSettings): Outputs<StochasticRsiLine, Column> {
  return compute(stochasticRsiIndicator, source, settings)
}

/** {@link stochasticRsi} into columns of the caller. */
export function stochasticRsiInto(
  out: Outputs<StochasticRsiLine, Column>,
  source: Column,
  ...settings: StochasticRsiSettings
): Outputs<StochasticRsiLine, Column> {
  return computeInto(stochasticRsiIndicator, out, source, settings)
}

/** {@link stochasticRsi} one value at a time. */
export function stochasticRsiStream(...settings: StochasticRsiSettings): Stream<'source', StochasticRsiLine> {
  return streamOf(stochasticRsiIndicator, settings)
}

/** First defined row of each line of {@link stochasticRsi}. */
export function stochasticRsiWarmup(...settings: StochasticRsiSettings): Outputs<StochasticRsiLine, number> {
  return warmupOf(stochasticRsiIndicator, settings)
}
