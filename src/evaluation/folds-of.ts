import { checkInteger, checkKeys, refuse } from '../base/guards.ts'
import { type CombinatorialOptions, combinatorialPurged } from '../validation/combinatorial-purged.ts'
import { type PurgedKFoldOptions, purgedKFold } from '../validation/purged-k-fold.ts'
import type { RowRange, SplitPlan } from '../validation/row-range.ts'
import { type TimeSeriesSplitOptions, timeSeriesSplit } from '../validation/time-series-split.ts'
import { type WalkForwardOptions, walkForward } from '../validation/walk-forward.ts'
import type { Folds } from './task.ts'

/** Below this many rows no ratio is formed. */
const FEWEST_ROWS = 4

const METHODS: Readonly<Record<string, (rows: number, options: never) => SplitPlan>> = {
  walkForward: (rows, options: WalkForwardOptions) => walkForward(rows, options),
  timeSeriesSplit: (rows, options: TimeSeriesSplitOptions) => timeSeriesSplit(rows, options),
  purgedKFold: (rows, options: PurgedKFoldOptions) => purgedKFold(rows, options),
  combinatorialPurged: (rows, options: CombinatorialOptions) => combinatorialPurged(rows, options),
}

/** The test rows of every fold of a market, as rows of the market: `rows` of them are scored, from `from` on. */
export function foldsOf(where: string, folds: Folds | undefined, rows: number, from: number): RowRange[][] {
  const tests =
    folds === undefined ? [[{ from: 0, to: rows }]] : planOf(where, folds, rows).splits.map((split) => split?.test)
  return tests.map((ranges, fold) => {
    checkRanges(where, `folds.splits[${fold}].test`, ranges, rows)
    return ranges.map((range) => ({ from: range.from + from, to: range.to + from }))
  })
}

function planOf(where: string, folds: Folds, rows: number): SplitPlan {
  if (typeof folds !== 'object' || folds === null) {
    refuse(where, 'folds', folds, { rule: `{ splits } or one of ${Object.keys(METHODS).join(', ')} with its options` })
  }
  if (!('splits' in folds)) {
    checkKeys(`${where}: folds`, folds, Object.keys(METHODS))
    const [[name, options] = ['', {}], ...more] = Object.entries(folds)
    if (name === '' || more.length > 0) {
      refuse(where, 'folds', folds, { rule: `one of ${Object.keys(METHODS).join(', ')} with its options` })
    }
    return METHODS[name](rows, options as never)
  }
  if (folds.rows !== rows) {
    refuse(where, 'folds.rows', folds.rows, {
      rule: `${rows}, the rows of the market after the warm-up`,
      code: 'length-mismatch',
      remedy: 'Give the method with its options instead, and every market gets a plan of its own.',
    })
  }
  if (Array.isArray(folds.splits) && folds.splits.length > 0) return folds
  return refuse(where, 'folds.splits', folds.splits, { rule: 'an array of at least one split' })
}

function checkRanges(where: string, what: string, ranges: readonly RowRange[], rows: number): void {
  if (!Array.isArray(ranges) || ranges.length === 0) refuse(where, what, ranges, { rule: 'an array of row ranges' })
  let total = 0
  let last = 0
  for (const range of ranges) {
    checkInteger(where, `${what}.from`, range?.from, { min: last, remedy: 'Ranges ascend and do not overlap.' })
    checkInteger(where, `${what}.to`, range.to, { above: range.from, max: rows })
    last = range.to
    total += range.to - range.from
  }
  if (total < FEWEST_ROWS) {
    refuse(where, `the rows of ${what}`, total, {
      rule: `at least ${FEWEST_ROWS}`,
      remedy: 'Fewer returns have no ratio; make folds longer.',
    })
  }
}
