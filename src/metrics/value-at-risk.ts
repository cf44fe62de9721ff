import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, checkOneOf } from '../base/guards.ts'
import { kurtosis, skewness, standardDeviation } from '../math/moments.ts'
import { normalPdf } from '../math/normal.ts'
import { normalQuantile } from '../math/normal-quantile.ts'
import { quantile } from '../math/quantile.ts'
import { mean } from '../math/sum.ts'
import { checkReturns } from './check-returns.ts'
import { FEWEST_RETURNS, SPREAD_DUST } from './undefined-rules.ts'

/** How the tail is drawn: from the returns themselves, from a normal curve, or from one bent by skew and kurtosis. */
export type TailMethod = 'historical' | 'gaussian' | 'modified'

/** Options of `valueAtRisk` and `expectedShortfall`. */
export interface TailOptions {
  /** Share of bars that should do better, above 0.5 and below 1; 0.95 by default. */
  readonly confidence?: number
  /** `'historical'` by default. */
  readonly method?: TailMethod
  /** Taken off the count in the divisor of the variance of the two curves: 1 (default) or 0. */
  readonly ddof?: number
}

/**
 * Value at risk of one bar: the loss, as a positive fraction, that returns exceed with chance 1 - `confidence`.
 * `'historical'` is the quantile of the returns (linear between neighbours, R type 7); `'gaussian'` that of a normal
 * curve with their mean and deviation; `'modified'` bends it by skew and excess kurtosis (Cornish and Fisher). The
 * bend holds for small ones: for large ones the loss may fall as confidence rises. NaN below 4 returns, for curves
 * also when returns do not vary. Negative when even the tail gains, 0 (never -0) for flat equity.
 *
 * @example
 * valueAtRisk(Float64Array.of(-0.5, -0.25, 0, 0.25, 0.5), { confidence: 0.75 }) // => 0.25
 */
export function valueAtRisk(returns: Column, options: TailOptions = {}): number {
  const { confidence, method, ddof } = tailOptions('valueAtRisk', returns, options)
  if (returns.length < FEWEST_RETURNS) return Number.NaN
  if (method === 'historical') return 0 - quantile(returns, 1 - confidence)
  const { centre, deviation, skew, excess } = curve(returns, ddof, method)
  return 0 - (centre + deviation * bentQuantile(normalQuantile(1 - confidence), skew, excess))
}

/**
 * Expected shortfall of one bar: the mean loss, as a positive fraction, of the bars beyond the value at risk.
 * `'historical'` averages the returns at or below the quantile; `'gaussian'` and `'modified'` integrate their curves,
 * the latter the Edgeworth expansion (Boudt, Peterson and Croux 2008, which may come out below the value at risk for
 * large skew). Undefined where the value at risk is.
 *
 * @example
 * expectedShortfall(Float64Array.of(-0.5, -0.25, 0, 0.25, 0.5), { confidence: 0.75 }) // => 0.375
 */
export function expectedShortfall(returns: Column, options: TailOptions = {}): number {
  const { confidence, method, ddof } = tailOptions('expectedShortfall', returns, options)
  if (returns.length < FEWEST_RETURNS) return Number.NaN
  if (method === 'historical') return 0 - mean(returns.filter(atMost(quantile(returns, 1 - confidence))))
  const { centre, deviation, skew, excess } = curve(returns, ddof, method)
  const h = bentQuantile(normalQuantile(1 - confidence), skew, excess)
  return -centre + (deviation * tailOf(h, skew, excess)) / (1 - confidence)
}

function atMost(bound: number): (value: number) => boolean {
  return (value) => value <= bound
}

/** The quantile z of a normal curve, moved by skew and excess kurtosis (Cornish and Fisher 1937). */
function bentQuantile(z: number, skew: number, excess: number): number {
  const bySkew = ((z * z - 1) * skew) / 6 - ((2 * z * z * z - 5 * z) * skew * skew) / 36
  return z + bySkew + ((z * z * z - 3 * z) * excess) / 24
}

/** Minus the integral of x up to h over a normal density expanded in skew and excess kurtosis (Edgeworth). */
function tailOf(h: number, skew: number, excess: number): number {
  const h2 = h * h
  const bySkew = (h2 * h * skew) / 6 + ((h2 * h2 * h2 - 9 * h2 * h2 + 9 * h2 + 3) * skew * skew) / 72
  return normalPdf(h) * (1 + bySkew + ((h2 * h2 - 2 * h2 - 1) * excess) / 24)
}

interface Curve {
  readonly centre: number
  readonly deviation: number
  readonly skew: number
  readonly excess: number
}

function curve(returns: Column, ddof: number, method: TailMethod): Curve {
  const spread = standardDeviation(returns, { ddof })
  const deviation = spread > SPREAD_DUST ? spread : Number.NaN
  const isBent = method === 'modified'
  return {
    centre: mean(returns),
    deviation,
    skew: isBent ? skewness(returns) : 0,
    excess: isBent ? kurtosis(returns) - 3 : 0,
  }
}

function tailOptions(where: string, returns: Column, options: TailOptions): Required<TailOptions> {
  checkReturns(where, returns)
  checkKeys(where, options, ['confidence', 'method', 'ddof'])
  const { confidence = 0.95, method = 'historical', ddof = 1 } = options
  checkNumber(where, 'confidence', confidence, { above: 0.5, below: 1, remedy: 'Give a fraction: 95 % is 0.95.' })
  checkOneOf(where, 'method', method, ['historical', 'gaussian', 'modified'])
  checkInteger(where, 'ddof', ddof, { min: 0, max: 1 })
  return { confidence, method, ddof }
}
