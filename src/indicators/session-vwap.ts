import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Band } from './bollinger.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { runSession, SESSION_SHAPE, type Session } from './session.ts'
import { type Stream, streamOf } from './stream.ts'
import { writeTypicalPrice } from './typical-price.ts'

/** Settings of the session volume-weighted average price. */
export type SessionVwapSettings = readonly [width: number, session?: Session]

/** The session volume-weighted average price as data. */
export const sessionVwapIndicator: Indicator<'time' | 'high' | 'low' | 'close' | 'volume', Band, SessionVwapSettings> =
  {
    name: 'session-vwap',
    inputs: ['time', 'high', 'low', 'close', 'volume'],
    outputs: ['upper', 'middle', 'lower'],
    parameters: [
      { name: 'width', kind: 'number', min: 0, from: 0.5, to: 4, usual: 2 },
      { name: 'session', kind: 'variant', options: ['day', 'week'], usual: 'day' },
    ],
    warmup: () => ({ upper: 0, middle: 0, lower: 0 }),
    memory: () => [SESSION_SHAPE],
    run([memory], bars, [upper, middle, lower], [width, session]) {
      writeTypicalPrice(lower, bars.slice(1))
      runSession(memory, [middle, upper], [bars[0], lower, bars[4]], session)
      for (let t = 0; t < middle.length; t++) {
        const reach = width * Math.sqrt(upper[t])
        upper[t] = middle[t] + reach
        lower[t] = middle[t] - reach
      }
    },
  }

/**
 * Volume-weighted average price since the session began, with bands `width` volume-weighted standard deviations above
 * and below it. A bar belongs to the UTC day (or week, from Monday on) that its `time`, its opening in milliseconds,
 * falls in. The first session counts from the first bar there is: defined from row 0. NaN while the session has traded
 * nothing, and at a value that is not finite: the sums start anew behind it, in the middle of the session. Deviations
 * below 1e-140 count as none.
 *
 * @example
 * const day = 24 * 3600 * 1000
 * const bars = { time: [0, day - 1, day], high: [4, 8, 9], low: [2, 8, 9], close: [3, 8, 9], volume: [4, 1, 1] }
 * sessionVwap(bars, 1).middle // => Float64Array.of(3, 4, 9)
 * sessionVwap(bars, 1).upper // => Float64Array.of(3, 6, 9)
 */
export function sessionVwap(
  input: Inputs<'time' | 'high' | 'low' | 'close' | 'volume', Numbers>,
  ...settings: SessionVwapSettings
): Outputs<Band, Column> {
  return compute(sessionVwapIndicator, input, settings)
}

/** {@link sessionVwap} into columns of the caller. */
export function sessionVwapInto(
  out: Outputs<Band, Column>,
  input: Inputs<'time' | 'high' | 'low' | 'close' | 'volume', Column>,
  ...settings: SessionVwapSettings
): Outputs<Band, Column> {
  return computeInto(sessionVwapIndicator, out, input, settings)
}

/** {@link sessionVwap} one bar at a time. */
export function sessionVwapStream(
  ...settings: SessionVwapSettings
): Stream<'time' | 'high' | 'low' | 'close' | 'volume', Band> {
  return streamOf(sessionVwapIndicator, settings)
}

/** First defined row of each line of {@link sessionVwap}. */
export function sessionVwapWarmup(...settings: SessionVwapSettings): Outputs<Band, number> {
  return warmupOf(sessionVwapIndicator, settings)
}
