import type { Column } from '../base/column.ts'
import { checkInteger, refuse } from '../base/guards.ts'
import { pearson } from '../math/correlation.ts'
import type { Measure } from './objective.ts'
import type { Given, Scene } from './recipe.ts'

/** The largest correlation with any of the given columns; 0 where one of the two does not vary. */
export function correlation({ returns: given }: Given, { where, lengths }: Scene): Measure['of'] {
  const columns = checkedReturns(where, given, lengths)
  return ({ returns, take, market }) => {
    let most = Number.NEGATIVE_INFINITY
    for (const column of columns[market]) {
      const like = pearson(returns, take(column))
      most = Math.max(most, Number.isNaN(like) ? 0 : like)
    }
    return most
  }
}

function checkedReturns(where: string, given: unknown, lengths: readonly number[]): readonly (readonly Column[])[] {
  if (!Array.isArray(given)) {
    refuse(where, 'returns of correlation', given, { rule: 'a list of return columns for every market' })
  }
  checkInteger(where, 'returns.length of correlation', given.length, { min: lengths.length, max: lengths.length })
  for (const [market, columns] of given.entries()) {
    if (!Array.isArray(columns) || columns.length === 0) {
      refuse(where, `returns[${market}] of correlation`, columns, { rule: 'an array of at least one column' })
    }
    for (const column of columns) {
      if (column instanceof Float64Array && column.length === lengths[market] && column.every(Number.isFinite)) continue
      refuse(where, `a column of returns[${market}]`, column, {
        rule: `a Float64Array of ${lengths[market]} finite numbers, as long as the market`,
        code: 'invalid-column',
      })
    }
  }
  return given.map((columns) => [...columns])
}
