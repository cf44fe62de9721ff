import type { Column } from '../base/column.ts'
import { compute, computeInto, warmupOf } from './batch.ts'
import { crossingIndicator } from './crossing.ts'
import type { Indicator, Inputs, Numbers } from './indicator.ts'
import { type Stream, streamOf } from './stream.ts'

/** The crossing from above to below as data. */
export const crossesBelowIndicator: Indicator<'left' | 'right', 'value', readonly []> = crossingIndicator(
  'crosses-below',
  -1,
)

/**
 * 1 at the row where `left` is below `right` and was at or above it one row before, 0 elsewhere. A column that touches the
 * other and goes on the same way crosses anew, as in TradingView. First defined at row 1; NaN where either row is.
 *
 * @example
 * crossesBelow({ left: [3, 1, 2, 0], right: [2, 2, 2, 2] }) // => Float64Array.of(NaN, 1, 0, 1)
 */
export function crossesBelow(input: Inputs<'left' | 'right', Numbers>): Column {
  return compute(crossesBelowIndicator, input, [])
}

/** {@link crossesBelow} into a column of the caller. */
export function crossesBelowInto(out: Column, input: Inputs<'left' | 'right', Column>): Column {
  return computeInto(crossesBelowIndicator, out, input, [])
}

/** {@link crossesBelow} one row at a time. */
export function crossesBelowStream(): Stream<'left' | 'right', 'value'> {
  return streamOf(crossesBelowIndicator, [])
}

/** First defined row of {@link crossesBelow}. */
export function crossesBelowWarmup(): number {
  return warmupOf(crossesBelowIndicator, [])
}
