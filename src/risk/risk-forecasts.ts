import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys } from '../base/guards.ts'
import { checkLosses } from './check-input.ts'
import { checkTailOptions, lossOf, type TailRiskOptions } from './tail-risk.ts'

/** Options of `riskForecasts`: those of `tailRisk` for one bar, and a window. */
export interface RiskForecastOptions extends Omit<TailRiskOptions, 'horizon' | 'scaling'> {
  /** Bars before the forecast bar that it is made from, at least 4; 250 by default. */
  readonly window?: number
}

/** The losses expected before every bar; NaN where there are not `window` bars before it, or no number is defined. */
export interface RiskForecasts {
  readonly valueAtRisk: Column
  readonly expectedShortfall: Column
}

/**
 * `tailRisk` as it would have been forecast for every bar from the `window` bars before it: row t knows nothing of bar t. What
 * `coverageTest` judges. O(n window log window).
 *
 * @example
 * const losses = Float64Array.of(-0.5, -0.25, 0, 0.25, 0.5, -0.75)
 * riskForecasts(losses, { window: 5, confidence: 0.75 }).valueAtRisk // => Float64Array.of(NaN, NaN, NaN, NaN, NaN, 0.25)
 */
export function riskForecasts(returns: Column, options: RiskForecastOptions = {}): RiskForecasts {
  checkLosses('riskForecasts', 'returns', returns)
  checkKeys('riskForecasts', options, ['confidence', 'method', 'freedom', 'decay', 'window'])
  const { window = 250, ...tail } = options
  checkInteger('riskForecasts', 'window', window, { min: 4 })
  checkTailOptions('riskForecasts', tail)
  const valueAtRisk = new Float64Array(returns.length).fill(Number.NaN)
  const expectedShortfall = valueAtRisk.slice()
  for (let t = window; t < returns.length; t++) {
    const loss = lossOf(returns.subarray(t - window, t), tail)
    valueAtRisk[t] = loss.valueAtRisk
    expectedShortfall[t] = loss.expectedShortfall
  }
  return { valueAtRisk, expectedShortfall }
}
