import { describe, expect, test } from 'vitest'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { macdSignal } from '../../src/seeds/macd-signal.ts'
import { turnsOf } from './bars-of.ts'
import { closes, written } from './write.ts'

describe('macd-signal', () => {
  const quick = { fast: 1, gap: 1, signal: 2 }
  // From row 2 on the MACD is 0.67, 0.22, -0.59, -0.36, 0.38 and less its signal line 0.33, -0.04, -0.28, -0.02, 0.24.
  const prices = closes([2, 2, 4, 4, 2, 1.5, 3])

  test('is long above the signal line and short below it', () => {
    expect(written(macdSignal, prices, quick)).toEqual([0, 0, 1, -1, -1, -1, 1])
    expect(macdSignal.warmup(quick)).toBe(2)
  })

  test('opens on the side of zero it is told to, and closes anywhere', () => {
    expect(written(macdSignal, prices, { ...quick, zero: 'with' })).toEqual([0, 0, 1, 0, -1, -1, 1])
    expect(written(macdSignal, prices, { ...quick, zero: 'against' })).toEqual([0, 0, 0, -1, -1, -1, 0])
  })

  test('a margin asks for more to open, not to hold', () => {
    expect(written(macdSignal, prices, { ...quick, margin: 0.05 })).toEqual([0, 0, 1, 0, -1, -1, 1])
    expect(written(macdSignal, prices, { ...quick, margin: 0.1 })).toEqual([0, 0, 0, 0, -1, -1, 0])
  })

  test('takes the side it is told to', () => {
    expect(written(macdSignal, prices, { ...quick, side: 'long' })).toEqual([0, 0, 1, 0, 0, 0, 1])
    expect(written(macdSignal, prices, { ...quick, side: 'short' })).toEqual([0, 0, 0, -1, -1, -1, 0])
  })

  test('longer averages speak later', () => {
    expect(macdSignal.warmup({ fast: 12, gap: 14, signal: 9 })).toBe(33)
    expect(written(macdSignal, prices, { ...quick, signal: 3 })).toEqual([0, 0, 0, -1, -1, -1, 1])
    // From row 4 on the MACD is -0.6, -0.66, 0.5 with 4 bars for the slow average, and 0.07, -0.08, 0.05 with 3 for the fast.
    expect(written(macdSignal, prices, { ...quick, gap: 3, zero: 'with' })).toEqual([0, 0, 0, 0, -1, -1, 1])
    expect(written(macdSignal, prices, { ...quick, fast: 3, zero: 'with' })).toEqual([0, 0, 0, 0, 0, -1, 1])
  })

  test('a market at rest has no pace', () => {
    for (const price of [0.1, 0.7, 1 / 3]) {
      expect(written(macdSignal, closes(Array(80).fill(price)))).toEqual(Array(80).fill(0))
    }
  })

  test('turns with every swing of its showcase', () => {
    const exposure = written(macdSignal, showcaseMarket(macdSignal.showcase))
    expect(turnsOf(exposure)).toEqual({ longs: 15, shorts: 14, flats: 0 })
  })

  test('says what it does', () => {
    const genes = { fast: 12, gap: 14, signal: 9, margin: 0.001, zero: 'against', side: 'both' } as const
    expect(macdSignal.say(genes)).toBe(
      'Long once the MACD (12, 26) is above its 9-bar signal line by 0.001 of the price while it is below zero, until it is below that line; short in the mirror',
    )
  })
})
