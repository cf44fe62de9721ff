import type { Bars } from '../market/bars.ts'
import type { Random } from '../random/random.ts'
import { wildMarket } from './check-seed-markets.ts'
import { mapColumns } from './check-seed-trial.ts'

/** How far the wild bars are from what came before, so that extremes of the whole series move. */
const FAR = 4
/** Bars of time between the known rows and the wild ones. */
const PAUSE = 5
const FUNDING = 0.01

/**
 * The market with wild bars from row `cut` on: prices that jump about at four times the last close, or at a fourth of it,
 * volumes and funding to match, extra columns in reversed order and scaled likewise, times a while later. The rows before are
 * the same.
 *
 * @example
 * const bars = showcaseMarket('rise')
 * const other = rewriteFuture(randomFrom(42), bars, 300, true)
 * [other.close[299] === bars.close[299], other.close[300] > 2 * bars.close[300]] // => [true, true]
 */
export function rewriteFuture(random: Random, bars: Bars, cut: number, isHigh: boolean): Bars {
  const wild = wildMarket(random, bars.length - cut)
  const last = bars.close[cut - 1]
  const factor = isHigh ? FAR : 1 / FAR
  const price = ((last > 0 ? last : 1) * factor) / wild.close[0]
  const volume = (1 + bars.volume[cut - 1]) * factor
  return mapColumns(bars, (column, name) => {
    return column.map((value, t) => {
      if (t < cut) return value
      const i = t - cut
      if (name === 'time') return value + PAUSE * bars.interval
      if (name === 'volume') return wild.volume[i] * volume
      if (name === 'funding') return FUNDING * random.normal()
      if (name.startsWith('extras.')) return column[column.length - 1 - i] * factor
      return wild[name as 'open' | 'high' | 'low' | 'close'][i] * price
    })
  })
}
