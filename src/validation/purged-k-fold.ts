import { checkInteger, checkKeys } from '../base/guards.ts'
import { checkEmbargo, EMBARGO_KEYS, type EmbargoOptions, labelEndOf, shadowOf } from './purge.ts'
import { checkTrain, evenRanges, outside, type SplitPlan } from './row-range.ts'

/** Number of folds, and what is kept free around each. */
export interface PurgedKFoldOptions extends EmbargoOptions {
  /** Number of test blocks; 5 by default. */
  readonly folds?: number
}

/**
 * Cross-validation for rows that follow each other in time: every row is tested once, and training takes the rows on
 * both sides, less those whose labels touch the test (purge) and a stretch after it (embargo), which serial
 * correlation would leak through. López de Prado, "Advances in Financial Machine Learning", 2018, chapter 7.
 *
 * @example
 * const plan = purgedKFold(10, { folds: 5, horizon: 1, embargo: 1 })
 * plan.splits[1] // => { train: [{ from: 0, to: 1 }, { from: 6, to: 10 }], test: [{ from: 2, to: 4 }] }
 */
export function purgedKFold(rows: number, options: PurgedKFoldOptions = {}): SplitPlan {
  const where = 'purgedKFold'
  checkKeys(where, options, ['folds', ...EMBARGO_KEYS])
  const { folds = 5, embargo = 0 } = options
  checkInteger(where, 'folds', folds, { min: 2 })
  checkInteger(where, 'rows', rows, { min: folds, remedy: 'Every fold needs a row.' })
  checkEmbargo(where, embargo)
  const labelEnd = labelEndOf(where, rows, options)
  const splits = evenRanges(rows, folds).map((block, i) => {
    const train = outside({ from: 0, to: rows }, shadowOf(block, labelEnd, embargo))
    checkTrain(where, train, i)
    return { train, test: [block] }
  })
  return { rows, splits }
}
