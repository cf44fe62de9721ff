import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber, refuse } from '../base/guards.ts'
import { pow } from '../math/pow.ts'
import type { Bars } from './bars.ts'
import { checkBars, checkShape } from './check-bars.ts'
import { type Interval, intervalMs } from './interval.ts'
import { checkDraws, type Draws } from './synthetic-options.ts'

/** How a funding rate wanders. */
export interface SyntheticFundingOptions {
  /** Time between settlements, which fall on its multiples since 1970; `'8h'` by default: 0, 8 and 16 o'clock UTC. */
  readonly every?: Interval
  /** Mean rate of a settlement; 0.0001 by default. */
  readonly level?: number
  /** Settlements until half of a distance from the level is expected to be gone; 9 by default. */
  readonly halfLife?: number
  /** Standard deviation of a rate, given the one before it; 0.0001 by default. */
  readonly volatility?: number
}

/** A market with a funding column. */
export type FundedBars = Bars & { readonly funding: Column }

/**
 * The market with a synthetic funding rate: an Ornstein-Uhlenbeck process that starts from its long-run
 * distribution and does not look at the price. A rate stands on the bar in which it is settled (the bar that
 * opens at the time of settlement holds it), 0 on the others; a bar longer than the time between settlements
 * holds the sum of its rates. Time that the market has no bars for passes, but settles nothing.
 *
 * @example
 * const bars = withSyntheticFunding(randomFrom(42, 'funding'), brownianMarket(randomFrom(42), { length: 24 }))
 * bars.funding.filter((rate) => rate !== 0).length // => 3
 */
export function withSyntheticFunding(draws: Draws, bars: Bars, options: SyntheticFundingOptions = {}): FundedBars {
  checkDraws('withSyntheticFunding', draws)
  checkShape('withSyntheticFunding', bars)
  checkKeys('withSyntheticFunding', options, ['every', 'level', 'halfLife', 'volatility'])
  const { level = 0.0001, halfLife = 9, volatility = 0.0001 } = options
  const every = intervalMs(options.every ?? '8h', 'withSyntheticFunding')
  checkNumber('withSyntheticFunding', 'level', level)
  checkNumber('withSyntheticFunding', 'halfLife', halfLife, { above: 0, max: 1e9 })
  checkNumber('withSyntheticFunding', 'volatility', volatility, { min: 0 })
  if (bars.funding !== undefined) {
    refuse('withSyntheticFunding', 'funding', bars.funding, {
      rule: 'absent',
      remedy: 'Remove the column first if a synthetic one is to replace it.',
    })
  }
  const decay = pow(2, -1 / halfLife)
  const funding = new Float64Array(bars.length)
  let next = Math.ceil(bars.time[0] / every)
  let distance = (volatility / Math.sqrt(1 - decay ** 2)) * draws.normal()
  for (let t = 0; t < bars.length; t++) {
    const after = t + 1 < bars.length ? bars.time[t + 1] : Number.POSITIVE_INFINITY
    const end = Math.min(bars.time[t] + bars.interval, after)
    for (; next * every < end; next++) {
      if (next * every >= bars.time[t]) funding[t] += level + distance
      distance = decay * distance + volatility * draws.normal()
    }
  }
  const market = { ...bars, funding }
  checkBars('withSyntheticFunding', market)
  return market
}
