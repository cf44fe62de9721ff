import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { bollingerIndicator } from './bollinger.ts'
import type { EmaSeed } from './ema.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { keltnerIndicator } from './keltner.ts'
import { type Stream, streamOf } from './stream.ts'
import type { FirstRange } from './true-range.ts'

// Over budget: the settings of two channels, named at every door.

/** Settings of the squeeze. */
export type SqueezeSettings = readonly [
  period: number,
  width: number,
  atrPeriod: number,
  atrWidth: number,
  first?: FirstRange,
  seed?: EmaSeed,
]

/** The squeeze as data. */
export const squeezeIndicator: Indicator<'high' | 'low' | 'close', 'value', SqueezeSettings> = {
  name: 'squeeze',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 5, to: 200, usual: 20 },
    { name: 'width', kind: 'number', min: 0, from: 0.5, to: 4, usual: 2 },
    { name: 'atrPeriod', kind: 'period', min: 1, from: 2, to: 100, usual: 20 },
    { name: 'atrWidth', kind: 'number', min: 0, from: 0.5, to: 5, usual: 1.5 },
    { name: 'first', kind: 'variant', options: ['none', 'high-low'], usual: 'none' },
    { name: 'seed', kind: 'variant', options: ['sma', 'first'], usual: 'sma' },
  ],
  scratch: 5,
  warmup([period, , atrPeriod, atrWidth, first, seed]) {
    const { upper } = keltnerIndicator.warmup([period, atrPeriod, atrWidth, first, seed])
    return { value: Math.max(period - 1, upper) }
  },
  memory: ([period, width, atrPeriod, atrWidth, first, seed]) => [
    ...bollingerIndicator.memory([period, width]),
    ...keltnerIndicator.memory([period, atrPeriod, atrWidth, first, seed]),
  ],
  run([deviations, ...ranges], inputs, [out, upper, lower, top, middle, bottom], settings) {
    const [period, width, atrPeriod, atrWidth, first, seed] = settings
    bollingerIndicator.run([deviations], [inputs[2]], [upper, middle, lower], [period, width])
    keltnerIndicator.run(ranges, inputs, [top, middle, bottom], [period, atrPeriod, atrWidth, first, seed])
    for (let t = 0; t < out.length; t++) {
      const inside = upper[t] < top[t] && lower[t] > bottom[t]
      out[t] = Number.isNaN(upper[t]) || Number.isNaN(top[t]) ? Number.NaN : Number(inside)
    }
  },
}

/**
 * Squeeze (Carter): 1 while the Bollinger bands (`period`, `width`) lie inside the Keltner channel (`period`,
 * `atrPeriod`, `atrWidth`), else 0: deviations of the close are small against the ranges of the bars, and a market that
 * has gone this quiet tends to leave it with a move. Bands that touch are not inside. First defined at row `period - 1`
 * or `atrPeriod`, whichever is later; `first` and `seed` start the channel as in {@link keltner}. A NaN gives NaN until its window has passed and the channel, which starts anew
 * behind it, is back.
 *
 * @example
 * const bars = { high: [3, 3, 3, 9], low: [1, 1, 1, 1], close: [2, 2, 2, 9] }
 * squeeze(bars, 2, 2, 2, 1.5) // => Float64Array.of(NaN, NaN, 1, 0)
 */
export function squeeze(input: Inputs<'high' | 'low' | 'close', Numbers>, ...settings: SqueezeSettings): Column {
  return compute(squeezeIndicator, input, settings)
}

/** {@link squeeze} into a column of the caller. */
export function squeezeInto(
  out: Column,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: SqueezeSettings
): Column {
  return computeInto(squeezeIndicator, out, input, settings)
}

/** {@link squeeze} one bar at a time. */
export function squeezeStream(...settings: SqueezeSettings): Stream<'high' | 'low' | 'close', 'value'> {
  return streamOf(squeezeIndicator, settings)
}

/** First defined row of {@link squeeze}. */
export function squeezeWarmup(...settings: SqueezeSettings): number {
  return warmupOf(squeezeIndicator, settings)
}
