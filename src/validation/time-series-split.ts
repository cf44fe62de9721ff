import { checkInteger, checkKeys } from '../base/guards.ts'
import { labelEndOf, PURGE_KEYS, type PurgeOptions, shadowOf } from './purge.ts'
import { checkTrain, outside, type RowRange, type SplitPlan } from './row-range.ts'

/** Number and lengths of the tests, in rows. */
export interface TimeSeriesSplitOptions extends PurgeOptions {
  /** Number of splits; 5 by default. */
  readonly folds?: number
  /** Rows of each test; by default the whole part of rows / (folds + 1). */
  readonly test?: number
  /** Most training rows, the latest of those left by the purge; by default all. */
  readonly maxTrain?: number
}

/**
 * Tests side by side up to the last row, each learned for from everything before it: the split of the same name in
 * scikit-learn, whose `gap` is the `horizon` here. Rows that do not divide go to the first training set.
 *
 * @example
 * const plan = timeSeriesSplit(12, { folds: 3, test: 2, horizon: 2 })
 * plan.splits[0] // => { train: [{ from: 0, to: 4 }], test: [{ from: 6, to: 8 }] }
 * plan.splits[2] // => { train: [{ from: 0, to: 8 }], test: [{ from: 10, to: 12 }] }
 */
export function timeSeriesSplit(rows: number, options: TimeSeriesSplitOptions = {}): SplitPlan {
  const where = 'timeSeriesSplit'
  checkKeys(where, options, ['folds', 'test', 'maxTrain', ...PURGE_KEYS])
  const { folds = 5 } = options
  checkInteger(where, 'folds', folds, { min: 1 })
  checkInteger(where, 'rows', rows, { min: folds + 1, remedy: 'Each fold needs a row to test and one to learn from.' })
  const { test = Math.floor(rows / (folds + 1)), maxTrain = rows } = options
  checkInteger(where, 'test', test, {
    min: 1,
    max: Math.floor((rows - 1) / folds),
    remedy: 'All tests and one training row must fit.',
  })
  checkInteger(where, 'maxTrain', maxTrain, { min: 1 })
  const labelEnd = labelEndOf(where, rows, options)
  const splits = Array.from({ length: folds }, (_, i) => {
    const block = { from: rows - (folds - i) * test, to: rows - (folds - i - 1) * test }
    const train = latest(outside({ from: 0, to: block.from }, shadowOf(block, labelEnd)), maxTrain)
    checkTrain(where, train, i)
    return { train, test: [block] }
  })
  return { rows, splits }
}

/** The last so many rows of a list of ranges. */
function latest(ranges: readonly RowRange[], most: number): RowRange[] {
  const kept: RowRange[] = []
  let room = most
  for (const { from, to } of ranges.toReversed()) {
    if (room === 0) break
    const start = Math.max(from, to - room)
    kept.unshift({ from: start, to })
    room -= to - start
  }
  return kept
}
