import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkInteger, checkKeys, refuse } from '../base/guards.ts'
import { covarianceMatrix } from '../math/covariance-matrix.ts'
import { checkWeights } from './check-input.ts'
import type { FactorModel } from './factor-model.ts'

/** Positions, and what is known of each. */
export interface FactorPositions<Name extends string = string> {
  /** Shares of capital, one for each asset. */
  readonly weights: Column
  /** The fitted model of each asset, on the same factors. */
  readonly models: readonly FactorModel<Name>[]
  /** The factors' returns that the models were fitted on, without gaps. */
  readonly factors: Readonly<Record<Name, Column>>
}

/** Where the risk of positions comes from. */
export interface FactorRisk<Name extends string = string> {
  /** Standard deviation of the portfolio's returns per bar, as the models have it. */
  readonly deviation: number
  /** For each factor the exposure of the whole, and its part of the deviation. */
  readonly factors: Readonly<Record<Name, { readonly exposure: number; readonly contribution: number }>>
  /** The part of what no factor explains. All contributions sum to the deviation. */
  readonly specific: number
}

const WHERE = 'factorRisk'

/**
 * Attribution of risk to factors: the variance of a portfolio is x'Fx + sum of w^2 d, with x its exposures, F the covariance of
 * the factors and d the variance of each asset's residuals, which are taken as independent of each other. A contribution is the
 * exposure times the derivative of the deviation by it (Euler), so contributions add up; one that hedges is negative.
 *
 * @example
 * const market = Float64Array.of(-0.02, 0.01, 0.03, -0.02)
 * const follower = factorModel(market.map((value, t) => 2 * value + [1, -1, 1, -1][t] / 1000), { market })
 * const risk = factorRisk({ weights: Float64Array.of(1), models: [follower], factors: { market } })
 * risk.factors.market.contribution + risk.specific === risk.deviation // => true
 */
export function factorRisk<Name extends string>(positions: FactorPositions<Name>): FactorRisk<Name> {
  checkKeys(WHERE, positions, ['weights', 'models', 'factors'])
  const { weights, models, factors } = positions
  checkWeights(WHERE, weights)
  if (!Array.isArray(models)) refuse(WHERE, 'models', models, { rule: 'an array of fitted models, one for each asset' })
  checkInteger(WHERE, 'models.length', models.length, { min: weights.length, max: weights.length })
  const names = Object.keys(factors ?? {}) as Name[]
  if (names.length === 0) refuse(WHERE, 'factors', factors, { rule: 'a record of at least one column' })
  for (const name of names) {
    checkColumn(WHERE, `factors.${name}`, factors[name], factors[names[0]].length)
    checkFinite(WHERE, `factors.${name}`, factors[name])
  }
  checkInteger(WHERE, 'the number of rows', factors[names[0]].length, { min: 2 })
  for (const [asset, model] of models.entries()) checkModel(model, names, asset)
  const exposures = names.map((name) =>
    weights.reduce((sum, weight, asset) => sum + weight * models[asset].betas[name].value, 0),
  )
  const { data } = covarianceMatrix(names.map((name) => factors[name]))
  const pulls = names.map((_, i) => exposures.reduce((sum, x, j) => sum + x * data[i * names.length + j], 0))
  const specific = weights.reduce((sum, weight, asset) => sum + (weight * models[asset].residualDeviation) ** 2, 0)
  const variance = exposures.reduce((sum, x, i) => sum + x * pulls[i], specific)
  const deviation = Math.sqrt(variance)
  const partOf = (value: number) => (deviation > 0 ? value / deviation : 0)
  return {
    deviation,
    factors: Object.fromEntries(
      names.map((name, i) => [name, { exposure: exposures[i], contribution: partOf(exposures[i] * pulls[i]) }]),
    ) as FactorRisk<Name>['factors'],
    specific: partOf(specific),
  }
}

/** Refuses a model of other factors: one left out would be risk that nobody counts. */
function checkModel({ betas }: FactorModel, names: readonly string[], asset: number): void {
  const fitted = Object.keys(betas)
  const missing = names.find((name) => !Object.hasOwn(betas, name)) ?? fitted.find((name) => !names.includes(name))
  if (missing === undefined) return
  refuse(WHERE, `models[${asset}]`, fitted.join(', '), {
    rule: `fitted on ${names.join(', ')}`,
    remedy: `Fit every asset on the factors given, and give all of them: ${missing} is in one and not in the other.`,
  })
}
