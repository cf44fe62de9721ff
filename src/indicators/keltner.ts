import type { Column } from '../base/column.ts'
import { atrIndicator } from './atr.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Band } from './bollinger.ts'
import { type EmaSeed, emaIndicator } from './ema.ts'
import type { Indicator, Inputs, Numbers, Outputs } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'
import type { FirstRange } from './true-range.ts'

// Over budget: four settings with their variants, named at every door.

/** Settings of the Keltner channel. */
export type KeltnerSettings = readonly [
  period: number,
  atrPeriod: number,
  width: number,
  first?: FirstRange,
  seed?: EmaSeed,
]

/** The Keltner channel as data. */
export const keltnerIndicator: Indicator<'high' | 'low' | 'close', Band, KeltnerSettings> = {
  name: 'keltner',
  inputs: ['high', 'low', 'close'],
  outputs: ['upper', 'middle', 'lower'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 5, to: 200, usual: 20 },
    { name: 'atrPeriod', kind: 'period', min: 1, from: 2, to: 100, usual: 10 },
    { name: 'width', kind: 'number', min: 0, from: 0.5, to: 5, usual: 2 },
    { name: 'first', kind: 'variant', options: ['none', 'high-low'], usual: 'none' },
    { name: 'seed', kind: 'variant', options: ['sma', 'first'], usual: 'sma' },
  ],
  warmup([period, atrPeriod, , first, seed]) {
    const line = emaIndicator.warmup([period, seed]).value
    const both = Math.max(line, atrIndicator.warmup([atrPeriod, first]).value)
    return { upper: both, middle: line, lower: both }
  },
  memory: ([period, atrPeriod, , first, seed]) => [
    ...emaIndicator.memory([period, seed]),
    ...atrIndicator.memory([atrPeriod, first]),
  ],
  run([average, ...ranges], inputs, [upper, middle, lower], [period, atrPeriod, width, first, seed]) {
    emaIndicator.run([average], [inputs[2]], [middle], [period, seed])
    atrIndicator.run(ranges, inputs, [upper], [atrPeriod, first])
    for (let t = 0; t < middle.length; t++) {
      const reach = width * upper[t]
      upper[t] = middle[t] + reach
      lower[t] = middle[t] - reach
    }
  },
}

/**
 * Keltner channel: the exponential average of the close over `period` bars, and `width` average true ranges (Wilder's,
 * of `atrPeriod` bars) above and below it. The middle is first defined at row `period - 1`, the bands once the ranges
 * are too, at `atrPeriod` or later. How ranges and average start is that of {@link atr} and {@link ema}. A NaN gives NaN, and the averages it touches start anew behind it.
 *
 * @example
 * const channel = keltner({ high: [3, 5, 5], low: [1, 4, 3], close: [2, 4, 4] }, 1, 2, 2)
 * channel.middle // => Float64Array.of(2, 4, 4)
 * channel.upper // => Float64Array.of(NaN, NaN, 9)
 * channel.lower // => Float64Array.of(NaN, NaN, -1)
 */
export function keltner(
  input: Inputs<'high' | 'low' | 'close', Numbers>,
  ...settings: KeltnerSettings
): Outputs<Band, Column> {
  return compute(keltnerIndicator, input, settings)
}

/** {@link keltner} into columns of the caller. */
export function keltnerInto(
  out: Outputs<Band, Column>,
  input: Inputs<'high' | 'low' | 'close', Column>,
  ...settings: KeltnerSettings
): Outputs<Band, Column> {
  return computeInto(keltnerIndicator, out, input, settings)
}

/** {@link keltner} one bar at a time. */
export function keltnerStream(...settings: KeltnerSettings): Stream<'high' | 'low' | 'close', Band> {
  return streamOf(keltnerIndicator, settings)
}

/** First defined row of each line of {@link keltner}. */
export function keltnerWarmup(...settings: KeltnerSettings): Outputs<Band, number> {
  return warmupOf(keltnerIndicator, settings)
}
