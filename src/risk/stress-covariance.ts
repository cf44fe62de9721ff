import { refuse } from '../base/guards.ts'
import { type Matrix, symmetric } from '../math/matrix.ts'
import { checkScenario, type Scenario } from './scenario.ts'

/**
 * A covariance in a crisis: standard deviations times the scenario's `volatility`, correlations moved towards 1 by its
 * `correlation` (1 makes all of them 1). What was a covariance stays one; at 1 it is singular. A short position turns into a
 * hedge by it, so look at the other direction too. O(k^2).
 *
 * @example
 * const calm = matrixFrom([[4, 0], [0, 9]])
 * stressCovariance(calm, scenarios['correlation-to-one']).data // => Float64Array.of(4, 6, 6, 9)
 */
export function stressCovariance(covariance: Matrix, scenario: Scenario): Matrix {
  checkScenario('stressCovariance', scenario)
  const { rows, data } = symmetric('stressCovariance', covariance)
  const { volatility = 1, correlation = 0 } = scenario
  const spreads = Float64Array.from({ length: rows }, (_, i) => Math.sqrt(data[i * rows + i]))
  const bad = spreads.findIndex((spread) => Number.isNaN(spread))
  if (bad !== -1) {
    refuse('stressCovariance', `the variance of asset ${bad}`, data[bad * (rows + 1)], { rule: 'at least 0' })
  }
  const moved = data.map((entry, at) => {
    const [i, j] = [Math.floor(at / rows), at % rows]
    const most = i === j ? entry : spreads[i] * spreads[j]
    return volatility * volatility * (entry + correlation * (most - entry))
  })
  return { rows, columns: rows, data: moved }
}
