import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { randomFrom } from '../../src/random/random-from.ts'

const HOUR = 3_600_000

/** Hourly bars with these closes, each opening at the close before. */
export function market(close: readonly number[], volume: readonly number[] = close.map(() => 1)): Bars {
  const time = close.map((_, t) => t * HOUR)
  const open = close.map((price, t) => close[t - 1] ?? price)
  const high = close.map((price, t) => Math.max(price, open[t]))
  const low = close.map((price, t) => Math.min(price, open[t]))
  return barsFrom({ time, open, high, low, close, volume }, { interval: HOUR })
}

/**
 * A market whose move is normal noise around `pull` times the sign of the move before: with a pull of 0 there is
 * nothing to learn, with one of 1 the sign of the last move is that of the next in 84 of 100 bars.
 */
export function followingMarket(seed: number, pull: number, length: number): Bars {
  const random = randomFrom(seed, 'following')
  let price = 100
  let side = 1
  const close = Array.from({ length }, () => {
    const move = pull * side + random.normal()
    side = Math.sign(move)
    price *= Math.exp(0.01 * move)
    return price
  })
  return market(
    close,
    close.map(() => 100 + 20 * random.float()),
  )
}

/** Positions in all but the last bar, those that go with the last move, and those that go with the next. */
export interface Agreement {
  readonly n: number
  readonly last: number
  readonly next: number
}

/** How far an exposure goes with the moves of its market. */
export function agreement({ close }: Bars, exposure: readonly number[]): Agreement {
  const rows = exposure.flatMap((now, t) => (now !== 0 && t + 1 < exposure.length ? [t] : []))
  const count = (isWith: (t: number) => boolean) => rows.filter(isWith).length
  return {
    n: rows.length,
    last: count((t) => exposure[t] * (close[t] - close[t - 1]) > 0),
    next: count((t) => exposure[t] * (close[t + 1] - close[t]) > 0),
  }
}

/** The agreement of a seed, added up over six markets in which there is nothing to learn. */
export function agreementByLuck(exposureOf: (bars: Bars) => readonly number[]): Agreement {
  const tallies = [1, 2, 3, 4, 5, 6].map((seed) => {
    const bars = followingMarket(seed, 0, 700)
    return agreement(bars, exposureOf(bars))
  })
  const sum = (key: keyof Agreement) => tallies.reduce((total, each) => total + each[key], 0)
  return { n: sum('n'), last: sum('last'), next: sum('next') }
}

/** A market as it stood at 26 of its bars, from its 180th on. */
export function cutShort({ close, volume }: Bars): readonly Bars[] {
  return Array.from({ length: 26 }, (_, i) => {
    const end = 180 + 2 * i - (i % 3)
    return market(Array.from(close.subarray(0, end)), Array.from(volume.subarray(0, end)))
  })
}

/** A market whose prices and volumes are told in other units. */
export function inOtherUnits({ close, volume }: Bars): Bars {
  return market(
    Array.from(close, (price) => price * 2 ** -7),
    Array.from(volume, (amount) => amount * 2 ** 9),
  )
}
