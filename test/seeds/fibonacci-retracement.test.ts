import { describe, expect, test } from 'vitest'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { fibonacciRetracement } from '../../src/seeds/fibonacci-retracement.ts'
import { barsOf, turnsOf } from './bars-of.ts'
import { closes, written } from './write.ts'

describe('fibonacci-retracement', () => {
  const quick = { strength: 1 }
  // The rise from 10 to 20 is known at row 3. Of it 0.5 is taken back at 15, 0.618 at 13.82, 0.786 at 12.14.
  const prices = [12, 10, 20, 15, 14, 13, 21, 23]
  const mirrored = closes(prices.map((price) => 30 - price))

  test('joins the leg where enough of it is taken back, until its extension is reached', () => {
    expect(written(fibonacciRetracement, closes(prices), quick)).toEqual([0, 0, 0, 0, 0, 1, 1, 0])
    expect(written(fibonacciRetracement, closes(prices), { ...quick, extension: '1' })).toEqual([
      0, 0, 0, 0, 0, 1, 0, 0,
    ])
    expect(written(fibonacciRetracement, closes(prices), { ...quick, extension: '1.618' })).toEqual([
      0, 0, 0, 0, 0, 1, 1, 1,
    ])
  })

  test('a level of less is met sooner, one of more perhaps never', () => {
    const at = (level: string) => written(fibonacciRetracement, closes(prices), { ...quick, level })
    expect(at('0.236')).toEqual([0, 0, 0, 1, 1, 1, 1, 0])
    expect(at('0.382')).toEqual([0, 0, 0, 1, 1, 1, 1, 0])
    expect(at('0.5')).toEqual([0, 0, 0, 1, 1, 1, 1, 0])
    expect(at('0.786')).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  })

  test('goes short after a fall, and takes the side it is told to', () => {
    expect(written(fibonacciRetracement, mirrored, quick)).toEqual([0, 0, 0, 0, 0, -1, -1, 0])
    expect(written(fibonacciRetracement, mirrored, { ...quick, side: 'short' })).toEqual([0, 0, 0, 0, 0, -1, -1, 0])
    expect(written(fibonacciRetracement, mirrored, { ...quick, side: 'long' })).toEqual(Array(8).fill(0))
    expect(written(fibonacciRetracement, closes(prices), { ...quick, side: 'short' })).toEqual(Array(8).fill(0))
  })

  test('gets out when all of the leg is gone', () => {
    expect(written(fibonacciRetracement, closes([12, 10, 20, 15, 13, 9, 12]), quick)).toEqual([0, 0, 0, 0, 1, 0, 0])
  })

  test('a close beyond its start spends a leg for good', () => {
    // The rise to 20 is known at row 6, where the close is 9.5: below a start of 10, above one of 9.
    const strong = { strength: 2 }
    expect(written(fibonacciRetracement, closes([14, 12, 10, 15, 20, 15, 9.5, 10.5]), strong)).toEqual(Array(8).fill(0))
    expect(written(fibonacciRetracement, closes([14, 12, 9, 15, 20, 15, 9.5, 10.5]), strong)).toEqual([
      0, 0, 0, 0, 0, 0, 1, 1,
    ])
  })

  test('a leg serves once', () => {
    // Long at 13 to 20; 12.5 is back beyond the level of the same leg, for the low of 13 is not confirmed.
    const again = closes([14, 12, 10, 15, 20, 18, 13, 20, 12.5, 12.4])
    expect(written(fibonacciRetracement, again, { strength: 2, extension: '1' })).toEqual([
      0, 0, 0, 0, 0, 0, 1, 0, 0, 0,
    ])
  })

  test('finds swings in the highs and lows, or in the closes', () => {
    // With its high of 25 the rise has given back 0.618 at 15.73.
    const spiked = barsOf({
      high: [12, 10, 25, 15, 14, 13],
      low: [12, 10, 20, 15, 14, 13],
      close: [12, 10, 20, 15, 14, 13],
    })
    expect(written(fibonacciRetracement, spiked, quick)).toEqual([0, 0, 0, 1, 1, 1])
    expect(written(fibonacciRetracement, spiked, { ...quick, pivots: 'closes' })).toEqual([0, 0, 0, 0, 0, 1])
  })

  test('finds swings by the way back from them', () => {
    // A way back of 0.1 proves the high of 10 at row 1 and the low of 6 at row 3; 0.618 of the fall is gone at 8.47.
    const bars = closes([10, 8, 6, 8, 9, 7, 4.9])
    const turned = { pivots: 'reversal', reversal: 0.1 }
    expect(written(fibonacciRetracement, bars, turned)).toEqual([0, 0, 0, 0, -1, -1, 0])
    expect(written(fibonacciRetracement, bars, { ...turned, level: '0.5' })).toEqual([0, 0, 0, -1, -1, -1, 0])
    // 6.3 proves no low of 6; the low of 5 is proved at 7.5, where half of the fall is gone.
    expect(written(fibonacciRetracement, closes([10, 8, 6, 6.3, 5, 7.5]), { ...turned, level: '0.5' })).toEqual([
      0, 0, 0, 0, 0, -1,
    ])
    expect(written(fibonacciRetracement, bars, { ...turned, reversal: 0.5 })).toEqual(Array(7).fill(0))
  })

  test('speaks from its warm-up on', () => {
    const soonest = barsOf({ high: [11, 15, 12], low: [10, 5, 9], close: [10.5, 9, 11.5] })
    expect(written(fibonacciRetracement, soonest, quick)).toEqual([0, 0, -1])
    expect(written(fibonacciRetracement, closes([12, 20, 10, 17]), { ...quick, pivots: 'closes' })).toEqual([
      0, 0, 0, -1,
    ])
    const turned = { pivots: 'reversal', reversal: 0.1 }
    expect(written(fibonacciRetracement, closes([10, 8, 9.3]), turned)).toEqual([0, 0, -1])
    const warmups = (['wicks', 'closes', 'reversal'] as const).map((pivots) =>
      fibonacciRetracement.warmup({ pivots, strength: 1 }),
    )
    expect(warmups).toEqual([2, 3, 2])
  })

  test('a market at rest has no legs', () => {
    for (const pivots of ['wicks', 'closes', 'reversal']) {
      expect(written(fibonacciRetracement, closes(Array(30).fill(0.1)), { pivots })).toEqual(Array(30).fill(0))
    }
  })

  test('opens and closes both ways on its showcase', () => {
    const exposure = written(fibonacciRetracement, showcaseMarket(fibonacciRetracement.showcase))
    expect(turnsOf(exposure)).toEqual({ longs: 2, shorts: 3, flats: 5 })
  })

  test('says what it does', () => {
    const genes = {
      pivots: 'reversal',
      strength: 5,
      reversal: 0.03,
      level: '0.5',
      extension: '1',
      side: 'short',
    } as const
    expect(fibonacciRetracement.say(genes)).toBe(
      'Short once 0.5 of the last fall between swings (closes, a way back of 0.03) is taken back, until 1 of it is reached or all of it is gone',
    )
  })
})
