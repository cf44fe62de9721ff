import { describe, expect, test } from 'vitest'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { vwapReversion } from '../../src/seeds/vwap-reversion.ts'
import { closes, written } from './write.ts'

describe('vwap-reversion', () => {
  const quick = { period: 3, entry: 1 }
  // From row 2 on: average 11, 11.67, 12.33, 12, 11, 11 and deviation 1.41, 1.25, 0.47, 0, 1.41, 1.41.
  const prices = [10, 10, 13, 12, 12, 12, 9, 12]

  test('fades what is too far from the average, and gets out at the average', () => {
    expect(written(vwapReversion, closes(prices), quick)).toEqual([0, 0, -1, -1, 0, 0, 1, 0])
    expect(vwapReversion.warmup(quick)).toBe(2)
  })

  test('asks for more, gets out earlier, takes one side when told to', () => {
    expect(written(vwapReversion, closes(prices), { ...quick, entry: 1.5 })).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    expect(written(vwapReversion, closes(prices), { ...quick, exit: 0.5 })).toEqual([0, 0, -1, 0, 0, 0, 1, 0])
    expect(written(vwapReversion, closes(prices), { ...quick, side: 'long' })).toEqual([0, 0, 0, 0, 0, 0, 1, 0])
    expect(written(vwapReversion, closes(prices), { ...quick, side: 'short' })).toEqual([0, 0, -1, -1, 0, 0, 0, 0])
  })

  test('a price at which most was traded is not far from the average', () => {
    // The average is 12.94, 12.96, 12.98, 12, 9.06, 9.06.
    const bars = closes(prices, { volume: [1, 1, 98, 1, 1, 1, 98, 1] })
    expect(written(vwapReversion, bars, quick)).toEqual([0, 0, 0, 0, 1, 0, 0, -1])
  })

  test('where nothing is traded there is no average and no position', () => {
    const bars = closes([10, 10, 13, 12, 13.2, 13.3], { volume: [1, 1, 1, 0, 0, 0] })
    expect(written(vwapReversion, bars, quick)).toEqual([0, 0, -1, -1, -1, 0])
  })

  test('a market at rest is not far from anything, and a position at rest has come back', () => {
    // The mean of three times 0.1 is a little above 0.1.
    expect(written(vwapReversion, closes(Array(8).fill(0.1)), quick)).toEqual(Array(8).fill(0))
    const rest = [0.3, 0.3, 0.1, 0.1, 0.1, 0.1]
    expect(written(vwapReversion, closes(rest), quick)).toEqual([0, 0, 1, 1, 0, 0])
    // That of three times 0.7 is a little below it.
    const above = [0.5, 0.5, 0.7, 0.7, 0.7, 0.7]
    expect(written(vwapReversion, closes(above), quick)).toEqual([0, 0, -1, -1, 0, 0])
  })

  test('a session starts its average anew', () => {
    const hour = 3_600_000
    // Two hours of a Tuesday, then Wednesday: average of the day 13, 13, 13, 13.75, 13.6; of the week 11 at row 2.
    const bars = (day: number) => {
      const time = [10, 10, 13, 13, 13, 16, 13].map((_, t) => day + (22 + t) * hour)
      return closes([10, 10, 13, 13, 13, 16, 13], { time })
    }
    const tuesday = Date.UTC(2019, 11, 31)
    const sunday = Date.UTC(2020, 0, 5)
    expect(written(vwapReversion, bars(tuesday), { ...quick, average: 'day' })).toEqual([0, 0, 0, 0, 0, -1, 0])
    expect(written(vwapReversion, bars(tuesday), { ...quick, average: 'week' })[2]).toBe(-1)
    expect(written(vwapReversion, bars(sunday), { ...quick, average: 'week' })).toEqual([0, 0, 0, 0, 0, -1, 0])
  })

  test('fades both gaps of its showcase', () => {
    const exposure = written(vwapReversion, showcaseMarket(vwapReversion.showcase))
    expect([exposure.indexOf(-1), exposure.indexOf(1)]).toEqual([200, 400])
    expect([exposure[199], exposure[399], exposure.at(-1)]).toEqual([0, 0, 0])
  })
})
