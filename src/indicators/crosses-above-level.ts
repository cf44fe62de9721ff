import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { levelCrossingIndicator } from './crossing.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the crossing of a level from below to above. */
export type CrossesAboveLevelSettings = readonly [level: number]

/** The crossing of a level from below to above as data. */
export const crossesAboveLevelIndicator: Indicator<'source', 'value', CrossesAboveLevelSettings> =
  levelCrossingIndicator('crosses-above-level', 1)

/**
 * 1 at the row where a column is above a level and was at or below it one row before, 0 elsewhere. Touching the level and
 * going on the same way counts anew, as in {@link crossesAbove}. First defined at row 1; NaN where either row is.
 *
 * @example
 * crossesAboveLevel([29, 31, 30, 32], 30) // => Float64Array.of(NaN, 1, 0, 1)
 */
export function crossesAboveLevel(source: Numbers, ...settings: CrossesAboveLevelSettings): Column {
  return compute(crossesAboveLevelIndicator, source, settings)
}

/** {@link crossesAboveLevel} into a column of the caller. */
export function crossesAboveLevelInto(out: Column, source: Column, ...settings: CrossesAboveLevelSettings): Column {
  return computeInto(crossesAboveLevelIndicator, out, source, settings)
}

/** {@link crossesAboveLevel} one value at a time. */
export function crossesAboveLevelStream(...settings: CrossesAboveLevelSettings): Stream<'source', 'value'> {
  return streamOf(crossesAboveLevelIndicator, settings)
}

/** First defined row of {@link crossesAboveLevel}. */
export function crossesAboveLevelWarmup(...settings: CrossesAboveLevelSettings): number {
  return warmupOf(crossesAboveLevelIndicator, settings)
}
