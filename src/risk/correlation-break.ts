import type { Column } from '../base/column.ts'
import { checkInteger, refuse } from '../base/guards.ts'
import { chiSquareSurvival } from '../math/chi-square.ts'
import { cholesky } from '../math/cholesky.ts'
import { correlationMatrix } from '../math/covariance-matrix.ts'
import type { Matrix } from '../math/matrix.ts'
import { inverse, solve } from '../math/solve.ts'
import { dot } from '../math/sum.ts'
import { checkReturnPanel } from './check-input.ts'

/** A test that correlations did not change. */
export interface CorrelationBreak {
  /** Jennrich's statistic, chi-square when nothing changed. */
  readonly statistic: number
  /** Pairs of columns. */
  readonly freedom: number
  /** Chance of at least this much when nothing changed. */
  readonly pValue: number
}

/**
 * Jennrich's test (1970, "An asymptotic chi-square test for the equality of two correlation matrices") that columns are
 * correlated after as they were before, whatever their volatilities. The two stretches must not overlap. Its law is that of
 * independent normal rows and many of them: fat tails and clustered volatility make it cry break too often, so hold it against
 * a small level or against stretches known to be calm. Refuses a constant column, and one that others explain. O(k^2 n + k^3).
 *
 * @example
 * const calm = [Float64Array.of(0.1, -0.2, 0.3, -0.1, 0.2, -0.3), Float64Array.of(0.2, 0.1, -0.1, -0.2, 0.1, -0.1)]
 * const storm = [Float64Array.of(0.1, -0.2, 0.3, -0.1, 0.2, -0.3), Float64Array.of(0.2, -0.2, 0.3, -0.2, 0.2, -0.3)]
 * correlationBreak(calm, calm).pValue // => 1
 * correlationBreak(calm, storm).pValue < 0.05 // => true
 */
export function correlationBreak(before: readonly Column[], after: readonly Column[]): CorrelationBreak {
  const where = 'correlationBreak'
  const count = checkStretch(where, before, 'before')
  checkInteger(where, 'after.length', checkStretch(where, after, 'after'), {
    ...{ min: count, max: count },
    remedy: 'Give the same assets before and after.',
  })
  const [n1, n2] = [before[0].length, after[0].length]
  const [one, two] = [correlations(where, before), correlations(where, after)]
  const pooled = { ...one, data: one.data.map((r, k) => (n1 * r + n2 * two.data[k]) / (n1 + n2)) }
  // Only to refuse, by name, a column that others explain.
  cholesky(pooled)
  const statistic = Math.max(0, ((n1 * n2) / (n1 + n2)) * jennrich(one, two, pooled))
  const freedom = (count * (count - 1)) / 2
  return { statistic, freedom, pValue: chiSquareSurvival(statistic, freedom) }
}

/** Half the trace of Z^2, less d' S^-1 d, with Z the pooled inverse times the change, d its diagonal. */
function jennrich(one: Matrix, two: Matrix, pooled: Matrix): number {
  const k = one.rows
  const back = inverse(pooled)
  const z = new Float64Array(k * k)
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      let entry = 0
      for (let m = 0; m < k; m++) entry += back.data[i * k + m] * (one.data[m * k + j] - two.data[m * k + j])
      z[i * k + j] = entry
    }
  }
  let trace = 0
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) trace += z[i * k + j] * z[j * k + i]
  const diagonal = Float64Array.from({ length: k }, (_, i) => z[i * k + i])
  const s = pooled.data.map((r, at) => r * back.data[at] + (at % (k + 1) === 0 ? 1 : 0))
  return trace / 2 - dot(diagonal, solve({ rows: k, columns: k, data: s }, diagonal))
}

function checkStretch(where: string, returns: readonly Column[], name: string): number {
  checkReturnPanel(where, returns)
  checkInteger(where, `${name}.length`, returns.length, { min: 2, remedy: 'One asset has no correlation.' })
  checkInteger(where, `the number of rows ${name}`, returns[0].length, {
    ...{ above: returns.length },
    remedy: 'Correlations need more rows than assets, and this test far more.',
  })
  return returns.length
}

function correlations(where: string, returns: readonly Column[]): Matrix {
  const matrix = correlationMatrix(returns)
  const flat = returns.findIndex((_, i) => Number.isNaN(matrix.data[i * (returns.length + 1)]))
  if (flat === -1) return matrix
  return refuse(where, `the spread of column ${flat}`, 0, { rule: 'above 0', remedy: 'Leave out what does not move.' })
}
