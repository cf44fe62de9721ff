import type { Column } from '../base/column.ts'
import type { Matrix } from '../math/matrix.ts'
import { mean } from '../math/sum.ts'
import type { Allocation } from './allocation.ts'
import { exponentialCovariance, sampleCovariance } from './covariance.ts'
import { denoiseCovariance } from './denoise.ts'
import { herc } from './herc.ts'
import { hrp } from './hrp.ts'
import { kelly } from './kelly.ts'
import type { Limits } from './limits.ts'
import { maximumDiversification, minimumVariance } from './minimum-variance.ts'
import { nco } from './nco.ts'
import { riskParity } from './risk-parity.ts'
import { ledoitWolf, oas } from './shrinkage.ts'
import { equalWeights, inverseVariance, inverseVolatility } from './simple-weights.ts'

/** A rule that spreads all capital, by name. */
export type RuleName =
  | 'equal'
  | 'inverse-variance'
  | 'inverse-volatility'
  | 'hrp'
  | 'herc'
  | 'nco'
  | 'risk-parity'
  | 'minimum-variance'
  | 'maximum-diversification'

/** A rule by name; `'kelly'` is long only and leaves cash. */
export type AllocationMethod = RuleName | 'kelly'

/** An estimate of covariance by name. */
export type CovarianceMethod = 'sample' | 'exponential' | 'ledoit-wolf' | 'constant-correlation' | 'oas' | 'denoised'

type Rule = (covariance: Matrix, limits: Limits) => Allocation

/** Rules that spread all capital, by name. */
export const RULES: Readonly<Record<RuleName, Rule>> = {
  equal: equalWeights,
  'inverse-variance': inverseVariance,
  'inverse-volatility': inverseVolatility,
  hrp,
  herc,
  nco,
  'risk-parity': riskParity,
  'minimum-variance': minimumVariance,
  'maximum-diversification': maximumDiversification,
}

/** Estimates of covariance, by name. */
export const ESTIMATES: Readonly<Record<CovarianceMethod, (returns: readonly Column[]) => Matrix>> = {
  sample: (returns: readonly Column[]): Matrix => sampleCovariance(returns),
  exponential: (returns: readonly Column[]): Matrix => exponentialCovariance(returns),
  'ledoit-wolf': (returns: readonly Column[]): Matrix => ledoitWolf(returns).covariance,
  'constant-correlation': (returns: readonly Column[]): Matrix =>
    ledoitWolf(returns, { target: 'constant-correlation' }).covariance,
  oas: (returns: readonly Column[]): Matrix => oas(returns).covariance,
  denoised: (returns: readonly Column[]): Matrix =>
    denoiseCovariance(sampleCovariance(returns), returns[0].length).covariance,
}

/** How strategies that were kept are weighted. */
export interface Weighing {
  readonly method: AllocationMethod
  /** Most weight of one strategy. */
  readonly max: number
  /** Share of the full Kelly bet. */
  readonly fraction: number
}

/**
 * Weights by a rule's name, none above the most. Where so few strategies cannot hold all capital, the rule's own weights are
 * cut and what is cut stays in cash.
 */
export function weighByName(
  returns: readonly Column[],
  covariance: Matrix,
  { method, max, fraction }: Weighing,
): Allocation['weights'] {
  if (method === 'kelly') {
    const means = Float64Array.from(returns, (column) => mean(column))
    return kelly(means, covariance, { stakes: 'long-only', max, fraction }).stakes
  }
  const rule: Rule = RULES[method]
  if (max * returns.length >= 1) return rule(covariance, { max }).weights
  return rule(covariance, {}).weights.map((weight) => Math.min(max, weight))
}
