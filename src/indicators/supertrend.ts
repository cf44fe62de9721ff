import type { Column } from '../base/column.ts'
import { atrIndicator } from './atr.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'
import { runTrail } from './trailing-line.ts'
import type { FirstRange } from './true-range.ts'

/** A trailing line and the direction of the trend it trails: 1 up, with the line below; -1 down, with it above. */
export type Trail = 'line' | 'direction'

/** Settings of the supertrend. */
export type SupertrendSettings = readonly [period: number, width: number, first?: FirstRange]

/** The supertrend as data. */
export const supertrendIndicator: Indicator<'high' | 'low' | 'close', Trail, SupertrendSettings> = {
  name: 'supertrend',
  inputs: ['high', 'low', 'close'],
  outputs: ['line', 'direction'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 5, to: 100, usual: 10 },
    { name: 'width', kind: 'number', min: 0, from: 1, to: 6, usual: 3 },
    { name: 'first', kind: 'variant', options: ['none', 'high-low'], usual: 'none' },
  ],
  warmup([period, , first]) {
    const row = atrIndicator.warmup([period, first]).value
    return { line: row, direction: row }
  },
  memory: ([period, , first]) => [{ counts: [], values: 4 }, ...atrIndicator.memory([period, first])],
  run([memory, ...ranges], inputs, [line, direction], [period, width, first]) {
    atrIndicator.run(ranges, inputs, [line], [period, first])
    runTrail(memory, inputs, [line, direction], width)
  },
}

/**
 * Supertrend (Seban): a line that trails the price by `width` average true ranges from the middle of the bar. It rises
 * under an up trend and falls above a down trend, never the other way, and changes sides when a close passes it. The
 * first trend is down unless the first close is already above its band. The first range counts as in
 * {@link atr}: first defined at row `period`, with `'high-low'` one row earlier. A NaN gives NaN, and all starts anew
 * behind it.
 *
 * @example
 * const trail = supertrend({ high: [3, 5, 7, 6], low: [1, 4, 5, 2], close: [2, 5, 7, 2] }, 1, 0.5)
 * trail.line // => Float64Array.of(NaN, 6, 5, 6.5)
 * trail.direction // => Float64Array.of(NaN, -1, 1, -1)
 */
export function supertrend(
  input: Inputs<'high' | 'low' | 'close', Numbers>,
  ...settings: SupertrendSettings
): Outputs<Trail, Column> {
  return compute(supertrendIndicator, input, settings)
}

/** {@link supertrend} into columns of the caller. */
export function supertrendInto(
  out: Outputs<Trail, Column>,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: SupertrendSettings
): Outputs<Trail, Column> {
  return computeInto(supertrendIndicator, out, input, settings)
}

/** {@link supertrend} one bar at a time. */
export function supertrendStream(...settings: SupertrendSettings): Stream<'high' | 'low' | 'close', Trail> {
  return streamOf(supertrendIndicator, settings)
}

/** First defined row of each line of {@link supertrend}. */
export function supertrendWarmup(...settings: SupertrendSettings): Outputs<Trail, number> {
  return warmupOf(supertrendIndicator, settings)
}
