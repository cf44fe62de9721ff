import type { Column } from '../base/column.ts'
import { checkNumber, refuse } from '../base/guards.ts'
import { expm1 } from '../math/exp.ts'
import { ln1p } from '../math/ln.ts'
import type { Bars } from './bars.ts'
import { checkDraws, type Draws, frameOf, type SyntheticOptions } from './synthetic-options.ts'
import { barsAlong, stillPath } from './synthetic-path.ts'

/** A market whose volatility comes in clusters and whose price jumps. */
export interface GarchMarketOptions extends SyntheticOptions {
  /** Growth of the mean price per bar, as a continuous rate; 0 by default. */
  readonly drift?: number
  /** Long-run standard deviation of a bar's log return without jumps; 0.006 by default. */
  readonly volatility?: number
  /** Share of the last bar's squared surprise in the next variance; 0.08 by default. */
  readonly alpha?: number
  /** Share of the last variance in the next one; 0.9 by default. alpha + beta must be below 1. */
  readonly beta?: number
  /** Chance of a jump in a bar; 0.002 by default, which is about 17 a year of hourly bars. */
  readonly jumpChance?: number
  /** Mean of a jump's log size; 0 by default. */
  readonly jumpMean?: number
  /** Standard deviation of a jump's log size; 0.03 by default. */
  readonly jumpVolatility?: number
}

const OWN = ['drift', 'volatility', 'alpha', 'beta', 'jumpChance', 'jumpMean', 'jumpVolatility']

/**
 * GARCH(1,1) with normal surprises (Bollerslev 1986) and jumps. The variance of a bar is volatility^2 (1 - alpha
 * - beta) + alpha surprise^2 + beta variance of the bar before, and starts at its long-run value. A jump is a gap
 * between a close and the next open, and leaves the variance alone. Drift is corrected for both, so that with the
 * default drift of 0 the price is a martingale.
 *
 * @example
 * const bars = garchMarket(randomFrom(42), { jumpChance: 0 })
 * bars.open[7] === bars.close[6] // => true
 * garchMarket(randomFrom(42), { alpha: 0.2, beta: 0.8 }) // throws 'invalid-argument'
 */
export function garchMarket(draws: Draws, options: GarchMarketOptions = {}): Bars {
  checkDraws('garchMarket', draws)
  const frame = frameOf('garchMarket', options, OWN, { symbol: 'GARCH' })
  const { drift = 0, volatility = 0.006, alpha = 0.08, beta = 0.9 } = options
  checkNumber('garchMarket', 'drift', drift)
  checkNumber('garchMarket', 'volatility', volatility, { min: 0 })
  checkNumber('garchMarket', 'alpha', alpha, { min: 0 })
  checkNumber('garchMarket', 'beta', beta, { min: 0 })
  if (alpha + beta >= 1) {
    refuse('garchMarket', 'alpha + beta', alpha + beta, {
      rule: 'below 1',
      remedy: 'Otherwise variance has no long-run value; lower one of them.',
    })
  }
  const path = stillPath(frame.length)
  const jumpDrift = writeJumps(draws, path.gap, options)
  let variance = volatility ** 2
  for (let t = 0; t < frame.length; t++) {
    const surprise = Math.sqrt(variance) * draws.normal()
    path.volatility[t] = Math.sqrt(variance)
    path.move[t] = drift - jumpDrift - variance / 2 + surprise
    variance = volatility ** 2 * (1 - alpha - beta) + alpha * surprise ** 2 + beta * variance
  }
  return barsAlong('garchMarket', draws, path, frame)
}

/** Writes the jumps as gaps, and says by which continuous rate they make the mean price grow per bar. */
function writeJumps(draws: Draws, gap: Column, options: GarchMarketOptions): number {
  const { jumpChance = 0.002, jumpMean = 0, jumpVolatility = 0.03 } = options
  checkNumber('garchMarket', 'jumpChance', jumpChance, { min: 0, max: 1 })
  checkNumber('garchMarket', 'jumpMean', jumpMean)
  checkNumber('garchMarket', 'jumpVolatility', jumpVolatility, { min: 0 })
  for (let t = 0; t < gap.length; t++) {
    if (draws.float() < jumpChance) gap[t] = jumpMean + jumpVolatility * draws.normal()
  }
  return ln1p(jumpChance * expm1(jumpMean + jumpVolatility ** 2 / 2))
}
