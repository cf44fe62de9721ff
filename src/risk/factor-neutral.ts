import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkInteger, checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { type Orthogonal, orthogonalise, project } from '../math/orthogonal.ts'
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
 * assets. `betas` holds for each factor a column with the beta of every asset; a factor whose betas follow from those before it
 * is refused. Weights may turn negative, and are not bounded: where betas are nearly alike, a hedge that keeps the sum takes huge
 * ones, so look at their gross. O(k^2 n) for k factors.
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
  const names = Object.keys(betas ?? {})
  checkInteger(where, 'the number of factors', names.length, {
    ...{ min: 1, max: weights.length - 1 },
    remedy: 'As many factors as assets leave no weights but 0.',
  })
  for (const name of names) {
    checkColumn(where, `betas.${name}`, betas[name], weights.length)
    checkFinite(where, `betas.${name}`, betas[name])
  }
  const bets = orthogonalise(
    where,
    names.map((name) => inUnits(betas[name])),
    names.map((name) => `betas.${name}`),
  )
  const neutral = rest(weights, bets)
  if (keep === 'nothing') return neutral
  if (keep === 'gross') return scaled(where, neutral, weights)
  // The part of equal weights that is neutral itself: the one way to change the sum and no exposure.
  const even = rest(new Float64Array(weights.length).fill(1), bets)
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

/** A column in units of its largest value: neither huge nor tiny betas leave the range of numbers. */
function inUnits(column: Column): Column {
  const largest = column.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return largest === 0 ? column : column.map((value) => value / largest)
}

function rest(column: Column, { axes }: Orthogonal): Column {
  return project(column, axes).rest
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
