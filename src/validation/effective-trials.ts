import { checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { eigenSymmetric } from '../math/eigen.ts'
import { exp } from '../math/exp.ts'
import { ln } from '../math/ln.ts'
import { type Matrix, symmetric } from '../math/matrix.ts'
import { averageLinkage } from './average-linkage.ts'

/** Entries of a correlation matrix may be so far off 1 by rounding. */
const ROUNDING = 1e-9

/** How dependent trials are counted. */
export interface EffectiveTrialsOptions {
  /**
   * `'mean-correlation'` (default): r + (1 - r) M, r the mean correlation of all pairs (Bailey and López de Prado 2014).
   * `'entropy'`: the exponential of the entropy of the eigenvalues, the effective rank (Roy and Vetterli 2007).
   * `'clusters'`: the number of groups when trials are joined, nearest first, while their average correlation is above `cut`.
   */
  readonly method?: 'mean-correlation' | 'entropy' | 'clusters'
  /** With `'clusters'`: above this average correlation two groups are one; 0.5 by default. */
  readonly cut?: number
}

/**
 * How many independent trials are worth as much as these correlated ones: from 1, all the same, to M, none alike.
 * Pass the correlation matrix of the trials' returns. Neighbours in a parameter grid are near copies, and counting each
 * in full deflates too much; counting the groups only is the mildest. O(M^2); O(M^3) for the entropy.
 *
 * @example
 * const same = Float64Array.of(1, 3, 2, 5)
 * const pair = correlationMatrix([same, same.map((value) => 2 * value)])
 * effectiveTrials(pair) // => 1
 * effectiveTrials(matrixFrom([[1, 0], [0, 1]]), { method: 'entropy' }) // => 2
 */
export function effectiveTrials(correlation: Matrix, options: EffectiveTrialsOptions = {}): number {
  const where = 'effectiveTrials'
  checkKeys(where, options, ['method', 'cut'])
  const { method = 'mean-correlation', cut = 0.5 } = options
  checkOneOf(where, 'method', method, ['mean-correlation', 'entropy', 'clusters'])
  checkNumber(where, 'cut', cut, { min: -1, max: 1 })
  const mirrored = symmetric(where, correlation)
  checkCorrelation(where, mirrored)
  const count = mirrored.rows
  if (method === 'clusters')
    return averageLinkage(mirrored).reduce((left, height) => left - (height > cut ? 1 : 0), count)
  if (method === 'entropy') return within(effectiveRank(eigenSymmetric(mirrored).values), count)
  const r = meanOffDiagonal(mirrored)
  return within(r + (1 - r) * count, count)
}

/** Negative correlations would make more trials than there are, and rounding less than one. */
function within(value: number, count: number): number {
  return Math.min(count, Math.max(1, value))
}

function effectiveRank(values: Float64Array): number {
  const positive = values.map((value) => Math.max(0, value))
  const total = positive.reduce((sum, value) => sum + value, 0)
  const entropy = positive.reduce((sum, value) => (value === 0 ? sum : sum - (value / total) * ln(value / total)), 0)
  return exp(entropy)
}

function meanOffDiagonal({ rows, data }: Matrix): number {
  if (rows === 1) return 0
  let total = 0
  for (let i = 0; i < rows; i++) for (let j = 0; j < i; j++) total += data[i * rows + j]
  return (2 * total) / (rows * (rows - 1))
}

function checkCorrelation(where: string, { rows, data }: Matrix): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = data[i * rows + j]
      if (i === j ? Math.abs(entry - 1) <= ROUNDING : Math.abs(entry) <= 1 + ROUNDING) continue
      refuse(where, `correlation(${i}, ${j})`, entry, {
        rule: i === j ? '1' : 'from -1 to 1',
        remedy: 'Pass correlationMatrix of the returns of the trials.',
      })
    }
  }
}
