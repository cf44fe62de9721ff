import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { pivotsShape, runPivots } from './pivots.ts'
import { type Stream, streamOf } from './stream.ts'

/** The two kinds of swings. */
export type SwingLine = 'high' | 'low'

/** Settings of swing pivots. */
export type SwingsSettings = readonly [strength: number]

/** Swing pivots as data. */
export const swingsIndicator: Indicator<'high' | 'low', SwingLine, SwingsSettings> = {
  name: 'swings',
  inputs: ['high', 'low'],
  outputs: ['high', 'low'],
  parameters: [{ name: 'strength', kind: 'period', min: 1, from: 1, to: 30, usual: 5 }],
  warmup: ([strength]) => ({ high: 2 * strength, low: 2 * strength }),
  memory: ([strength]) => [pivotsShape(strength), pivotsShape(strength)],
  run([highs, lows], [high, low], [swingHigh, swingLow], [strength]) {
    runPivots(highs, swingHigh, high, { strength, sign: 1 })
    runPivots(lows, swingLow, low, { strength, sign: -1 })
  },
}

/**
 * Confirmed swing highs and lows. A swing high is a bar whose high is above the `strength` bars before it and not below
 * the `strength` bars behind it (of a level top, the first bar). It is known only when the last of those has closed:
 * its price stands there, `strength` bars after the pivot, and every other row is NaN. Charts draw it back at the
 * pivot, where nobody could know it. First possible at row `2 * strength`; none where the bars compared hold a NaN.
 *
 * @example
 * const bars = { high: [4, 6, 5, 5, 7], low: [3, 5, 2, 4, 6] }
 * swings(bars, 1).high // => Float64Array.of(NaN, NaN, 6, NaN, NaN)
 * swings(bars, 1).low // => Float64Array.of(NaN, NaN, NaN, 2, NaN)
 */
export function swings(
  input: Inputs<'high' | 'low', Numbers>,
  ...settings: SwingsSettings
): Outputs<SwingLine, Column> {
  return compute(swingsIndicator, input, settings)
}

/** {@link swings} into columns of the caller. */
export function swingsInto(
  out: Outputs<SwingLine, Column>,
  input: Inputs<'high' | 'low', Column>,
  ...settings: SwingsSettings
): Outputs<SwingLine, Column> {
  return computeInto(swingsIndicator, out, input, settings)
}

/** {@link swings} one bar at a time. */
export function swingsStream(...settings: SwingsSettings): Stream<'high' | 'low', SwingLine> {
  return streamOf(swingsIndicator, settings)
}

/** First defined row of each line of {@link swings}. */
export function swingsWarmup(...settings: SwingsSettings): Outputs<SwingLine, number> {
  return warmupOf(swingsIndicator, settings)
}
