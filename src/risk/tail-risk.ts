import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { kurtosis, skewness, standardDeviation } from '../math/moments.ts'
import { mean } from '../math/sum.ts'
import { checkCompounding } from '../metrics/check-returns.ts'
import { compounded } from '../metrics/total-return.ts'
import { FEWEST_RETURNS, SPREAD_DUST } from '../metrics/undefined-rules.ts'
import { expectedShortfall, valueAtRisk } from '../metrics/value-at-risk.ts'
import { checkConfidence, checkLosses, checkTailFreedom } from './check-input.ts'
import { filteredReturns } from './filtered-returns.ts'
import { cornishFisherTail, defined, gaussianTail, lossesOf, studentTail, type TailRisk } from './tail-curves.ts'

/** Where the tail of one column comes from. */
export type TailRiskMethod = 'historical' | 'gaussian' | 'student' | 'cornish-fisher' | 'filtered'

/** How the loss of one bar becomes that of several. */
export type HorizonScaling = 'independent' | 'overlapping'

/** Options of `tailRisk`. */
export interface TailRiskOptions {
  /** Share of bars that should do better, above 0.5 and below 1; 0.95 by default. */
  readonly confidence?: number
  /** `'historical'` by default. */
  readonly method?: TailRiskMethod
  /** Bars that the position is held, 1 by default. More than 1 asks for `scaling`. */
  readonly horizon?: number
  /**
   * `'independent'`, for `'gaussian'` and `'cornish-fisher'`: bars repeat one law and know nothing of each other, so means and
   * variances add up; too small a loss where volatility clusters. `'overlapping'`, for `'historical'`: the compounded returns of
   * every run of `horizon` bars, which share bars with their neighbours.
   */
  readonly scaling?: HorizonScaling
  /** Degrees of freedom of `'student'`, above 2. It has no default. */
  readonly freedom?: number
  /** Weight that yesterday's variance keeps in `'filtered'`, above 0 and below 1; 0.94 by default. */
  readonly decay?: number
}

const KEYS = ['confidence', 'method', 'horizon', 'scaling', 'freedom', 'decay']
const METHODS = ['historical', 'gaussian', 'student', 'cornish-fisher', 'filtered']
const SCALINGS: Readonly<Record<string, string>> = {
  historical: 'overlapping',
  gaussian: 'independent',
  'cornish-fisher': 'independent',
}

/**
 * Value at risk and expected shortfall of one column, as positive fractions. `'historical'` and `'gaussian'` are those of
 * `valueAtRisk` and `expectedShortfall` in `metrics`. `'student'` is a t curve with the column's mean and deviation.
 * `'cornish-fisher'` bends a normal curve by skew and excess kurtosis and averages the bent quantiles; it is NaN outside the
 * region of `cornishFisherHolds`, and its shortfall is not that of `'modified'` in `metrics`. `'filtered'` divides every return
 * by the volatility that was expected before it and multiplies by the one expected now (Hull and White 1998); not for columns
 * with long flat stretches, in which that volatility fades away and the next move looks endless. Rows that tie with the quantile
 * are all in the tail: where flat bars reach into it, the historical shortfall is diluted. NaN below 4 rows, and for everything
 * but `'historical'` when returns do not vary. O(n log n).
 *
 * @example
 * const returns = Float64Array.of(-0.5, -0.25, 0, 0.25, 0.5)
 * tailRisk(returns, { confidence: 0.75 }) // => { valueAtRisk: 0.25, expectedShortfall: 0.375 }
 * tailRisk(returns, { horizon: 10 }) // throws 'invalid-argument'
 */
export function tailRisk(returns: Column, options: TailRiskOptions = {}): TailRisk {
  checkLosses('tailRisk', 'returns', returns)
  checkTailOptions('tailRisk', options)
  return lossOf(returns, options)
}

/** `tailRisk` of arguments that are checked already. */
export function lossOf(returns: Column, options: TailRiskOptions): TailRisk {
  const { method = 'historical', confidence = 0.95, horizon = 1, decay = 0.94 } = options
  if (method === 'historical') return historicalLoss(horizon === 1 ? returns : runs(returns, horizon), confidence)
  if (method === 'filtered') return historicalLoss(filteredReturns(returns, decay), confidence)
  const spread = standardDeviation(returns)
  if (returns.length < FEWEST_RETURNS || !(spread > SPREAD_DUST)) return defined(Number.NaN, Number.NaN)
  return lossesOf(horizon * mean(returns), Math.sqrt(horizon) * spread, curveOf(returns, options))
}

/** The two losses of the rows themselves. */
export function historicalLoss(returns: Column, confidence: number): TailRisk {
  return defined(valueAtRisk(returns, { confidence }), expectedShortfall(returns, { confidence }))
}

function curveOf(returns: Column, { method, confidence = 0.95, horizon = 1, freedom = 0 }: TailRiskOptions) {
  if (method === 'gaussian') return gaussianTail(confidence)
  if (method === 'student') return studentTail(confidence, freedom)
  return cornishFisherTail(confidence, skewness(returns) / Math.sqrt(horizon), (kurtosis(returns) - 3) / horizon)
}

/** The compounded return of every run of `horizon` rows. O(n horizon). */
function runs(returns: Column, horizon: number): Column {
  checkCompounding('tailRisk', returns)
  return Float64Array.from({ length: Math.max(0, returns.length - horizon + 1) }, (_, start) => {
    return compounded(returns, start, start + horizon) - 1
  })
}

/** Refuses options that the method cannot use. */
export function checkTailOptions(where: string, options: TailRiskOptions): void {
  checkKeys(where, options, KEYS)
  const { confidence = 0.95, method = 'historical', horizon = 1, decay, freedom } = options
  checkConfidence(where, confidence)
  checkOneOf(where, 'method', method, METHODS)
  checkInteger(where, 'horizon', horizon, { min: 1 })
  checkScaling(where, method, options)
  if (method === 'student') checkTailFreedom(where, freedom)
  else if (freedom !== undefined) refuse(where, 'freedom', freedom, { rule: "left out, except for method 'student'" })
  if (decay === undefined) return
  if (method !== 'filtered') refuse(where, 'decay', decay, { rule: "left out, except for method 'filtered'" })
  checkNumber(where, 'decay', decay, { above: 0, below: 1 })
}

function checkScaling(where: string, method: string, { horizon = 1, scaling }: TailRiskOptions): void {
  if (scaling !== undefined) checkOneOf(where, 'scaling', scaling, ['independent', 'overlapping'])
  if (horizon === 1) return
  const fits = SCALINGS[method]
  if (fits === undefined) {
    refuse(where, 'horizon', horizon, {
      rule: `1 with method '${method}'`,
      remedy: 'Its tail has no exact law over several bars: use simulatedRisk, or returns of longer bars.',
    })
  }
  if (scaling === fits) return
  refuse(where, 'scaling', scaling, {
    rule: `'${fits}' with method '${method}' and a horizon above 1`,
    remedy: 'How losses grow with time is an assumption: say it, nothing is scaled by the root of time in silence.',
  })
}
