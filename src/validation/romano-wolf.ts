import type { Column } from '../base/column.ts'
import { ascendingOrder } from '../math/ranks.ts'
import { type Draws, resampledMeans, type StatisticOptions } from './resampled-means.ts'

/**
 * Which of many rules beat the benchmark: a p-value for each, so that with those at most alpha rejected the chance of
 * even one false discovery is at most about alpha. It steps down from the best rule, each step asking only the rules
 * that are left (StepM), and uses how rules move together, so it finds more than Holm. Each column holds a rule's return
 * above the benchmark. A p-value is (1 + resamples at least as extreme) / (1 + resamples), made to rise along the order.
 * Romano and Wolf 2005; the p-values are those of Romano and Wolf 2016. O(resamples columns) beyond the resampling.
 *
 * @example
 * const rules = [Float64Array.of(1, -1, 2, -2, 1, -1), Float64Array.of(3, 1, 2, 3, 1, 2)]
 * const draws = [[0, 1, 2, 3, 4, 5], [1, 3, 5, 1, 3, 5], [0, 0, 2, 2, 4, 4]]
 * romanoWolf(rules, draws, { statistic: 'mean' }) // => Float64Array.of(0.75, 0.25)
 */
export function romanoWolf(columns: readonly Column[], draws: Draws, options: StatisticOptions = {}): Column {
  const { means, units, resampled, dust } = resampledMeans('romanoWolf', columns, draws, options)
  const scores = means.map((mean, k) => mean / units[k])
  const order = ascendingOrder(scores)
  const extremes = new Uint32Array(scores.length)
  for (const each of resampled) {
    // Going up from the worst rule, the largest of the rules seen so far is that of all that a step has left.
    let largest = Number.NEGATIVE_INFINITY
    for (const k of order) {
      largest = Math.max(largest, (each[k] - means[k]) / units[k])
      if (largest >= scores[k] - dust) extremes[k]++
    }
  }
  const pValues = new Float64Array(scores.length)
  let bound = 0
  for (const k of order.reverse()) {
    bound = Math.max(bound, (1 + extremes[k]) / (1 + resampled.length))
    pValues[k] = bound
  }
  return pValues
}
