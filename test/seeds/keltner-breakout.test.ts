import { describe, expect, test } from 'vitest'
import { keltner } from '../../src/indicators/keltner.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { keltnerBreakout } from '../../src/seeds/keltner-breakout.ts'
import { turnsOf } from './bars-of.ts'
import { closes, written } from './write.ts'

describe('keltner-breakout', () => {
  // The channel of a bar is its close and, on either side, its move: from row 1 on 1, 0.5, 1.5, 1, 0.2, 3.2.
  const quick = { period: 1, rangePeriod: 1, width: 1 }
  const prices = [10, 11, 11.5, 13, 12, 12.2, 9, 9.5]

  test('opens beyond the channel of the bar before and closes at its middle', () => {
    expect(written(keltnerBreakout, closes(prices), quick)).toEqual([0, 0, 0, 1, 0, 0, -1, 0])
    expect(keltnerBreakout.warmup(quick)).toBe(2)
  })

  test('holds on to the other side when told to', () => {
    expect(written(keltnerBreakout, closes(prices), { ...quick, exit: 'opposite' })).toEqual([0, 0, 0, 1, 1, 1, -1, -1])
  })

  test('a wider channel asks for more; on its edge is not beyond', () => {
    expect(written(keltnerBreakout, closes(prices), { ...quick, width: 3 })).toEqual([0, 0, 0, 0, 0, 0, -1, 0])
  })

  test('takes the side it is told to', () => {
    expect(written(keltnerBreakout, closes(prices), { ...quick, side: 'long' })).toEqual([0, 0, 0, 1, 0, 0, 0, 0])
    expect(written(keltnerBreakout, closes(prices), { ...quick, side: 'short' })).toEqual([0, 0, 0, 0, 0, 0, -1, 0])
  })

  test('longer averages follow later', () => {
    // The two-bar average is 10.5, 11.17, 12.39, 12.13, 12.18, 10.06 from row 1 on: 9.5 is still below it.
    expect(written(keltnerBreakout, closes(prices), { ...quick, period: 2 })).toEqual([0, 0, 0, 1, 0, 0, -1, -1])
    // The range of 3 bars is 1, 1, 0.73 from row 3 on.
    expect(written(keltnerBreakout, closes(prices), { ...quick, rangePeriod: 3 })).toEqual([0, 0, 0, 0, 0, 0, -1, 0])
    expect(keltnerBreakout.warmup({ period: 5, rangePeriod: 3 })).toBe(5)
    expect(keltnerBreakout.warmup({ period: 3, rangePeriod: 5 })).toBe(6)
  })

  test('fires where no close could leave the channel of its own bar', () => {
    const leap = closes([10, 10.1, 10, 10.1, 10, 20])
    const { upper } = keltner(leap, 5, 2, 5)
    expect([upper[4] < 10.6, upper[5] > 38]).toEqual([true, true])
    expect(written(keltnerBreakout, leap, { period: 5, rangePeriod: 2, width: 5 })).toEqual([0, 0, 0, 0, 0, 1])
  })

  test('a market at rest breaks out of nothing', () => {
    expect(written(keltnerBreakout, closes(Array(40).fill(0.1)))).toEqual(Array(40).fill(0))
  })

  test('opens and closes both ways on its showcase', () => {
    const exposure = written(keltnerBreakout, showcaseMarket(keltnerBreakout.showcase))
    expect(turnsOf(exposure)).toEqual({ longs: 9, shorts: 9, flats: 17 })
  })

  test('says what it does', () => {
    const genes = { period: 20, rangePeriod: 10, width: 2, exit: 'opposite', side: 'short' } as const
    expect(keltnerBreakout.say(genes)).toBe(
      'Short from a close 2 average true ranges (10 bars) below the 20-bar exponential average of the bar before, until it is as far above it',
    )
  })
})
