import { describe, expect, test } from 'vitest'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { atrStopLoss } from '../../src/seeds/atr-stop-loss.ts'
import { closes, written } from './write.ts'

describe('atr-stop-loss', () => {
  // The range of 2 bars is 2, 2, 1.5, 1.75, 1.375, 1.1875 from row 2 on.
  const falling = closes([10, 12, 10, 12, 11, 9, 8, 9])
  const close = { period: 2, width: 1 }

  test('ends a position at the first close beyond the stop, for as long as its side lasts', () => {
    // Long at 12, the stop is 10: 11 holds, 9 does not. Short at 12, the stop is 14.
    expect(written(atrStopLoss, falling, close, [0, 0, 0, 1, 1, 1, 1, 1])).toEqual([0, 0, 0, 1, 1, 0, 0, 0])
    expect(written(atrStopLoss, falling, close, [0, 0, 0, -1, -1, -1, -1, -1])).toEqual([0, 0, 0, -1, -1, -1, -1, -1])
  })

  test('a close on the stop holds', () => {
    const touching = closes([10, 12, 10, 12, 10, 9.9])
    expect(written(atrStopLoss, touching, close, [0, 0, 0, 1, 1, 1])).toEqual([0, 0, 0, 1, 1, 0])
  })

  test('a smaller or larger share of the same side is the same position; another side or none ends it', () => {
    expect(written(atrStopLoss, falling, close, [0, 0, 0, 1, 0.5, 1, 0.5, 1])).toEqual([0, 0, 0, 1, 0.5, 0, 0, 0])
    expect(written(atrStopLoss, falling, close, [0, 0, 0, 1, 1, 1, 0, 1])).toEqual([0, 0, 0, 1, 1, 0, 0, 1])
    expect(written(atrStopLoss, falling, close, [0, 0, 0, 1, 1, 1, -1, -1])).toEqual([0, 0, 0, 1, 1, 0, -1, -1])
  })

  test('a wider stop holds on, and what is held before the range is known begins with it', () => {
    // Long at 10 in row 2, where the range is 2; with 4 bars long at 11 in row 4, where it is 1.75.
    expect(written(atrStopLoss, falling, { period: 2, width: 1.6 }, Array(8).fill(1))).toEqual([0, 0, 1, 1, 1, 1, 1, 1])
    expect(written(atrStopLoss, falling, { period: 2, width: 0.5 }, Array(8).fill(1))).toEqual([0, 0, 1, 1, 1, 1, 0, 0])
    expect(written(atrStopLoss, falling, { period: 4, width: 0.5 }, Array(8).fill(1))).toEqual([0, 0, 0, 0, 1, 0, 0, 0])
  })

  test('a trailing stop follows the close and never gives way', () => {
    // Range 2, 2, 2.5, 1.75, 1.675: the stop is 10 at row 3, 12.5 at row 4, and stays there though 14 - 1.75 is below.
    const rising = closes([10, 12, 10, 12, 15, 14, 12.4, 13])
    const found = [0, 0, 0, 1, 1, 1, 1, 1]
    expect(written(atrStopLoss, rising, close, found)).toEqual(found)
    expect(written(atrStopLoss, rising, { ...close, trailing: true }, found)).toEqual([0, 0, 0, 1, 1, 1, 0, 0])
    // The mirror: the stop is 12 at row 3, 9.5 at row 4, and 9.6 is beyond it.
    const sinking = closes([12, 10, 12, 10, 7, 8, 9.6, 9])
    expect(
      written(
        atrStopLoss,
        sinking,
        { ...close, trailing: true },
        found.map((now) => -now),
      ).map(Math.abs),
    ).toEqual([0, 0, 0, 1, 1, 1, 0, 0])
  })

  test('ends a long of its showcase within the crash, and holds one that rises', () => {
    const bars = showcaseMarket(atrStopLoss.showcase)
    const held = written(atrStopLoss, bars, {}, Array(600).fill(1))
    expect([held.indexOf(1), held.lastIndexOf(1)]).toEqual([14, 366])
    const rise = written(atrStopLoss, showcaseMarket('rise'), {}, Array(600).fill(1))
    expect(rise.indexOf(0, 14)).toBe(-1)
  })
})
