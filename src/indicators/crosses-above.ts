import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { crossingIndicator } from './crossing.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** The crossing from below to above as data. */
export const crossesAboveIndicator: Indicator<'left' | 'right', 'value', readonly []> = crossingIndicator(
  'crosses-above',
  1,
)

/**
 * 1 at the row where `left` is above `right` and was at or below it one row before, 0 elsewhere. A column that touches the
 * other and goes on the same way crosses anew, as in TradingView. First defined at row 1; NaN where either row is.
 *
 * @example
 * crossesAbove({ left: [1, 3, 2, 4], right: [2, 2, 2, 2] }) // => Float64Array.of(NaN, 1, 0, 1)
 */
export function crossesAbove(input: Inputs<'left' | 'right', Numbers>): Column {
  return compute(crossesAboveIndicator, input, [])
}

/** {@link crossesAbove} into a column of the caller. */
export function crossesAboveInto(out: Column, input: Inputs<'left' | 'right', Column>): Column {
  return computeInto(crossesAboveIndicator, out, input, [])
}

/** {@link crossesAbove} one row at a time. */
export function crossesAboveStream(): Stream<'left' | 'right', 'value'> {
  return streamOf(crossesAboveIndicator, [])
}

/** First defined row of {@link crossesAbove}. */
export function crossesAboveWarmup(): number {
  return warmupOf(crossesAboveIndicator, [])
}
