import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { leastSquares } from '../math/least-squares.ts'
import { orthogonalise } from '../math/orthogonal.ts'
import { mean } from '../math/sum.ts'
import { checkLosses } from './check-input.ts'

/** A number that was estimated, and how far it can be believed. */
export interface Estimate {
  readonly value: number
  readonly standardError: number
  readonly tStatistic: number
  /** Two-sided, Student's t. */
  readonly pValue: number
}

/** What returns owe to factors. */
export interface FactorModel<Name extends string = string> {
  /** Return per bar that no factor explains. */
  readonly alpha: Estimate
  /** Return for each unit of a factor's return. */
  readonly betas: Readonly<Record<Name, Estimate>>
  readonly rSquared: number
  /** What is left, row by row of those that were used. */
  readonly residuals: Column
  /** Root of the sum of squared residuals over their degrees of freedom. */
  readonly residualDeviation: number
  /** Rows that were used. */
  readonly rows: number
  /** Mean return and, for each factor, what it brought: beta times its mean. They and alpha add up. */
  readonly mean: number
  readonly brought: Readonly<Record<Name, number>>
}

/** How a factor model is fitted. */
export interface FactorModelOptions {
  /**
   * Standard errors by Newey and West over this many rows, for residuals that follow each other; 0 allows for unequal variance
   * only. Left out, the classical ones.
   */
  readonly lags?: number
  /**
   * `'complete'` uses the rows where all is known, as the first rows of built factors are not; `'refuse'` by default. To `lags`
   * the rows beside a hole are neighbours, so fill holes in the middle yourself.
   */
  readonly missing?: 'refuse' | 'complete'
}

const WHERE = 'factorModel'

/**
 * Exposures of returns to factors by least squares with a constant: alpha and a beta for each factor, with standard errors.
 * Give returns above the riskless one, or alpha contains it. Alpha is per bar. Refuses a factor that is constant or follows
 * from those before it, and fewer rows than it takes. O(k^2 n) for k factors.
 *
 * @example
 * const market = Float64Array.of(0, 0.01, 0.02, 0.03)
 * const model = factorModel(Float64Array.of(0.01, 0.03, 0.04, 0.08), { market })
 * model.betas.market.value.toFixed(6) // => '2.200000'
 * model.alpha.value.toFixed(6) // => '0.007000'
 * model.betas.market.standardError.toFixed(6) // => '0.424264'
 * factorModel(market, { market: Float64Array.of(0.01) }) // throws 'length-mismatch'
 */
export function factorModel<Name extends string>(
  returns: Column,
  factors: Readonly<Record<Name, Column>>,
  options: FactorModelOptions = {},
): FactorModel<Name> {
  checkKeys(WHERE, options, ['lags', 'missing'])
  const { lags, missing = 'refuse' } = options
  checkOneOf(WHERE, 'missing', missing, ['refuse', 'complete'])
  const names = Object.keys(factors ?? {}) as Name[]
  if (names.length === 0) refuse(WHERE, 'factors', factors, { rule: 'a record of at least one column' })
  checkColumn(WHERE, 'returns', returns)
  for (const name of names) checkColumn(WHERE, `factors.${name}`, factors[name], returns.length)
  const columns = [returns, ...names.map((name) => factors[name])]
  const [y, ...used] = missing === 'complete' ? wholeRows(columns) : columns
  checkLosses(WHERE, 'returns', y)
  for (const [place, name] of names.entries()) checkLosses(WHERE, `factors.${name}`, used[place])
  checkFactors(y, used, names)
  const fit = leastSquares(y, used, lags === undefined ? {} : { lags })
  const estimate = (place: number): Estimate => ({
    ...{ value: fit.coefficients[place], standardError: fit.standardErrors[place] },
    ...{ tStatistic: fit.tStatistics[place], pValue: fit.pValues[place] },
  })
  const each = <Value>(of: (place: number) => Value) =>
    Object.fromEntries(names.map((name, place) => [name, of(place)])) as Record<Name, Value>
  return {
    alpha: estimate(0),
    betas: each((place) => estimate(place + 1)),
    ...{ rSquared: fit.rSquared, residuals: fit.residuals, residualDeviation: fit.residualDeviation },
    ...{ rows: y.length, mean: mean(y) },
    brought: each((place) => fit.coefficients[place + 1] * mean(used[place])),
  }
}

/** Refuses what cannot be fitted, by the names that the factors have here. */
function checkFactors(y: Column, used: readonly Column[], names: readonly string[]): void {
  checkInteger(WHERE, 'the number of rows', y.length, {
    above: names.length + 1,
    remedy: `Alpha and ${names.length} betas are to be fitted: give more rows or fewer factors.`,
  })
  const columns = [new Float64Array(y.length).fill(1), ...used]
  orthogonalise(WHERE, columns, ['the intercept', ...names.map((name) => `factors.${name}`)])
}

/** The rows in which no column is NaN. */
function wholeRows(columns: readonly Column[]): Column[] {
  const isWhole = (_: number, row: number) => columns.every((column) => !Number.isNaN(column[row]))
  return columns.map((column) => column.filter(isWhole))
}
