import { describe, expect, test } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { everySeed } from '../../src/seeds/catalogue.ts'
import { FEATURES, FEATURES_FROM, featureTable } from '../../src/seeds/feature-columns.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { followingMarket, market } from './following.ts'

const featuresOf = (bars: Bars) => featureTable(bars, new Workspace(everySeed)).features
const rowOf = (bars: Bars, t: number) => Array.from(featuresOf(bars).subarray(FEATURES * t, FEATURES * (t + 1)))

/** Fifty bars that double and halve by turns, then a second doubling; amounts 3 and 5 by turns, then another. */
function zigzag(last: number): Bars {
  const close = Array.from({ length: 51 }, (_, t) => (t === 50 ? 8 : t % 2 === 0 ? 2 : 4))
  return market(
    close,
    close.map((_, t) => (t === 50 ? last : t % 2 === 0 ? 3 : 5)),
  )
}

describe('featureTable', () => {
  test('holds, at the close of a bar, what it says', () => {
    const bars = zigzag(8)
    // Of 14 moves 13 were of 2 and one of 4, seven down and seven up.
    const strength = (8 - 2) / (13 * 2 + 4)
    // Every move is one volatility. The range of the last bar is 4, that of all others 2.
    const range = (13 * 2 + 4) / 14
    const returns = [1, 2 / Math.sqrt(2), 1 / Math.sqrt(3), 1 / Math.sqrt(5), 2 / Math.sqrt(10), 2 / Math.sqrt(20)]
    const expected = [...returns, strength, (8 - 3.6) / range, (8 - 3.12) / range, 1, 4 / range, 4 / range, 4]
    const row = rowOf(bars, 50)
    expect(row.map((value, j) => Math.abs(value - expected[j]) <= 2 ** -21)).toEqual(Array(13).fill(true))
    expect(row.map((value) => value * 2 ** 20).every(Number.isInteger)).toBe(true)
  })

  test('cuts what is wild', () => {
    expect(rowOf(zigzag(8_000_000), 50)[12]).toBe(10)
    expect(rowOf(zigzag(0), 50)[12]).toBe(-4)
  })

  test('has whole rows from row 50 on, and none in a market at rest', () => {
    const whole = (bars: Bars) =>
      Array.from({ length: bars.length }, (_, t) => t).filter((t) => rowOf(bars, t).every(Number.isFinite))
    expect(FEATURES_FROM).toBe(50)
    expect(whole(followingMarket(1, 0, 60))).toEqual([50, 51, 52, 53, 54, 55, 56, 57, 58, 59])
    expect(whole(showcaseMarket('flat', { length: 120 }))).toEqual([])
    // Far from its mean of 50 bars, with no range to measure that by.
    const rests = market(Array.from({ length: 60 }, (_, t) => (t < 40 ? 100 + (t % 2) : 105)))
    expect(rowOf(rests, 52)[8]).toBe(Math.min(10, rowOf(rests, 52)[8]))
    expect(rowOf(rests, 58)[8]).toBe(Number.NaN)
    const negative = market(Array.from({ length: 80 }, (_, t) => (t === 55 ? -1 : 2 + (t % 2))))
    expect(whole(negative)).toEqual([50, 51, 52, 53, 54])
  })

  test('a row is the same wherever its market begins', () => {
    const bars = followingMarket(3, 0, 400)
    expect(featuresOf(sliceBars(bars, 137)).subarray(50 * FEATURES)).toEqual(featuresOf(bars).subarray(187 * FEATURES))
  })

  test('knows no unit of money or amount, and nothing of later bars', () => {
    const bars = followingMarket(2, 0.5, 90)
    const scaled = market(
      Array.from(bars.close, (price) => price * 2 ** 12),
      Array.from(bars.volume, (amount) => amount / 2 ** 5),
    )
    expect(featuresOf(scaled)).toEqual(featuresOf(bars))
    expect(featuresOf(market(Array.from(bars.close.subarray(0, 70)), Array.from(bars.volume.subarray(0, 70))))).toEqual(
      featuresOf(bars).subarray(0, 70 * FEATURES),
    )
  })
})
