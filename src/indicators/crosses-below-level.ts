import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { levelCrossingIndicator } from './crossing.ts'
import type { Indicator, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** Settings of the crossing of a level from above to below. */
export type CrossesBelowLevelSettings = readonly [level: number]

/** The crossing of a level from above to below as data. */
export const crossesBelowLevelIndicator: Indicator<'source', 'value', CrossesBelowLevelSettings> =
  levelCrossingIndicator('crosses-below-level', -1)

/**
 * 1 at the row where a column is below a level and was at or above it one row before, 0 elsewhere. Touching the level and
 * going on the same way counts anew, as in {@link crossesBelow}. First defined at row 1; NaN where either row is.
 *
 * @example
 * crossesBelowLevel([31, 29, 30, 28], 30) // => Float64Array.of(NaN, 1, 0, 1)
 */
export function crossesBelowLevel(source: Numbers, ...settings: CrossesBelowLevelSettings): Column {
  return compute(crossesBelowLevelIndicator, source, settings)
}

/** {@link crossesBelowLevel} into a column of the caller. */
export function crossesBelowLevelInto(out: Column, source: Column, ...settings: CrossesBelowLevelSettings): Column {
  return computeInto(crossesBelowLevelIndicator, out, source, settings)
}

/** {@link crossesBelowLevel} one value at a time. */
export function crossesBelowLevelStream(...settings: CrossesBelowLevelSettings): Stream<'source', 'value'> {
  return streamOf(crossesBelowLevelIndicator, settings)
}

/** First defined row of {@link crossesBelowLevel}. */
export function crossesBelowLevelWarmup(...settings: CrossesBelowLevelSettings): number {
  return warmupOf(crossesBelowLevelIndicator, settings)
}
