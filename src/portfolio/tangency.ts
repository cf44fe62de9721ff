import type { Column } from '../base/column.ts'
import { dot } from '../math/sum.ts'
import type { Assets } from './check-covariance.ts'
import { leastVariance } from './least-variance.ts'
import type { Box } from './limits.ts'
import { times } from './times.ts'

const STEPS = 100

/** The tilt is known when the weights leave this little, as a share of their variance, to gain. */
const DONE = 1e-13

/**
 * The weights within limits with the largest ratio of mean deviation to deviation. It lies on the frontier of least w'Sw / 2 -
 * t d'w, where w'Sw = t d'w: that t is found between two that miss it on either side. Any such t will do, because the ratio has
 * no second summit.
 */
export function tangency(where: string, { count, covariance: table, deviations }: Assets, box: Box): Column {
  const at = (t: number): { t: number; weights: Column; miss: number } => {
    const weights = leastVariance(where, { count, table, box, tilt: deviations.map((each) => t * each) })
    const pull = times(table, weights)
    return { t, weights, miss: dot(pull, weights) / dot(deviations, weights) - t }
  }
  let low = at(0)
  if (low.miss <= 0) return low.weights
  let high = at(2 * low.miss)
  while (high.miss > 0) {
    low = high
    high = at(2 * high.t)
  }
  // The rule of false position, an end that stays counting half (Dowell and Jarratt 1971).
  let [above, below] = [low.miss, high.miss]
  for (let step = 0; step < STEPS && high.t - low.t > DONE * high.t; step++) {
    const next = at((low.t * below - high.t * above) / (below - above))
    if (Math.abs(next.miss) <= DONE * next.t) return next.weights
    if (next.miss > 0) {
      low = next
      above = next.miss
      below /= 2
    } else {
      high = next
      below = next.miss
      above /= 2
    }
  }
  return Math.abs(low.miss) < Math.abs(high.miss) ? low.weights : high.weights
}
