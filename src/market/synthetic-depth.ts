import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import { exp } from '../math/exp.ts'
import type { Bars } from './bars.ts'
import { checkBars, checkShape } from './check-bars.ts'
import { checkDraws, type Draws } from './synthetic-options.ts'

/** What a synthetic order book looks like. */
export interface SyntheticDepthOptions {
  /** Levels on each side; 3 by default. */
  readonly levels?: number
  /** Mean distance of the best ask from the best bid, as a share of the price; 0.0002 by default. */
  readonly spread?: number
  /** Mean distance from one level to the next, as a share of the price; 0.0001 by default. */
  readonly step?: number
  /**
   * Mean size of the best level, in units of the asset; by default a hundredth of the market's mean volume. Level
   * k holds k times as much on average.
   */
  readonly size?: number
}

/** Standard deviations of the logarithms of distances and sizes. */
const DISTANCE_NOISE = 0.25
const SIZE_NOISE = 0.6

/**
 * The market with a synthetic order book, as it stands at each close, in the extra columns `bidPrice1`,
 * `bidSize1`, `askPrice1`, `askSize1` (best level), `bidPrice2` and so on: prices as such, sizes in units of the
 * asset. The close lies between best bid and best ask; prices go away from it and sizes grow with the level, all
 * with log-normal noise that is independent of the market.
 *
 * @example
 * const bars = withSyntheticDepth(randomFrom(42, 'depth'), brownianMarket(randomFrom(42)), { levels: 2 })
 * Object.keys(bars.extras).length // => 8
 * bars.extras.bidPrice2[9] < bars.extras.bidPrice1[9] // => true
 */
export function withSyntheticDepth(
  draws: Draws,
  bars: Bars,
  options: SyntheticDepthOptions = {},
): Bars & Required<Pick<Bars, 'extras'>> {
  checkDraws('withSyntheticDepth', draws)
  checkShape('withSyntheticDepth', bars)
  checkKeys('withSyntheticDepth', options, ['levels', 'spread', 'step', 'size'])
  const { levels = 3, spread = 0.0002, step = 0.0001, size = mean(bars.volume) / 100 } = options
  checkInteger('withSyntheticDepth', 'levels', levels, { min: 1, max: 100 })
  checkNumber('withSyntheticDepth', 'spread', spread, { min: 1e-9, max: 0.1 })
  checkNumber('withSyntheticDepth', 'step', step, { min: 1e-9, max: 0.1 })
  checkNumber('withSyntheticDepth', 'size', size, { min: 0 })
  checkCloses(bars.close)
  const extras: Record<string, Column> = { ...bars.extras }
  for (const side of ['bid', 'ask'] as const) {
    const reach = new Float64Array(bars.length)
    for (let level = 1; level <= levels; level++) {
      checkFree(extras, [`${side}Price${level}`, `${side}Size${level}`])
      const price = new Float64Array(bars.length)
      const amount = new Float64Array(bars.length)
      for (let t = 0; t < bars.length; t++) {
        reach[t] += (level === 1 ? spread / 2 : step) * noise(draws, DISTANCE_NOISE)
        price[t] = bars.close[t] * exp(side === 'bid' ? -reach[t] : reach[t])
        amount[t] = level * size * noise(draws, SIZE_NOISE)
      }
      extras[`${side}Price${level}`] = price
      extras[`${side}Size${level}`] = amount
    }
  }
  const market = { ...bars, extras }
  checkBars('withSyntheticDepth', market)
  return market
}

/** A book lies around a price; below 0 its sides would change places. */
function checkCloses(close: Column): void {
  const row = close.findIndex((price) => price <= 0)
  if (row === -1) return
  refuse('withSyntheticDepth', 'close', close[row], {
    rule: 'above 0',
    row,
    code: 'invalid-bars',
    remedy: 'Give a market whose prices are positive.',
  })
}

function checkFree(extras: Readonly<Record<string, Column>>, names: readonly string[]): void {
  for (const name of names) {
    if (!Object.hasOwn(extras, name)) continue
    refuse('withSyntheticDepth', 'extras', name, {
      rule: 'without an order book',
      remedy: 'Remove its columns first if synthetic ones are to replace them.',
    })
  }
}

/** A log-normal factor with mean 1. */
function noise(draws: Draws, deviation: number): number {
  return exp(deviation * draws.normal() - deviation ** 2 / 2)
}

function mean(column: Column): number {
  return column.reduce((sum, value) => sum + value, 0) / column.length
}
