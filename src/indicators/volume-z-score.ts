import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingMoments, rollingMomentsShape } from './rolling-sums.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the volume z-score. */
export type VolumeZScoreSettings = readonly [period: number]

/** The volume z-score as data. */
export const volumeZScoreIndicator: Indicator<'source', 'value', VolumeZScoreSettings> = {
  name: 'volume-z-score',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 5, to: 200, usual: 20 }],
  scratch: 2,
  warmup: ([period]) => ({ value: period }),
  memory: ([period]) => [rollingMomentsShape(period), { counts: [], values: 2 }],
  run([moments, { values }], [volume], [out, mean, variance], [period]) {
    rollingMoments(moments, [mean, variance], volume, period)
    let [before, spread] = values
    for (let t = 0; t < out.length; t++) {
      const distance = volume[t] - before
      out[t] = spread === 0 ? distance - distance : distance / Math.sqrt(spread)
      before = mean[t]
      spread = variance[t]
    }
    values[0] = before
    values[1] = spread
  },
}

/**
 * How many population standard deviations the volume stands above its mean, both of the previous `period` bars: the
 * current bar is never part of its own yardstick, so a spike is not capped by the deviation it causes. 0 where the
 * previous volumes are all equal and there is no yardstick. First defined at row `period`; NaN where a bar in question
 * is.
 *
 * @example
 * volumeZScore([2, 4, 6, 5, 5, 9], 2) // => Float64Array.of(NaN, NaN, 3, 0, -1, 0)
 */
export function volumeZScore(source: Numbers, ...settings: VolumeZScoreSettings): Column {
  return compute(volumeZScoreIndicator, source, settings)
}

/** {@link volumeZScore} into a column of the caller. */
export function volumeZScoreInto(out: Column, source: Column, ...settings: VolumeZScoreSettings): Column {
  return computeInto(volumeZScoreIndicator, out, source, settings)
}

/** {@link volumeZScore} one value at a time. */
export function volumeZScoreStream(...settings: VolumeZScoreSettings): Stream<'source', 'value'> {
  return streamOf(volumeZScoreIndicator, settings)
}

/** First defined row of {@link volumeZScore}. */
export function volumeZScoreWarmup(...settings: VolumeZScoreSettings): number {
  return warmupOf(volumeZScoreIndicator, settings)
}
