// Over budget: three inputs and two outputs named at every door.
import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { comparePivots, PAIR_SHAPE } from './compare-pivots.ts'
import { earlierShape, writeEarlier } from './earlier.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { pivotsShape, runPivots } from './pivots.ts'
import { type Stream, streamOf } from './stream.ts'
import { markWhole, wholeShape } from './whole-windows.ts'

/** The two kinds of divergence. */
export type DivergenceLine = 'bullish' | 'bearish'

/** Settings of divergences. */
export type DivergenceSettings = readonly [strength: number, reach: number]

/** Divergences as data. */
export const divergenceIndicator: Indicator<'high' | 'low' | 'oscillator', DivergenceLine, DivergenceSettings> = {
  name: 'divergence',
  inputs: ['high', 'low', 'oscillator'],
  outputs: ['bullish', 'bearish'],
  parameters: [
    { name: 'strength', kind: 'period', min: 1, from: 1, to: 20, usual: 5 },
    { name: 'reach', kind: 'period', min: 1, from: 10, to: 200, usual: 60 },
  ],
  scratch: 3,
  warmup: ([strength]) => ({ bullish: 2 * strength, bearish: 2 * strength }),
  memory: ([strength]) => [
    pivotsShape(strength),
    pivotsShape(strength),
    earlierShape(strength),
    wholeShape(2 * strength + 1),
    PAIR_SHAPE,
    PAIR_SHAPE,
  ],
  run([highs, lows, waiting, rows, peaks, troughs], inputs, [bullish, bearish, pivot, earlier, whole], settings) {
    const [strength, reach] = settings
    writeEarlier(waiting, earlier, inputs[2])
    markWhole(rows, whole, inputs, 2 * strength + 1)
    runPivots(lows, pivot, inputs[1], { strength, sign: -1 })
    comparePivots(troughs, bullish, [pivot, earlier, whole], { sign: -1, reach })
    runPivots(highs, pivot, inputs[0], { strength, sign: 1 })
    comparePivots(peaks, bearish, [pivot, earlier, whole], { sign: 1, reach })
  },
}

/**
 * Divergence between price and an oscillator at confirmed swings (see {@link swings}). `bearish` is 1 where a swing high
 * is above the one before while the oscillator, read at the same two bars, is lower; `bullish` where a swing low is
 * below the one before while the oscillator is higher; 0 elsewhere. Only neighbouring swings at most `reach` bars apart
 * are compared. The mark stands at the bar that confirms the second swing, `strength` bars after it. First defined at
 * row `2 * strength`. A value that is not finite gives NaN, and swings are sought anew behind it.
 *
 * @example
 * const bars = { high: [4, 6, 5, 7, 5], low: [3, 5, 4, 6, 4], oscillator: [50, 80, 60, 70, 40] }
 * divergence(bars, 1, 10).bearish // => Float64Array.of(NaN, NaN, 0, 0, 1)
 * divergence(bars, 1, 10).bullish // => Float64Array.of(NaN, NaN, 0, 0, 0)
 */
export function divergence(
  input: Inputs<'high' | 'low' | 'oscillator', Numbers>,
  ...settings: DivergenceSettings
): Outputs<DivergenceLine, Column> {
  return compute(divergenceIndicator, input, settings)
}

/** {@link divergence} into columns of the caller. */
export function divergenceInto(
  out: Outputs<DivergenceLine, Column>,
  input: Inputs<'high' | 'low' | 'oscillator', Column>,
  ...settings: DivergenceSettings
): Outputs<DivergenceLine, Column> {
  return computeInto(divergenceIndicator, out, input, settings)
}

/** {@link divergence} one bar at a time. */
export function divergenceStream(
  ...settings: DivergenceSettings
): Stream<'high' | 'low' | 'oscillator', DivergenceLine> {
  return streamOf(divergenceIndicator, settings)
}

/** First defined row of each line of {@link divergence}. */
export function divergenceWarmup(...settings: DivergenceSettings): Outputs<DivergenceLine, number> {
  return warmupOf(divergenceIndicator, settings)
}
