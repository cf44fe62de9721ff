import { checkNumber } from '../base/guards.ts'
import type { Bars } from './bars.ts'
import { checkDraws, type Draws, frameOf, type SyntheticOptions } from './synthetic-options.ts'
import { barsAlong, stillPath } from './synthetic-path.ts'

/** A market without memory. */
export interface BrownianMarketOptions extends SyntheticOptions {
  /** Growth of the mean price per bar, as a continuous rate; 0 by default. */
  readonly drift?: number
  /** Standard deviation of a bar's log return; 0.006 by default, which is 56 % a year of hourly bars. */
  readonly volatility?: number
}

/**
 * Geometric Brownian motion: log returns are independent and normal, with mean drift - volatility^2 / 2. With the
 * default drift of 0 the price is a martingale, so that no strategy has an edge before costs: the null hypothesis
 * as a market.
 *
 * @example
 * const bars = brownianMarket(randomFrom(42), { length: 500, volatility: 0.01 })
 * bars.open[1] === bars.close[0] // => true
 */
export function brownianMarket(draws: Draws, options: BrownianMarketOptions = {}): Bars {
  checkDraws('brownianMarket', draws)
  const frame = frameOf('brownianMarket', options, ['drift', 'volatility'], { symbol: 'BROWNIAN' })
  const { drift = 0, volatility = 0.006 } = options
  checkNumber('brownianMarket', 'drift', drift)
  checkNumber('brownianMarket', 'volatility', volatility, { min: 0 })
  const path = stillPath(frame.length)
  path.volatility.fill(volatility)
  for (let t = 0; t < frame.length; t++) {
    path.move[t] = drift - volatility ** 2 / 2 + volatility * draws.normal()
  }
  return barsAlong('brownianMarket', draws, path, frame)
}
