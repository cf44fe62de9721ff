import fc from 'fast-check'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { randomFrom } from '../../src/random/random-from.ts'

/** The first rows of a market, in columns of their own. */
export function prefix(bars: Bars, length: number): Bars {
  const cut = (column: Float64Array) => column.slice(0, length)
  const { symbol, interval, time, open, high, low, close, volume } = bars
  return {
    ...{ symbol, interval, length, time: cut(time), open: cut(open), high: cut(high), low: cut(low) },
    ...{ close: cut(close), volume: cut(volume) },
  }
}

/** A market of minutes by chance, with gaps, that begins anywhere on the grid. */
export function chanceMarket(start: number, length = 160): Bars {
  const random = randomFrom(start, 'market')
  let price = 100
  let minute = random.int(0, 6)
  const rows = Array.from({ length }, () => {
    const open = price
    price *= Math.exp(0.01 * random.normal())
    const time = minute * 60_000
    minute += random.float() < 0.1 ? random.int(2, 9) : 1
    const [high, low] = [Math.max(open, price) * 1.001, Math.min(open, price) * 0.999]
    return { time, open, high, low, close: price, volume: 1 + random.float() }
  })
  const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name])
  return barsFrom(
    {
      ...{ time: column('time'), open: column('open'), high: column('high'), low: column('low') },
      ...{ close: column('close'), volume: column('volume') },
    },
    { interval: '1m', symbol: 'CHANCE' },
  )
}

/** Any such market. */
export const anyMarket: fc.Arbitrary<Bars> = fc.integer().map((start) => chanceMarket(start))
