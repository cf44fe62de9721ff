import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { runSar, SAR_SHAPE } from './stop-and-reverse.ts'
import { type Stream, streamOf } from './stream.ts'
import type { Trail } from './supertrend.ts'

/**
 * When a stop is hit. `'touch'` (TA-Lib): also when it is only reached; the first trend is down if the second bar's low
 * falls by more than its high rises. `'cross'` (Tulip): only when passed; the first trend is that of the midpoint.
 */
export type SarReversal = 'touch' | 'cross'

/** Settings of the parabolic stop and reverse. */
export type ParabolicSarSettings = readonly [step: number, most: number, reversal?: SarReversal]

const STEPS_UP = 'The factor grows by steps up to the most, which moves the stop at most all the way.'

/** The parabolic stop and reverse as data. */
export const parabolicSarIndicator: Indicator<'high' | 'low', Trail, ParabolicSarSettings> = {
  name: 'parabolic-sar',
  inputs: ['high', 'low'],
  outputs: ['line', 'direction'],
  parameters: [
    { name: 'step', kind: 'number', min: 0, max: 1, from: 0.005, to: 0.1, usual: 0.02 },
    { name: 'most', kind: 'number', min: 0, max: 1, atLeast: 'step', remedy: STEPS_UP, from: 0.1, to: 0.5, usual: 0.2 },
    { name: 'reversal', kind: 'variant', options: ['touch', 'cross'], usual: 'touch' },
  ],
  warmup: () => ({ line: 1, direction: 1 }),
  memory: () => [SAR_SHAPE],
  run: ([memory], inputs, columns, settings) => runSar(memory, inputs, columns, settings),
}

/**
 * Parabolic stop and reverse (Wilder 1978): a stop that closes in on the extreme of the trend by a factor that grows
 * by `step` with every new extreme, up to `most`; when it is hit the trend turns and the stop starts from the old
 * extreme, the current bar included. It never lies inside the last two bars. First defined at row 1: bar 0 starts it,
 * the trend being that of bar 1 (see {@link SarReversal}). A NaN gives NaN, and all starts anew behind it.
 *
 * @example
 * const trail = parabolicSar({ high: [3, 4, 5, 5], low: [1, 2, 3, 1] }, 0.02, 0.2)
 * trail.line // => Float64Array.of(NaN, 1, 1.06, 5)
 * trail.direction // => Float64Array.of(NaN, 1, 1, -1)
 */
export function parabolicSar(
  input: Inputs<'high' | 'low', Numbers>,
  ...settings: ParabolicSarSettings
): Outputs<Trail, Column> {
  return compute(parabolicSarIndicator, input, settings)
}

/** {@link parabolicSar} into columns of the caller. */
export function parabolicSarInto(
  out: Outputs<Trail, Column>,
  input: Inputs<'high' | 'low', Column>,
  ...settings: ParabolicSarSettings
): Outputs<Trail, Column> {
  return computeInto(parabolicSarIndicator, out, input, settings)
}

/** {@link parabolicSar} one bar at a time. */
export function parabolicSarStream(...settings: ParabolicSarSettings): Stream<'high' | 'low', Trail> {
  return streamOf(parabolicSarIndicator, settings)
}

/** First defined row of each line of {@link parabolicSar}. */
export function parabolicSarWarmup(...settings: ParabolicSarSettings): Outputs<Trail, number> {
  return warmupOf(parabolicSarIndicator, settings)
}
