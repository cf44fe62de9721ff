import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { OrganismError } from '../../src/base/error.ts'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { columnsOf } from '../../src/market/check-bars.ts'

export const HOUR = 3_600_000
export const DAY: number = 24 * HOUR
export const WEEK: number = 7 * DAY

/** A market whose bars are flat at the given prices, with the price for a volume as well. */
export function flatBars(time: readonly number[], price: readonly number[], interval: number): Bars {
  return barsFrom({ time, open: price, high: price, low: price, close: price, volume: price }, { interval })
}

/** The error that an act throws, which must be one of the library's. */
export function errorOf(act: () => unknown): OrganismError {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(OrganismError)
    return error as OrganismError
  }
  throw new Error('nothing was thrown')
}

/** Refuses two markets that differ in a bit. */
export function expectSameBits(actual: Bars, expected: Bars): void {
  const bits = (bars: Bars) =>
    columnsOf(bars).map(([name, column]) => [name, ...new BigUint64Array(column.slice().buffer)])
  expect([actual.symbol, actual.interval, actual.length]).toEqual([expected.symbol, expected.interval, expected.length])
  expect(bits(actual)).toEqual(bits(expected))
}

/** Daily bars of the S&P 500 from 2000-01-03 to 2020-04-17, as Yahoo Finance gave them: 5,105 rows. */
export function sp500(): Record<'time' | 'open' | 'high' | 'low' | 'close' | 'volume', Float64Array> {
  const path = new URL('../../node_modules/vega-datasets/data/sp500-2000.csv', import.meta.url)
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
  const column = (place: number) => Float64Array.from(rows, (cells) => Number(cells[place]))
  const time = Float64Array.from(rows, ([date]) => Date.parse(date))
  return { time, open: column(1), high: column(2), low: column(3), close: column(4), volume: column(6) }
}
