import { describe, expect, test } from 'vitest'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { williamsR } from '../../src/seeds/williams-r.ts'
import { barsOf, turnsOf } from './bars-of.ts'
import { closes, written } from './write.ts'

describe('williams-r', () => {
  const quick = { period: 3 }
  // From row 2 on %R is -100, -100, -50, -40, 0, -20.8, -100.
  const turning = closes([10, 8, 6, 4, 5, 4.6, 7, 6.5, 6])

  test('goes long as %R leaves the bottom and short as it leaves the top, out at the opposite level', () => {
    expect(written(williamsR, turning, quick)).toEqual([0, 0, 0, 0, 1, 1, 0, -1, 0])
    expect(williamsR.warmup({ ...quick, trigger: 'left' })).toBe(3)
  })

  test('goes in as soon as a level is reached when told to', () => {
    const reached = { ...quick, trigger: 'reached' }
    expect(written(williamsR, turning, reached)).toEqual([0, 0, 1, 1, 1, 1, -1, -1, 1])
    expect(written(williamsR, turning, { ...reached, exit: 'middle' })).toEqual([0, 0, 1, 1, 1, 0, -1, -1, 1])
    expect(williamsR.warmup({ ...quick, trigger: 'reached' })).toBe(2)
  })

  test('gets out in the middle, takes one side when told to', () => {
    expect(written(williamsR, turning, { ...quick, exit: 'middle' })).toEqual([0, 0, 0, 0, 1, 0, 0, -1, 0])
    expect(written(williamsR, turning, { ...quick, side: 'long' })).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 0])
    expect(written(williamsR, turning, { ...quick, side: 'short' })).toEqual([0, 0, 0, 0, 0, 0, 0, -1, 0])
  })

  test('a level further in is left later, or leapt over', () => {
    // %R is -100, -60, 0 from row 2 on; then the mirror.
    expect(written(williamsR, closes([10, 8, 6, 6.8, 7]), quick)).toEqual([0, 0, 0, 1, 0])
    expect(written(williamsR, closes([10, 8, 6, 6.8, 7]), { ...quick, oversold: -55 })).toEqual([0, 0, 0, 0, 0])
    expect(written(williamsR, closes([6, 8, 10, 9.2, 9]), quick)).toEqual([0, 0, 0, -1, 0])
    expect(written(williamsR, closes([6, 8, 10, 9.2, 9]), { ...quick, overbought: -45 })).toEqual([0, 0, 0, 0, 0])
    expect(written(williamsR, closes([10, 8, 6, 9]), quick)).toEqual([0, 0, 0, 0])
    expect(written(williamsR, closes([6, 8, 10, 7]), quick)).toEqual([0, 0, 0, 0])
  })

  test('a longer range asks for more', () => {
    // %R of 5 bars is -83.3, -85, 0, -16.7, -41.7 from row 4 on.
    expect(written(williamsR, turning, { period: 5 })).toEqual([0, 0, 0, 0, 0, 0, 0, 0, -1])
  })

  test('a market at rest is neither oversold nor overbought', () => {
    for (const trigger of ['left', 'reached']) {
      expect(written(williamsR, closes(Array(8).fill(10)), { ...quick, trigger })).toEqual(Array(8).fill(0))
    }
    // %R counts as 0 where the range is nothing: at row 3 it would leave the top.
    const woken = barsOf({ high: [10, 10, 10, 10, 10], low: [10, 10, 10, 9, 9], close: [10, 10, 10, 9.5, 9.5] })
    expect(written(williamsR, woken, quick)).toEqual([0, 0, 0, 0, 0])
  })

  test('holds through a rest', () => {
    const held = closes([10, 8, 6, 4, 5, 4.6, 4.6, 4.6, 4.6, 4.6])
    expect(written(williamsR, held, quick)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
  })

  test('gets out at the first bar behind a rest that asks for it', () => {
    // %R of row 8 is 0; the window of row 7 has no range.
    const woken = closes([10, 8, 6, 4, 5, 4.6, 4.6, 4.6, 4.8])
    expect(written(williamsR, woken, quick)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 0])
  })

  test('opens and closes both ways on its showcase', () => {
    const exposure = written(williamsR, showcaseMarket(williamsR.showcase))
    expect(turnsOf(exposure)).toEqual({ longs: 15, shorts: 14, flats: 29 })
  })

  test('says what it does', () => {
    const genes = {
      period: 14,
      oversold: -80,
      overbought: -20,
      trigger: 'reached',
      exit: 'middle',
      side: 'both',
    } as const
    expect(williamsR.say(genes)).toBe(
      'Long when the 14-bar Williams %R is below -80, until it is above -50; short when it is above -20, until it is below -50',
    )
  })
})
