import { checkInteger, checkKeys, checkNumber } from '../base/guards.ts'
import { checkRandom } from '../random/check-items.ts'
import { sample } from '../random/choice.ts'
import type { Random } from '../random/random.ts'
import { combinations, countCombinations } from './combinations.ts'
import { labelEndOf } from './purge.ts'
import type { RowRange, Split, SplitPlan } from './row-range.ts'
import { WALK_KEYS, type WalkForwardOptions, walk } from './walk-forward.ts'

/** So few subsets are listed and drawn from; of more, one that was drawn before is drawn again. */
const FEW = 10_000

/** A walk forward, and the windows and columns it is repeated on. */
export interface RandomisedOptions extends WalkForwardOptions {
  /** Number of windows; 20 by default. */
  readonly samples?: number
  /** Rows of each window; by default all rows. */
  readonly rowsEach?: number
  /** Number of columns (markets, strategies) there are; 1 by default. */
  readonly columns?: number
  /** Columns that each sample takes; by default all. */
  readonly columnsEach?: number
}

/** A split of one sample: the rows to learn from and to test, and the columns to do it on. */
export interface RandomisedSplit extends Split {
  /** Which sample it belongs to, from 0. */
  readonly sample: number
  /** The window of rows that the sample walks through. */
  readonly within: RowRange
  /** The columns of the sample, ascending. */
  readonly columns: readonly number[]
}

/**
 * Multiple randomised backtests: one walk forward on each of many windows of neighbouring rows, every place equally
 * likely, and many subsets of columns, none taken twice. It asks whether a result hangs on the years or the markets
 * that happened to be picked. Samples share rows, so their results are not independent. Palomar, "Portfolio
 * Optimization: Theory and Application", 2025, chapter 8.
 *
 * @example
 * const options = { samples: 10, rowsEach: 60, train: 40, test: 10, columns: 8, columnsEach: 3 }
 * const plan = multipleRandomised(randomFrom(42), 100, options)
 * plan.splits.length // => 20
 * new Set(plan.splits.map(({ columns }) => columns.join())).size // => 10
 */
export function multipleRandomised(
  random: Random,
  rows: number,
  options: RandomisedOptions,
): SplitPlan<RandomisedSplit> {
  const where = 'multipleRandomised'
  checkRandom(where, random)
  checkKeys(where, options, ['samples', 'rowsEach', 'columns', 'columnsEach', ...WALK_KEYS])
  checkInteger(where, 'rows', rows, { min: 2 })
  const { samples = 20, rowsEach = rows, columns = 1, columnsEach = columns, labelEnds, ...lengths } = options
  checkInteger(where, 'samples', samples, { min: 1 })
  checkInteger(where, 'rowsEach', rowsEach, { min: 2, max: rows })
  checkInteger(where, 'columns', columns, { min: 1 })
  checkInteger(where, 'columnsEach', columnsEach, { min: 1, max: columns })
  const labelEnd = labelEndOf(where, rows, options)
  const subsets = columnsEach === columns ? [] : drawSubsets(random, samples, columns, columnsEach)
  const all = Array.from({ length: columns }, (_, i) => i)
  const splits = Array.from({ length: samples }, (_, i) => {
    const from = random.int(0, rows - rowsEach)
    const purge = labelEnds === undefined ? {} : { labelEnds: ends(from, rowsEach, labelEnd) }
    return walk(where, rowsEach, { ...lengths, ...purge }).splits.map((split) => ({
      train: shifted(split.train, from),
      test: shifted(split.test, from),
      sample: i,
      within: { from, to: from + rowsEach },
      columns: subsets[i] ?? all,
    }))
  })
  return { rows, splits: splits.flat() }
}

/** Subsets of columns, all different and each ascending. */
function drawSubsets(random: Random, samples: number, columns: number, each: number): number[][] {
  const there = countCombinations(columns, each)
  checkNumber('multipleRandomised', 'samples', samples, {
    max: there,
    remedy: 'No subset of columns is taken twice: take fewer samples.',
  })
  if (there <= FEW) return sample(random, combinations(columns, each), samples)
  const drawn = new Map<string, number[]>()
  const pool = Array.from({ length: columns }, (_, i) => i)
  while (drawn.size < samples) {
    const subset = sample(random, pool, each).sort((a, b) => a - b)
    drawn.set(subset.join(), subset)
  }
  return [...drawn.values()]
}

function ends(from: number, count: number, labelEnd: (row: number) => number): number[] {
  return Array.from({ length: count }, (_, i) => labelEnd(from + i) - from)
}

function shifted(ranges: readonly RowRange[], by: number): RowRange[] {
  return ranges.map(({ from, to }) => ({ from: from + by, to: to + by }))
}
