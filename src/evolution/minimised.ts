import type { Goal } from './evaluation.ts'

/**
 * Rows of scores as the search compares them: goals to maximise change their sign, and NaN, which no order can hold,
 * becomes +Infinity, the worst there is. The only place where either happens. The same goals lead back to natural units;
 * without goals only NaN is replaced. Gives the column itself where nothing changes.
 *
 * @example
 * const goals = [{ name: 'sharpe', direction: 'max' }, { name: 'risk', direction: 'min' }]
 * minimised(Float64Array.of(2, 0.1, NaN, 0.3), goals) // => Float64Array.of(-2, 0.1, Infinity, 0.3)
 */
export function minimised(scores: Float64Array, goals: readonly Goal[] = []): Float64Array {
  const width = Math.max(1, goals.length)
  const flips = goals.map(({ direction }) => direction === 'max')
  if (!flips.includes(true) && !hasNaN(scores)) return scores
  return scores.map((score, place) => {
    if (Number.isNaN(score)) return Number.POSITIVE_INFINITY
    return flips[place % width] === true ? 0 - score : score
  })
}

function hasNaN(scores: Float64Array): boolean {
  for (let place = 0; place < scores.length; place++) if (Number.isNaN(scores[place])) return true
  return false
}
