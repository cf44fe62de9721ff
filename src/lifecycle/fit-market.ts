import type { Column } from '../base/column.ts'
import { checkInteger, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkShape } from '../market/check-bars.ts'
import type { BrownianMarketOptions } from '../market/synthetic-brownian.ts'
import type { GarchMarketOptions } from '../market/synthetic-garch.ts'
import { ln } from '../math/ln.ts'
import { variance } from '../math/moments.ts'
import { mean } from '../math/sum.ts'
import { garchOf } from './garch-likelihood.ts'

/** Fewer returns say nothing of a volatility, or of how it changes. */
const FEWEST_MOVES = 30
const FEWEST_FOR_GARCH = 500

/** The prices of a market, which must be above 0 to have logarithms. */
export const PRICES = ['open', 'high', 'low', 'close'] as const

/**
 * The log returns of a market from close to close, one fewer than bars.
 *
 * @example
 * const bars = showcaseMarket('flat')
 * logReturnsOf('here', bars).every((value) => value === 0) // => true
 */
export function logReturnsOf(where: string, bars: Bars): Column {
  checkShape(where, bars)
  for (const name of PRICES) {
    const row = bars[name].findIndex((price) => !(price > 0))
    if (row < 0) continue
    refuse(where, name, bars[name][row], {
      rule: 'above 0',
      row,
      code: 'invalid-bars',
      remedy: 'A model of ratios has no prices at or below 0.',
    })
  }
  return Float64Array.from({ length: bars.length - 1 }, (_, t) => ln(bars.close[t + 1] / bars.close[t]))
}

/**
 * The options of `brownianMarket` that fit a market: the mean and the standard deviation (divisor n - 1) of its log returns,
 * its length, interval, first price and mean volume. A market of these options grows on average as the real one did, by chance
 * alone. At least 31 bars that vary.
 *
 * @example
 * const bars = brownianMarket(randomFrom(42), { length: 5000, volatility: 0.01 })
 * fitBrownian(bars).volatility.toFixed(3) // => '0.010'
 * fitBrownian(showcaseMarket('flat')) // throws 'invalid-bars'
 */
export function fitBrownian(bars: Bars): Required<Omit<BrownianMarketOptions, 'symbol'>> & { readonly symbol: string } {
  const { returns, ...frame } = measured('fitBrownian', bars, FEWEST_MOVES)
  const spread = variance(returns)
  return { ...frame, drift: mean(returns) + spread / 2, volatility: Math.sqrt(spread) }
}

/**
 * The options of `garchMarket` that fit a market: `fitBrownian`, and the alpha and beta of largest Gaussian quasi-likelihood
 * while the long-run variance is held at that of the sample (variance targeting, Engle and Mezrich 1996), without jumps. Both
 * are 0 where volatility does not cluster. alpha + beta stays at most 0.999. At least 501 bars, since fewer do not show two
 * parameters apart. O(bars), some hundred passes.
 *
 * @example
 * const bars = garchMarket(randomFrom(42), { length: 5000, alpha: 0.1, beta: 0.85, jumpChance: 0 })
 * const fit = fitGarch(bars)
 * Math.abs(fit.alpha - 0.1) < 0.03 && Math.abs(fit.beta - 0.85) < 0.05 // => true
 */
export function fitGarch(bars: Bars): Required<Omit<GarchMarketOptions, 'symbol'>> & { readonly symbol: string } {
  const { returns, ...frame } = measured('fitGarch', bars, FEWEST_FOR_GARCH)
  const spread = variance(returns)
  const { alpha, beta } = garchOf(returns)
  const still = { jumpChance: 0, jumpMean: 0, jumpVolatility: 0 }
  return { ...frame, drift: mean(returns) + spread / 2, volatility: Math.sqrt(spread), alpha, beta, ...still }
}

function measured(where: string, bars: Bars, fewest: number) {
  const returns = logReturnsOf(where, bars)
  checkInteger(where, 'bars.length', bars.length, { min: fewest + 1 })
  if (returns.every((value) => value === returns[0])) {
    refuse(where, 'the returns of the closes', returns[0], {
      rule: 'numbers that vary',
      code: 'invalid-bars',
      remedy: 'A market that stands still has no model.',
    })
  }
  const { symbol, interval, length, time, open, volume } = bars
  return { returns, symbol, interval, length, start: time[0], price: open[0], volume: mean(volume) }
}
