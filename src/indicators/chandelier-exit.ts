import type { Column } from '../base/column.ts'
import { atrIndicator } from './atr.ts'
import { runBarRange } from './bar-range.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { nearBlocksShape } from './near-blocks.ts'
import { type Stream, streamOf } from './stream.ts'
import type { FirstRange } from './true-range.ts'

/** The stop of a long position and that of a short one. */
export type ChandelierLine = 'long' | 'short'

/** Settings of the chandelier exit. */
export type ChandelierExitSettings = readonly [period: number, width: number, first?: FirstRange]

/** The chandelier exit as data. */
export const chandelierExitIndicator: Indicator<'high' | 'low' | 'close', ChandelierLine, ChandelierExitSettings> = {
  name: 'chandelier-exit',
  inputs: ['high', 'low', 'close'],
  outputs: ['long', 'short'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 5, to: 100, usual: 22 },
    { name: 'width', kind: 'number', min: 0, from: 1, to: 6, usual: 3 },
    { name: 'first', kind: 'variant', options: ['none', 'high-low'], usual: 'none' },
  ],
  scratch: 1,
  warmup([period, , first]) {
    const row = atrIndicator.warmup([period, first]).value
    return { long: row, short: row }
  },
  memory: ([period, , first]) => [nearBlocksShape(period), ...atrIndicator.memory([period, first])],
  run([extremes, ...ranges], inputs, [long, short, range], [period, width, first]) {
    runBarRange(extremes, [long, short], inputs, period)
    atrIndicator.run(ranges, inputs, [range], [period, first])
    hang(long, short, range, width)
  },
}

/** Four rows at a time: the frame of a loop costs more than this arithmetic. */
function hang(long: Column, short: Column, range: Column, width: number): void {
  let t = 0
  for (const last = range.length - 4; t <= last; t += 4) {
    const a = width * range[t]
    const b = width * range[t + 1]
    const c = width * range[t + 2]
    const d = width * range[t + 3]
    long[t] -= a
    long[t + 1] -= b
    long[t + 2] -= c
    long[t + 3] -= d
    short[t] += a
    short[t + 1] += b
    short[t + 2] += c
    short[t + 3] += d
  }
  for (; t < range.length; t++) {
    const reach = width * range[t]
    long[t] -= reach
    short[t] += reach
  }
}

/**
 * Chandelier exit (Le Beau): the stop of a long position hangs `width` average true ranges below the highest high of
 * the last `period` bars, that of a short one as far above the lowest low; the current bar counts. It is not ratcheted:
 * it may fall back when the high that held it leaves the window. The first range counts as in
 * {@link atr}: first defined at row `period`, with `'high-low'` one row earlier. A NaN gives NaN until its window has
 * passed and the ranges, which start anew behind it, are back.
 *
 * @example
 * const bars = { high: [3, 5, 5], low: [1, 4, 3], close: [2, 4, 4] }
 * chandelierExit(bars, 2, 1).long // => Float64Array.of(NaN, NaN, 2.5)
 * chandelierExit(bars, 2, 1).short // => Float64Array.of(NaN, NaN, 5.5)
 */
export function chandelierExit(
  input: Inputs<'high' | 'low' | 'close', Numbers>,
  ...settings: ChandelierExitSettings
): Outputs<ChandelierLine, Column> {
  return compute(chandelierExitIndicator, input, settings)
}

/** {@link chandelierExit} into columns of the caller. */
export function chandelierExitInto(
  out: Outputs<ChandelierLine, Column>,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: ChandelierExitSettings
): Outputs<ChandelierLine, Column> {
  return computeInto(chandelierExitIndicator, out, input, settings)
}

/** {@link chandelierExit} one bar at a time. */
export function chandelierExitStream(
  ...settings: ChandelierExitSettings
): Stream<'high' | 'low' | 'close', ChandelierLine> {
  return streamOf(chandelierExitIndicator, settings)
}

/** First defined row of each line of {@link chandelierExit}. */
export function chandelierExitWarmup(...settings: ChandelierExitSettings): Outputs<ChandelierLine, number> {
  return warmupOf(chandelierExitIndicator, settings)
}
