import type { Column } from '../base/column.ts'
import { ln } from '../math/ln.ts'
import { type Draws, type ResampledMeans, resampledMeans, type StatisticOptions } from './resampled-means.ts'

/** Whether the best of many rules beats the benchmark by more than luck. */
export interface SuperiorPredictive {
  /** The column with the largest statistic, the first of equals. */
  readonly best: number
  /** Its statistic: the mean, in standard errors when studentised, and then at least 0. */
  readonly statistic: number
  /** The test's answer, and what it would be if all poor rules were dropped (`lower`) or none were (`upper`). */
  readonly pValues: { readonly lower: number; readonly consistent: number; readonly upper: number }
}

/**
 * Hansen's test for superior predictive ability: may the best of these columns be the best by luck, when none has a
 * mean above 0? Each column holds a rule's return above the benchmark, bar by bar, for every rule that was tried.
 * The p-value to report is `consistent`: rules so poor that they are no rivals (mean below -error sqrt(2 ln ln n))
 * do not count. Unlike in the reality check, adding hopeless rules does not hide a good one. A p-value is the share of
 * resamples whose best is above the real best. Hansen, "A Test for Superior Predictive Ability", 2005; the standard
 * errors come from the resamples.
 *
 * @example
 * const flat = [Float64Array.of(1, -1, 2, -2, 1, -1), Float64Array.of(3, 1, 2, 3, 1, 2)]
 * const draws = [[0, 1, 2, 3, 4, 5], [1, 1, 1, 4, 4, 4], [0, 0, 0, 3, 3, 3], [0, 0, 1, 1, 2, 2]]
 * const { best, pValues } = superiorPredictive(flat, draws)
 * best // => 1
 * pValues.consistent // => 0
 */
export function superiorPredictive(
  columns: readonly Column[],
  draws: Draws,
  options: StatisticOptions = {},
): SuperiorPredictive {
  const panel = resampledMeans('superiorPredictive', columns, draws, options)
  const floor = options.statistic === 'mean' ? Number.NEGATIVE_INFINITY : 0
  const { means, errors, rows } = panel
  const poor = -Math.sqrt(2 * ln(ln(rows)))
  const scores = means.map((mean, k) => mean / panel.units[k])
  const best = scores.indexOf(Math.max(...scores))
  const statistic = Math.max(floor, scores[best])
  const share = (centres: Column): number => shareAbove(panel, centres, statistic)
  return {
    best,
    statistic,
    pValues: {
      lower: share(means.map((mean) => Math.max(mean, 0))),
      consistent: share(means.map((mean, k) => (mean >= poor * errors[k] ? mean : 0))),
      upper: share(means),
    },
  }
}

/** White's answer: the best column, its mean, and the chance that luck alone gives as much. */
export interface RealityCheck {
  readonly best: number
  readonly mean: number
  readonly pValue: number
}

/**
 * White's reality check: the share of resamples whose best mean, each column less its own mean, is above the real best
 * mean. Each column holds a rule's return above the benchmark. Conservative: poor rules and noisy ones make it hard to
 * reject, see `superiorPredictive`. White, "A Reality Check for Data Snooping", 2000.
 *
 * @example
 * const rules = [Float64Array.of(1, -1, 2, -2, 1, -1), Float64Array.of(3, 1, 2, 3, 1, 2)]
 * realityCheck(rules, [[0, 1, 2, 3, 4, 5], [0, 0, 2, 2, 4, 4]]) // => { best: 1, mean: 2, pValue: 0 }
 */
export function realityCheck(columns: readonly Column[], draws: Draws): RealityCheck {
  const panel = resampledMeans('realityCheck', columns, draws, { statistic: 'mean' })
  const mean = Math.max(...panel.means)
  return { best: panel.means.indexOf(mean), mean, pValue: shareAbove(panel, panel.means, mean) }
}

function shareAbove({ resampled, units, dust }: ResampledMeans, centres: Column, statistic: number): number {
  const bar = statistic + dust
  const above = resampled.filter((means) => means.some((mean, k) => (mean - centres[k]) / units[k] > bar))
  return above.length / resampled.length
}
