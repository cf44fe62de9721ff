import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { mean } from '../math/sum.ts'
import { checkPanel } from './bootstrap-draws.ts'

/** Row numbers of resamples, made by `bootstrapDraws` or brought along: a list, or anything that gives them in turn. */
export type Draws = Iterable<ArrayLike<number>>

/** Differences of means are equal when they are by this share of a standard error. */
const ROUNDING = 1e-12

/** What a mean is measured in. */
export interface StatisticOptions {
  /** `'studentised'` (default): in its own standard error, from the resamples. `'mean'`: as it is. */
  readonly statistic?: 'studentised' | 'mean'
}

/** The means of columns, those of their resamples, and the unit that each is measured in. */
export interface ResampledMeans {
  readonly rows: number
  readonly means: Column
  /** Standard error of each mean: the root mean square of resampled less plain mean. */
  readonly errors: Column
  /** What `statistic` divides by: the errors, or 1. */
  readonly units: Column
  /** One column of means for each resample. */
  readonly resampled: readonly Column[]
  /** Statistics nearer than this are equal: what is left between them is rounding. */
  readonly dust: number
}

/** Resamples every column by every draw. O(resamples rows columns). */
export function resampledMeans(
  where: string,
  columns: readonly Column[],
  draws: Draws,
  options: StatisticOptions,
): ResampledMeans {
  checkKeys(where, options, ['statistic'])
  const { statistic = 'studentised' } = options
  checkOneOf(where, 'statistic', statistic, ['studentised', 'mean'])
  const rows = checkPanel(where, columns)
  checkInteger(where, 'rows', rows, { min: 4 })
  const means = Float64Array.from(columns, mean)
  const resampled = Array.from(draws, (draw, i) => {
    const counts = tally(where, rows, draw, i)
    return Float64Array.from(columns, (column) => weighted(column, counts) / rows)
  })
  checkInteger(where, 'draws', resampled.length, { min: 1, remedy: 'A generator gives its draws only once.' })
  const errors = means.map((centre, k) =>
    Math.sqrt(resampled.reduce((sum, each) => sum + (each[k] - centre) ** 2, 0) / resampled.length),
  )
  for (const [k, column] of columns.entries()) {
    checkSummable(where, k, errors[k])
    if (statistic === 'studentised') checkVaries(where, k, column, errors[k])
  }
  const dust = statistic === 'mean' ? ROUNDING * Math.max(...errors) : ROUNDING
  return { rows, means, errors, units: statistic === 'mean' ? errors.map(() => 1) : errors, resampled, dust }
}

/** How often a draw takes each row. */
function tally(where: string, rows: number, draw: ArrayLike<number>, i: number): Uint32Array {
  checkInteger(where, `draws[${i}].length`, draw.length, { min: rows, max: rows })
  const counts = new Uint32Array(rows)
  for (let place = 0; place < rows; place++) {
    const row = draw[place]
    if (!(Number.isInteger(row) && row >= 0 && row < rows)) {
      refuse(where, `draws[${i}]`, row, { rule: `a row from 0 to ${rows - 1}`, row: place })
    }
    counts[row]++
  }
  return counts
}

function weighted(column: Column, counts: Uint32Array): number {
  let total = 0
  for (let row = 0; row < column.length; row++) total += counts[row] * column[row]
  return total
}

/** Refuses means that overflow when they are squared: an error without end would hide any mean. */
function checkSummable(where: string, k: number, error: number): void {
  if (Number.isFinite(error)) return
  refuse(where, `columns[${k}]`, error, {
    rule: 'small enough for its means to be squared',
    code: 'invalid-column',
    remedy: 'Give fractions, 0.01 for one percent.',
  })
}

function checkVaries(where: string, k: number, column: Column, error: number): void {
  if (error > 0 && column.some((value) => value !== column[0])) return
  refuse(where, `columns[${k}]`, column, {
    rule: 'a column that varies, and so does its mean over the resamples',
    code: 'invalid-column',
    remedy: 'Leave out a rule that equals the benchmark; give more draws.',
  })
}
