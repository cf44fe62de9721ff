import type { Column } from '../base/column.ts'
import { checkKeys } from '../base/guards.ts'
import { checkCompounding } from '../metrics/check-returns.ts'
import { drawdownOf } from '../metrics/drawdown.ts'
import { growthOf } from '../metrics/total-return.ts'
import { checkConfidence, checkLosses } from './check-input.ts'
import { historicalLoss } from './tail-risk.ts'

/** Options of `drawdownRisk`. */
export interface DrawdownRiskOptions {
  /** Share of bars that should stand higher, above 0.5 and below 1; 0.95 by default. */
  readonly confidence?: number
}

/** Depths below the peak, positive fractions of it. NaN below 4 bars. */
export interface DrawdownRisk {
  /** The depth that 1 - confidence of all bars stand at or below. */
  readonly drawdownAtRisk: number
  /** The mean depth of those bars. */
  readonly conditionalDrawdown: number
}

/**
 * Drawdown at risk and conditional drawdown at risk: the value at risk and the expected shortfall of the column of drawdowns of
 * compounded equity, peaks included (Chekhlov, Uryasev and Zabarankin 2005, there without compounding). They count bars, so one
 * long fall weighs by its length, and neighbouring bars are not independent. O(n log n).
 *
 * @example
 * const falls = drawdownRisk(Float64Array.of(1, -0.5, 1, -0.25, 0), { confidence: 0.75 })
 * falls.drawdownAtRisk // => 0.25
 * falls.conditionalDrawdown.toFixed(6) // => '0.333333'
 */
export function drawdownRisk(returns: Column, options: DrawdownRiskOptions = {}): DrawdownRisk {
  checkLosses('drawdownRisk', 'returns', returns)
  checkCompounding('drawdownRisk', returns)
  checkKeys('drawdownRisk', options, ['confidence'])
  const { confidence = 0.95 } = options
  checkConfidence('drawdownRisk', confidence)
  const { valueAtRisk, expectedShortfall } = historicalLoss(drawdownOf(growthOf(returns)), confidence)
  return { drawdownAtRisk: valueAtRisk, conditionalDrawdown: expectedShortfall }
}
