import { checkNumber } from '../base/guards.ts'
import { ln } from '../math/ln.ts'
import { pow } from '../math/pow.ts'
import type { Bars } from './bars.ts'
import { checkDraws, type Draws, frameOf, type SyntheticOptions } from './synthetic-options.ts'
import { barsAlong, stillPath } from './synthetic-path.ts'

/** A market that comes back to a level. */
export interface OrnsteinUhlenbeckMarketOptions extends SyntheticOptions {
  /** The price it comes back to (the centre of its logarithm); by default the price it starts at. */
  readonly level?: number
  /** Bars until half of a distance from the level is expected to be gone; 48 by default. */
  readonly halfLife?: number
  /** Standard deviation of a bar's log return, given the price before it; 0.006 by default. */
  readonly volatility?: number
}

/**
 * An Ornstein-Uhlenbeck process on the logarithm of the price, seen at each close (exactly, not by small steps):
 * what a mean-reversion strategy hopes for. In the long run log(price / level) is normal with mean 0 and standard
 * deviation volatility / sqrt(1 - 4^(-1 / halfLife)). Within a bar the path is Brownian.
 *
 * @example
 * const bars = ornsteinUhlenbeckMarket(randomFrom(42), { price: 100, level: 200, halfLife: 20, volatility: 0 })
 * Math.round(bars.close[19]) // => 141
 */
export function ornsteinUhlenbeckMarket(draws: Draws, options: OrnsteinUhlenbeckMarketOptions = {}): Bars {
  const where = 'ornsteinUhlenbeckMarket'
  checkDraws(where, draws)
  const frame = frameOf(where, options, ['level', 'halfLife', 'volatility'], { symbol: 'ORNSTEIN-UHLENBECK' })
  const { level = frame.price, halfLife = 48, volatility = 0.006 } = options
  checkNumber(where, 'level', level, { above: 0 })
  checkNumber(where, 'halfLife', halfLife, { above: 0 })
  checkNumber(where, 'volatility', volatility, { min: 0 })
  const path = stillPath(frame.length)
  path.volatility.fill(volatility)
  const decay = pow(2, -1 / halfLife)
  let distance = ln(frame.price / level)
  for (let t = 0; t < frame.length; t++) {
    path.move[t] = (decay - 1) * distance + volatility * draws.normal()
    distance += path.move[t]
  }
  return barsAlong(where, draws, path, frame)
}
