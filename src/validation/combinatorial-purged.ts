import { checkInteger, checkKeys, refuse } from '../base/guards.ts'
import { combinations, countCombinations } from './combinations.ts'
import { checkEmbargo, EMBARGO_KEYS, type EmbargoOptions, labelEndOf, shadowOf } from './purge.ts'
import { checkTrain, evenRanges, outside, type RowRange, type Split, type SplitPlan } from './row-range.ts'

/** More splits than this are a mistake: nobody fits as many models. */
const MOST_SPLITS = 100_000

/** How many groups there are and how many are tested at a time. */
export interface CombinatorialOptions extends EmbargoOptions {
  /** Groups of neighbouring rows; 6 by default. */
  readonly groups?: number
  /** Groups that each split tests; 2 by default. */
  readonly tested?: number
}

/** A split that tests several groups, one range of `test` for each. */
export interface CombinatorialSplit extends Split {
  /** The groups that `test` covers, ascending. */
  readonly groups: readonly number[]
  /** For each of these groups, the path that its test belongs to. */
  readonly paths: readonly number[]
}

/** All splits, and the backtest paths that can be put together from their tests. */
export interface CombinatorialPlan extends SplitPlan<CombinatorialSplit> {
  readonly groups: readonly RowRange[]
  /** `paths[p][g]` is the split that tests group g for path p. */
  readonly paths: readonly (readonly number[])[]
}

/**
 * Combinatorial purged cross-validation: every choice of `tested` out of `groups` groups is tested once, so each
 * group is tested C(groups - 1, tested - 1) times and the tests join to as many paths through all rows: a
 * distribution of backtests instead of one. Six groups by two give 15 splits and 5 paths; splits are not paths. Splits
 * come in lexicographic order; a group's n-th test belongs to the n-th path. López de Prado 2018, chapter 12.
 *
 * @example
 * const plan = combinatorialPurged(60, { groups: 6, tested: 2, horizon: 1, embargo: 2 })
 * plan.splits.length // => 15
 * plan.paths.length // => 5
 * plan.splits[1].groups // => [0, 2]
 * plan.splits[1].train // => [{ from: 13, to: 19 }, { from: 33, to: 60 }]
 */
export function combinatorialPurged(rows: number, options: CombinatorialOptions = {}): CombinatorialPlan {
  const where = 'combinatorialPurged'
  checkKeys(where, options, ['groups', 'tested', ...EMBARGO_KEYS])
  const { groups: count = 6, tested = 2, embargo = 0 } = options
  checkCounts(where, rows, count, tested)
  checkEmbargo(where, embargo)
  const labelEnd = labelEndOf(where, rows, options)
  const groups = evenRanges(rows, count)
  const shadows = groups.map((group) => shadowOf(group, labelEnd, embargo))
  const paths: number[][] = Array.from({ length: countCombinations(count - 1, tested - 1) }, () => [])
  const visits = new Array<number>(count).fill(0)
  const splits = combinations(count, tested).map((chosen, i) => {
    const train = outside(
      { from: 0, to: rows },
      chosen.flatMap((group) => shadows[group]),
    )
    checkTrain(where, train, i)
    const ids = chosen.map((group) => visits[group]++)
    for (const [place, group] of chosen.entries()) paths[ids[place]][group] = i
    return { train, test: chosen.map((group) => groups[group]), groups: chosen, paths: ids }
  })
  return { rows, splits, groups, paths }
}

function checkCounts(where: string, rows: number, groups: number, tested: number): void {
  checkInteger(where, 'groups', groups, { min: 2 })
  checkInteger(where, 'tested', tested, {
    min: 1,
    max: groups - 1,
    remedy: 'At least one group is left to learn from.',
  })
  checkInteger(where, 'rows', rows, { min: groups, remedy: 'Every group needs a row.' })
  const splits = countCombinations(groups, tested)
  if (splits <= MOST_SPLITS) return
  refuse(where, `C(${groups}, ${tested})`, splits, {
    rule: `at most ${MOST_SPLITS} splits`,
    remedy: 'Take fewer groups, or test fewer at a time.',
  })
}
