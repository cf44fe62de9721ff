import type { Column } from '../base/column.ts'
import { checkColumn, refuse } from '../base/guards.ts'
import type { CombinatorialPlan } from './combinatorial-purged.ts'
import { countRows } from './row-range.ts'

/**
 * The backtest paths of a combinatorial plan. `tested[i]` holds one value (a return, say) for each test row of split
 * i, groups joined in order, as `takeRows` cuts them; each path comes back as a column over all rows, every row from
 * a model that did not learn from it.
 *
 * @example
 * const plan = combinatorialPurged(3, { groups: 3, tested: 2 })
 * const returns = [Float64Array.of(1, 2), Float64Array.of(3, 4), Float64Array.of(5, 6)]
 * assemblePaths(plan, returns) // => [Float64Array.of(1, 2, 4), Float64Array.of(3, 5, 6)]
 */
export function assemblePaths(plan: CombinatorialPlan, tested: readonly Column[]): Column[] {
  const { rows, splits, groups, paths } = plan
  if (tested.length !== splits.length) {
    refuse('assemblePaths', 'tested.length', tested.length, {
      rule: `${splits.length}, the number of splits`,
      code: 'length-mismatch',
    })
  }
  for (const [i, { test }] of splits.entries()) {
    checkColumn('assemblePaths', `tested[${i}]`, tested[i], countRows(test))
  }
  return paths.map((path) => {
    const joined = new Float64Array(rows)
    for (const [group, i] of path.entries()) {
      const place = splits[i].groups.indexOf(group)
      const from = countRows(splits[i].test.slice(0, place))
      joined.set(tested[i].subarray(from, from + countRows([groups[group]])), groups[group].from)
    }
    return joined
  })
}
