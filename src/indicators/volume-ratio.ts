import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingMean, rollingMeanShape } from './rolling-sums.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the volume ratio. */
export type VolumeRatioSettings = readonly [period: number]

/** The volume ratio as data. */
export const volumeRatioIndicator: Indicator<'volume', 'value', VolumeRatioSettings> = {
  name: 'volume-ratio',
  inputs: ['volume'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 1, from: 5, to: 200, usual: 20 }],
  scratch: 1,
  warmup: ([period]) => ({ value: period }),
  memory: ([period]) => [rollingMeanShape(period), { counts: [], values: 1 }],
  run([means, { values }], [volume], [out, mean], [period]) {
    rollingMean(means, mean, volume, period)
    for (let t = 0; t < out.length; t++) {
      const before = t === 0 ? values[0] : mean[t - 1]
      out[t] = before === 0 ? Number.NaN : volume[t] / before + 0 * volume[t]
    }
    values[0] = mean[mean.length - 1]
  },
}

/**
 * Volume over its mean of the previous `period` bars: 2 is twice the usual trade. The current bar is never part of
 * its own yardstick, so the ratio has no ceiling. First defined at row `period`; NaN where a bar in question is NaN
 * or nothing was traded before.
 *
 * @example
 * volumeRatio([2, 4, 6, 15], 2) // => Float64Array.of(NaN, NaN, 2, 3)
 */
export function volumeRatio(volume: Numbers, ...settings: VolumeRatioSettings): Column {
  return compute(volumeRatioIndicator, volume, settings)
}

/** {@link volumeRatio} into a column of the caller. */
export function volumeRatioInto(out: Column, volume: Column, ...settings: VolumeRatioSettings): Column {
  return computeInto(volumeRatioIndicator, out, volume, settings)
}

/** {@link volumeRatio} one value at a time. */
export function volumeRatioStream(...settings: VolumeRatioSettings): Stream<'volume', 'value'> {
  return streamOf(volumeRatioIndicator, settings)
}

/** First defined row of {@link volumeRatio}. */
export function volumeRatioWarmup(...settings: VolumeRatioSettings): number {
  return warmupOf(volumeRatioIndicator, settings)
}
