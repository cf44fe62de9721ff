import type { Column } from '../base/column.ts'
import { checkInteger } from '../base/guards.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { rollingDistance, rollingDistanceShape } from './rolling-distance.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the awesome oscillator. */
export type AwesomeOscillatorSettings = readonly [fast: number, slow: number]

/** The awesome oscillator as data. */
export const awesomeOscillatorIndicator: Indicator<'high' | 'low', 'value', AwesomeOscillatorSettings> = {
  name: 'awesome-oscillator',
  inputs: ['high', 'low'],
  outputs: ['value'],
  parameters: [
    { name: 'fast', kind: 'period', min: 1, from: 2, to: 50, usual: 5 },
    { name: 'slow', kind: 'period', min: 2, from: 10, to: 200, usual: 34 },
  ],
  scratch: 3,
  check([fast, slow]) {
    checkInteger('awesome-oscillator', 'slow', slow, { above: fast, remedy: 'Slow is the longer period.' })
  },
  warmup: ([, slow]) => ({ value: slow - 1 }),
  memory: ([fast, slow]) => [rollingDistanceShape(fast), rollingDistanceShape(slow)],
  run([quick, lazy], [high, low], [out, distance, middle, spread], [fast, slow]) {
    for (let t = 0; t < out.length; t++) middle[t] = 0.5 * high[t] + 0.5 * low[t]
    rollingDistance(quick, [distance, spread], middle, fast)
    rollingDistance(lazy, [out, spread], middle, slow)
    for (let t = 0; t < out.length; t++) out[t] -= distance[t]
  },
}

/**
 * Awesome oscillator (Williams): the mean of the last `fast` bar middles less that of the last `slow`, a bar's middle being
 * halfway between high and low. First defined at row `slow - 1`; NaN where the window holds a NaN; exactly 0 where it is
 * flat.
 *
 * @example
 * awesomeOscillator({ high: [2, 4, 9], low: [0, 2, 3] }, 1, 2) // => Float64Array.of(NaN, 1, 1.5)
 */
export function awesomeOscillator(
  input: Inputs<'high' | 'low', Numbers>,
  ...settings: AwesomeOscillatorSettings
): Column {
  return compute(awesomeOscillatorIndicator, input, settings)
}

/** {@link awesomeOscillator} into a column of the caller. */
export function awesomeOscillatorInto(
  out: Column,
  input: Inputs<'high' | 'low', Column>,
  ...settings: AwesomeOscillatorSettings
): Column {
  return computeInto(awesomeOscillatorIndicator, out, input, settings)
}

/** {@link awesomeOscillator} one bar at a time. */
export function awesomeOscillatorStream(...settings: AwesomeOscillatorSettings): Stream<'high' | 'low', 'value'> {
  return streamOf(awesomeOscillatorIndicator, settings)
}

/** First defined row of {@link awesomeOscillator}. */
export function awesomeOscillatorWarmup(...settings: AwesomeOscillatorSettings): number {
  return warmupOf(awesomeOscillatorIndicator, settings)
}
