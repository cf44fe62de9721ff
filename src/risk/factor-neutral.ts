import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkInteger, checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { leastSquares } from '../math/least-squares.ts'
import { dot, sum } from '../math/sum.ts'
import { checkWeights } from './check-input.ts'

/** What neutral weights keep. */
export interface FactorNeutralOptions {
  /**
   * `'sum'`, the default: the weights sum to what they did. `'gross'`: they are scaled so that their sizes do. `'nothing'`: they
   * are the nearest, whatever they sum to.
   */
  readonly keep?: 'sum' | 'gross' | 'nothing'
}

/** What is left of a column below this share of its size is rounding. */
const ROUNDING = 1e-9

/**
 * The weights nearest to those given (least squares) whose exposure to each factor is 0: the sum of weight times beta over the
 * assets. `betas` holds for each factor a column with the beta of every asset. Weights may turn negative, and are not bounded.
 *
 * @example
 * const weights = Float64Array.of(0.5, 0.3, 0.2)
 * const neutral = factorNeutral(weights, { market: Float64Array.of(1, 1, -1) })
 * neutral.map((value) => Number(value.toFixed(9))) // => Float64Array.of(0.35, 0.15, 0.5)
 * factorNeutral(weights, { market: Float64Array.of(1, 1, 1) }) // throws 'invalid-argument'
 */
export function factorNeutral(
  weights: Column,
  betas: Readonly<Record<string, Column>>,
  options: FactorNeutralOptions = {},
): Column {
  const where = 'factorNeutral'
  checkKeys(where, options, ['keep'])
  const { keep = 'sum' } = options
  checkOneOf(where, 'keep', keep, ['sum', 'gross', 'nothing'])
  checkWeights(where, weights)
  const names = Object.keys(betas)
  checkInteger(where, 'the number of factors', names.length, {
    ...{ min: 1, max: weights.length - 1 },
    remedy: 'As many factors as assets leave no weights but 0.',
  })
  for (const name of names) {
    checkColumn(where, `betas.${name}`, betas[name], weights.length)
    checkFinite(where, `betas.${name}`, betas[name])
  }
  const columns = names.map((name) => betas[name])
  const neutral = rest(weights, columns)
  if (keep === 'nothing') return neutral
  if (keep === 'gross') return scaled(where, neutral, weights)
  // The part of equal weights that is neutral itself: the one way to change the sum and no exposure.
  const even = rest(new Float64Array(weights.length).fill(1), columns)
  const room = dot(even, even)
  const short = sum(weights) - sum(neutral)
  if (room <= ROUNDING * weights.length) {
    if (Math.abs(short) <= ROUNDING) return neutral
    refuse(where, 'betas', names.join(', '), {
      rule: 'such that neutral weights can sum to something',
      remedy: "Betas that are all alike cannot be hedged at a fixed sum: set keep to 'gross' or 'nothing'.",
    })
  }
  return neutral.map((value, asset) => value + (short / room) * even[asset])
}

function rest(column: Column, columns: readonly Column[]): Column {
  return leastSquares(column, columns, { intercept: false }).residuals
}

function scaled(where: string, neutral: Column, weights: Column): Column {
  const gross = (column: Column) => sum(column.map(Math.abs))
  const [left, wanted] = [gross(neutral), gross(weights)]
  if (left > ROUNDING * wanted) return neutral.map((value) => (value / left) * wanted)
  return refuse(where, 'weights', weights, {
    rule: 'more than bets on the factors',
    remedy: 'Nothing is left of them once they are neutral.',
  })
}
