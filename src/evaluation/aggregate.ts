import { checkKeys, checkNumber, checkOneOf } from '../base/guards.ts'
import { quantile } from '../math/quantile.ts'
import { mean } from '../math/sum.ts'
import type { Aggregation } from './task.ts'

/** Many scores of one goal become one. */
export type Aggregate = (scores: Float64Array, direction: 'max' | 'min') => number

/**
 * How scores are brought together, from its name. One score is itself, NaN among them makes NaN. `others` are names that are
 * allowed there too, for what to say of a wrong one.
 */
export function aggregateOf(
  where: string,
  what: string,
  aggregation: Aggregation,
  others: readonly string[] = [],
): Aggregate {
  const join = joinOf(where, what, aggregation, others)
  return (scores, direction) => (scores.length === 1 ? scores[0] : join(scores, direction))
}

function joinOf(where: string, what: string, aggregation: Aggregation, others: readonly string[]): Aggregate {
  if (typeof aggregation === 'object' && aggregation !== null) {
    checkKeys(`${where}: ${what}`, aggregation, ['quantile'])
    const share = aggregation.quantile
    checkNumber(where, `${what}.quantile`, share, { min: 0, max: 1, remedy: 'Give a fraction: 0 is the worst.' })
    return (scores, direction) => quantile(scores, direction === 'max' ? share : 1 - share)
  }
  checkOneOf(where, what, aggregation, ['mean', 'median', 'worst', ...others])
  if (aggregation === 'mean') return (scores) => mean(scores)
  if (aggregation === 'median') return (scores) => quantile(scores, 0.5)
  return (scores, direction) =>
    scores.reduce((worst, score) => (direction === 'max' ? Math.min : Math.max)(worst, score))
}
