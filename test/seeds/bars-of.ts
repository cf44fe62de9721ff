import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'

/** Hourly bars of these prices that open where they close. */
export function barsOf(prices: Readonly<Record<'high' | 'low' | 'close', readonly number[]>>): Bars {
  const { close } = prices
  const time = close.map((_, t) => t * 3_600_000)
  return barsFrom({ ...prices, time, open: close, volume: close.map(() => 1) }, { interval: 3_600_000 })
}

/** The sides that an exposure takes anew: longs and shorts opened, and how often it becomes flat. */
export function turnsOf(exposure: readonly number[]): { longs: number; shorts: number; flats: number } {
  const turns = exposure.filter((now, t) => t > 0 && Math.sign(now) !== Math.sign(exposure[t - 1]))
  const count = (sign: number) => turns.filter((now) => Math.sign(now) === sign).length
  return { longs: count(1), shorts: count(-1), flats: count(0) }
}
