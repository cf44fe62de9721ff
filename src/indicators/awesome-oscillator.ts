import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'
import { runTwoMeans, twoMeansShape } from './two-means.ts'

/** Settings of the awesome oscillator. */
export type AwesomeOscillatorSettings = readonly [fast: number, slow: number]

const SLOW = 'Slow is the longer period.'

/** The awesome oscillator as data. */
export const awesomeOscillatorIndicator: Indicator<'high' | 'low', 'value', AwesomeOscillatorSettings> = {
  name: 'awesome-oscillator',
  inputs: ['high', 'low'],
  outputs: ['value'],
  parameters: [
    { name: 'fast', kind: 'period', min: 1, from: 2, to: 30, usual: 5 },
    { name: 'slow', kind: 'period', min: 2, above: 'fast', remedy: SLOW, from: 10, to: 200, usual: 34 },
  ],
  warmup: ([, slow]) => ({ value: slow - 1 }),
  memory: ([, slow]) => [twoMeansShape(slow)],
  run: ([memory], bars, [out], settings) => runTwoMeans(memory, out, bars, settings),
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
