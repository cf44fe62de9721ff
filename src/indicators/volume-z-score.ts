import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingDistance, rollingDistanceShape } from './rolling-distance.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the volume z-score. */
export type VolumeZScoreSettings = readonly [period: number]

/** The volume z-score as data. */
export const volumeZScoreIndicator: Indicator<'volume', 'value', VolumeZScoreSettings> = {
  name: 'volume-z-score',
  inputs: ['volume'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 2, from: 5, to: 200, usual: 20 }],
  scratch: 2,
  warmup: ([period]) => ({ value: period }),
  memory: ([period]) => [rollingDistanceShape(period), { counts: [], values: 3 }],
  run([window, { values }], [volume], [out, above, variance], [period]) {
    rollingDistance(window, [above, variance], volume, period)
    let [previous, before, spread] = values
    for (let t = 0; t < out.length; t++) {
      // From the bar before, whose distance is exact: a rounded mean would cost digits at a high level.
      const distance = volume[t] - previous + before
      out[t] =
        spread === 0 && distance !== 0 ? Number.NaN : spread === 0 ? 0 : distance / Math.sqrt(spread) + 0 * distance
      previous = volume[t]
      before = above[t]
      spread = variance[t]
    }
    values.set([previous, before, spread])
  },
}

/**
 * How many population standard deviations the volume stands above its mean, both of the previous `period` bars: the
 * current bar is never part of its own yardstick, so a spike is not capped by the deviation it causes. Where the previous
 * volumes are all equal there is no yardstick: 0 for one more of the same, NaN for any other. First defined at row
 * `period`; NaN where a value in question is not finite.
 *
 * @example
 * volumeZScore([2, 4, 6, 5, 5, 5, 9], 2) // => Float64Array.of(NaN, NaN, 3, 0, -1, 0, NaN)
 */
export function volumeZScore(volume: Numbers, ...settings: VolumeZScoreSettings): Column {
  return compute(volumeZScoreIndicator, volume, settings)
}

/** {@link volumeZScore} into a column of the caller. */
export function volumeZScoreInto(out: Column, volume: Column, ...settings: VolumeZScoreSettings): Column {
  return computeInto(volumeZScoreIndicator, out, volume, settings)
}

/** {@link volumeZScore} one value at a time. */
export function volumeZScoreStream(...settings: VolumeZScoreSettings): Stream<'volume', 'value'> {
  return streamOf(volumeZScoreIndicator, settings)
}

/** First defined row of {@link volumeZScore}. */
export function volumeZScoreWarmup(...settings: VolumeZScoreSettings): number {
  return warmupOf(volumeZScoreIndicator, settings)
}
