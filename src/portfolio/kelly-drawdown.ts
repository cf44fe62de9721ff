import { checkKeys, checkNumber } from '../base/guards.ts'
import { ln, ln1p } from '../math/ln.ts'

/** A fall that may happen, and how likely it may be. */
export interface DrawdownRisk {
  /** Share of the equity at the start that is lost: 0.5 for half of it. */
  readonly loss: number
  /** Most probability that the equity is ever so low. */
  readonly probability: number
}

/**
 * The share of the full Kelly bet at which a loss of the starting equity is ever reached with no more than a probability:
 * 2 / (1 + ln p / ln(1 - loss)), at most 1 (Thorp 2006). Half Kelly halves the equity with probability 1/8. For gaussian
 * returns, bets that are small and numbers that are known: real ones lose more.
 *
 * @example
 * kellyFraction({ loss: 0.5, probability: 0.125 }).toFixed(12) // => '0.500000000000'
 * kellyFraction({ loss: 0.5, probability: 0.9 }) // => 1
 */
export function kellyFraction(risk: DrawdownRisk): number {
  checkKeys('kellyFraction', risk, ['loss', 'probability'])
  const { loss, probability } = risk
  checkNumber('kellyFraction', 'loss', loss, { above: 0, below: 1 })
  checkNumber('kellyFraction', 'probability', probability, { above: 0, below: 1 })
  return Math.min(1, 2 / (1 + ln(probability) / ln1p(-loss)))
}

/**
 * What stakes are multiplied by in a drawdown so that it never passes a limit: the cushion above the limit, as a share of
 * what is left of the peak, over the limit (Grossman and Zhou 1993). 1 at the peak, 0 at the limit and beyond. It holds as long
 * as stakes are changed before prices jump.
 *
 * @example
 * drawdownScale(0, 0.2) // => 1
 * drawdownScale(0.1, 0.2).toFixed(6) // => '0.555556'
 * drawdownScale(0.25, 0.2) // => 0
 */
export function drawdownScale(drawdown: number, limit: number): number {
  checkNumber('drawdownScale', 'drawdown', drawdown, { min: 0, max: 1, remedy: 'A fall of 10 % from the peak is 0.1.' })
  checkNumber('drawdownScale', 'limit', limit, { above: 0, max: 1 })
  return drawdown >= limit ? 0 : (limit - drawdown) / (1 - drawdown) / limit
}
