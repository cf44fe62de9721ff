import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { smoothAdaptively, smoothAdaptivelyShape } from './smooth-adaptively.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of Kaufman's adaptive moving average. */
export type KamaSettings = readonly [period: number, fast: number, slow: number]

const SLOW = 'Slow is the longer period.'

/** Kaufman's adaptive moving average as data. */
export const kamaIndicator: Indicator<'source', 'value', KamaSettings> = {
  name: 'kama',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [
    { name: 'period', kind: 'period', min: 1, from: 2, to: 100, usual: 10 },
    { name: 'fast', kind: 'period', min: 1, from: 2, to: 20, usual: 2 },
    { name: 'slow', kind: 'period', min: 2, above: 'fast', remedy: SLOW, from: 21, to: 100, usual: 30 },
  ],
  warmup: ([period]) => ({ value: period }),
  memory: ([period]) => [smoothAdaptivelyShape(period)],
  run: ([memory], [source], [out], [period, fast, slow]) =>
    smoothAdaptively(memory, out, source, [period, 2 / (fast + 1), 2 / (slow + 1)]),
}

/**
 * Kaufman's adaptive moving average (Kaufman 1995): an exponential average as quick as one of `fast` bars where the last
 * `period` changes all point one way, as slow as one of `slow` bars where they cancel. As in TA-Lib it starts from the
 * value before its first one, at row `period`, and counts a window without any movement as one-way. A NaN gives NaN,
 * and all starts anew behind it.
 *
 * @example
 * kama([1, 2, 4, 3], 2, 1, 3) // => Float64Array.of(NaN, NaN, 4, 3.5555555555555554)
 */
export function kama(source: Numbers, ...settings: KamaSettings): Column {
  return compute(kamaIndicator, source, settings)
}

/** {@link kama} into a column of the caller. */
export function kamaInto(out: Column, source: Column, ...settings: KamaSettings): Column {
  return computeInto(kamaIndicator, out, source, settings)
}

/** {@link kama} one value at a time. */
export function kamaStream(...settings: KamaSettings): Stream<'source', 'value'> {
  return streamOf(kamaIndicator, settings)
}

/** First defined row of {@link kama}. */
export function kamaWarmup(...settings: KamaSettings): number {
  return warmupOf(kamaIndicator, settings)
}
