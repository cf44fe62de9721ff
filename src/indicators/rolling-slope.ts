import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { rollingTilt, rollingTiltShape } from './rolling-tilt.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the rolling regression slope. */
export type RollingSlopeSettings = readonly [period: number]

/** The rolling regression slope as data. */
export const rollingSlopeIndicator: Indicator<'source', 'value', RollingSlopeSettings> = {
  name: 'rolling-slope',
  inputs: ['source'],
  outputs: ['value'],
  parameters: [{ name: 'period', kind: 'period', min: 2, from: 5, to: 400, usual: 20 }],
  warmup: ([period]) => ({ value: period - 1 }),
  memory: ([period]) => [rollingTiltShape(period)],
  run: ([memory], [source], [out], [period]) => rollingTilt(memory, out, source, period),
}

/**
 * Slope of the straight line fitted to the last `period` values by least squares, in value per bar (TA-Lib
 * LINEARREG_SLOPE). First defined at row `period - 1`; NaN where the window holds a NaN; exactly 0 where it is flat.
 * O(1) a row.
 *
 * @example
 * rollingSlope([1, 3, 5, 4], 4) // => Float64Array.of(NaN, NaN, NaN, 1.1)
 */
export function rollingSlope(source: Numbers, ...settings: RollingSlopeSettings): Column {
  return compute(rollingSlopeIndicator, source, settings)
}

/** {@link rollingSlope} into a column of the caller. */
export function rollingSlopeInto(out: Column, source: Column, ...settings: RollingSlopeSettings): Column {
  return computeInto(rollingSlopeIndicator, out, source, settings)
}

/** {@link rollingSlope} one value at a time. */
export function rollingSlopeStream(...settings: RollingSlopeSettings): Stream<'source', 'value'> {
  return streamOf(rollingSlopeIndicator, settings)
}

/** First defined row of {@link rollingSlope}. */
export function rollingSlopeWarmup(...settings: RollingSlopeSettings): number {
  return warmupOf(rollingSlopeIndicator, settings)
}
