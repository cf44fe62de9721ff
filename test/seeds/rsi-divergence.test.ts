import { describe, expect, test } from 'vitest'
import { divergence } from '../../src/indicators/divergence.ts'
import { rsi } from '../../src/indicators/rsi.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { rsiDivergence } from '../../src/seeds/rsi-divergence.ts'
import { barsOf, turnsOf } from './bars-of.ts'
import { closes, written } from './write.ts'

describe('rsi-divergence', () => {
  const quick = { period: 2, strength: 1, reach: 10, hold: 3 }
  // Swing lows are 6 at row 2 and 5.9 at row 5, known a row later; the RSI there is 0 and 19.2.
  const prices = [10, 8, 6, 8, 7, 5.9, 7, 6.5, 6.4, 6.6]
  const mirrored = prices.map((price) => 20 - price)

  test('goes long when a lower low with a higher RSI is confirmed, for some bars', () => {
    expect(written(rsiDivergence, closes(prices), quick)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 0])
    expect(written(rsiDivergence, closes(prices), { ...quick, hold: 2 })).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 0, 0])
  })

  test('goes short in the mirror, and takes the side it is told to', () => {
    expect(written(rsiDivergence, closes(mirrored), quick)).toEqual([0, 0, 0, 0, 0, 0, -1, -1, -1, 0])
    expect(written(rsiDivergence, closes(mirrored), { ...quick, side: 'long' })).toEqual(Array(10).fill(0))
    expect(written(rsiDivergence, closes(prices), { ...quick, side: 'short' })).toEqual(Array(10).fill(0))
  })

  test('on one side the other one ends nothing', () => {
    // Long from row 6 on as above. Swing highs are 8 at row 7 and 8.5 at row 9; the RSI there is 76.1 and 70.6.
    const turned = closes([10, 8, 6, 8, 7, 5.9, 7, 8, 5, 8.5, 5])
    const stay = { ...quick, exit: 'bars', hold: 9 }
    expect(written(rsiDivergence, turned, stay)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, -1])
    expect(written(rsiDivergence, turned, { ...stay, side: 'long' })).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    expect(written(rsiDivergence, turned, { ...stay, side: 'short' })).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1])
  })

  test('a lower low with a lower RSI is none, and so is a higher low', () => {
    // The RSI is 45 at 9.9 and 17.6 at 8.
    expect(written(rsiDivergence, closes([10, 10.5, 9.9, 11, 8, 9]), quick)).toEqual([0, 0, 0, 0, 0, 0])
    expect(written(rsiDivergence, closes([10, 8, 6, 8, 7, 6.1, 7]), quick)).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  test('gives up beyond the swing, unless told to stay', () => {
    // 5.8 is below 5.9, and is the next swing low with a higher RSI, 28.1.
    const broken = closes([10, 8, 6, 8, 7, 5.9, 7, 5.8, 6, 6.2])
    expect(written(rsiDivergence, broken, quick)).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 1, 1])
    expect(written(rsiDivergence, broken, { ...quick, exit: 'bars' })).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1])
    const mirror = closes([10, 12, 14, 12, 13, 14.1, 13, 14.2, 14, 13.8])
    expect(written(rsiDivergence, mirror, quick)).toEqual([0, 0, 0, 0, 0, 0, -1, 0, -1, -1])
  })

  test('a new signal of the same side starts the bars anew', () => {
    const twice = closes([10, 8, 6, 8, 7, 5.9, 7, 5.8, 6, 6.2, 6.3])
    const stay = { ...quick, exit: 'bars', hold: 2 }
    expect(written(rsiDivergence, twice, stay)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0])
  })

  test('compares swings within reach, counted beyond the strength', () => {
    expect(written(rsiDivergence, closes(prices), { ...quick, reach: 2 })).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 0])
    expect(written(rsiDivergence, closes(prices), { ...quick, reach: 1 })).toEqual(Array(10).fill(0))
  })

  test('stronger swings are known later, a longer RSI too', () => {
    expect(written(rsiDivergence, closes(prices), { ...quick, strength: 2 })).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 1])
    expect(written(rsiDivergence, closes(prices), { ...quick, period: 3 })).toEqual(Array(10).fill(0))
  })

  test('speaks from its warm-up on', () => {
    // Lows at rows 2 and 4, the nearest there can be.
    const soonest = closes([10, 8, 6, 8, 5.9, 7])
    expect([rsiDivergence.warmup(quick), written(rsiDivergence, soonest, quick)]).toEqual([5, [0, 0, 0, 0, 0, 1]])
    expect(rsiDivergence.warmup({ period: 2, strength: 5 })).toBe(16)
  })

  test('a bar that is both signals is none', () => {
    // Swing highs at rows 2 and 6, lows at rows 3 and 6; the RSI is 100 at row 2, 20 at row 3, 50 at row 6.
    const bars = (top: number, bottom: number) =>
      barsOf({
        high: [10, 11, 14, 11, 11, 11, top, 11],
        low: [9, 9, 9, 7, 9, 9, bottom, 9],
        close: [10, 10, 12, 8, 9.5, 9.5, 9.5, 9.5],
      })
    expect(written(rsiDivergence, bars(15, 6), quick)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    expect(written(rsiDivergence, bars(13, 6), quick)).toEqual([0, 0, 0, 0, 0, 0, 0, 1])
    expect(written(rsiDivergence, bars(15, 8), quick)).toEqual([0, 0, 0, 0, 0, 0, 0, -1])
  })

  test('agrees with the divergence indicator on its showcase', () => {
    const bars = showcaseMarket(rsiDivergence.showcase)
    const exposure = written(rsiDivergence, bars, { hold: 1 })
    const { bullish, bearish } = divergence({ ...bars, oscillator: rsi(bars.close, 14) }, 5, 60)
    expect(exposure).toEqual(Array.from(bullish, (mark, t) => (mark - bearish[t] || 0) + 0))
    expect(turnsOf(exposure)).toEqual({ longs: 2, shorts: 4, flats: 6 })
  })

  test('says what it does', () => {
    const genes = { period: 14, strength: 5, reach: 55, hold: 20, exit: 'bars', side: 'both' } as const
    expect(rsiDivergence.say(genes)).toBe(
      'Long at a lower swing low (5 bars on either side) with a higher 14-bar RSI, at most 60 bars apart, for 20 bars; short at a higher high with a lower RSI, likewise',
    )
  })
})
