import { describe, expect, test } from 'vitest'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { bollingerSqueeze } from '../../src/seeds/bollinger-squeeze.ts'
import { turnsOf } from './bars-of.ts'
import { closes, written } from './write.ts'

describe('bollinger-squeeze', () => {
  const quick = { period: 2, width: 1, range: 0.5, quiet: 1, momentum: 1 }
  // From row 6 on the bands are 11.8 to 12, 11.7 to 11.8, 11.7 to 13, 13 to 13.5, 13 to 13.5 and the channel 11.15 to 12.25,
  // 11.40 to 12.00, 12.09 to 13.04, 12.83 to 13.55, 12.76 to 13.37: squeezed, squeezed, released, squeezed, released.
  const prices = closes([10, 12, 10, 12, 10, 12, 11.8, 11.7, 13, 13.5, 13])
  const before = [0, 0, 0, 0]

  test('goes with the momentum as a squeeze is released', () => {
    expect(written(bollingerSqueeze, prices, quick)).toEqual([...before, 0, 0, 0, 0, 1, 1, -1])
    expect(bollingerSqueeze.warmup(quick)).toBe(7)
  })

  test('asks for a longer quiet', () => {
    expect(written(bollingerSqueeze, prices, { ...quick, quiet: 2 })).toEqual([...before, 0, 0, 0, 0, 1, 1, 0])
    expect(written(bollingerSqueeze, prices, { ...quick, quiet: 3 })).toEqual([...before, 0, 0, 0, 0, 0, 0, 0])
  })

  test('gets out as the momentum fades when told to', () => {
    expect(written(bollingerSqueeze, prices, { ...quick, exit: 'fade' })).toEqual([...before, 0, 0, 0, 0, 1, 0, -1])
  })

  test('a slower momentum has not turned yet', () => {
    expect(written(bollingerSqueeze, prices, { ...quick, momentum: 2 })).toEqual([...before, 0, 0, 0, 0, 1, 1, 1])
    expect(bollingerSqueeze.warmup({ ...quick, momentum: 12 })).toBe(12)
  })

  test('a release before its ranges are known well is none, and the quiet before counts', () => {
    const early = closes([10, 12, 11.8, 11.7, 13, 13.5, 13])
    expect(written(bollingerSqueeze, early, quick)).toEqual([0, 0, 0, 0, 0, 0, 0])
    // Its warm-up of 8 ends at the very bar of the release.
    expect(bollingerSqueeze.warmup({ ...quick, quiet: 2 })).toBe(8)
    expect(written(bollingerSqueeze, prices, { ...quick, quiet: 2 })[8]).toBe(1)
  })

  test('wider bands are squeezed later, in a wider channel they stay squeezed', () => {
    expect(written(bollingerSqueeze, prices, { ...quick, width: 4 })).toEqual([...before, 0, 0, 0, 0, 1, 1, 0])
    expect(written(bollingerSqueeze, prices, { ...quick, width: 4, quiet: 2 })).toEqual([
      ...before,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
    ])
    expect(written(bollingerSqueeze, prices, { ...quick, range: 1 })).toEqual([...before, 0, 0, 0, 0, 0, 0, 0])
  })

  test('takes the side it is told to', () => {
    expect(written(bollingerSqueeze, prices, { ...quick, side: 'long' })).toEqual([...before, 0, 0, 0, 0, 1, 1, 0])
    expect(written(bollingerSqueeze, prices, { ...quick, side: 'short' })).toEqual([...before, 0, 0, 0, 0, 0, 0, -1])
  })

  test('a market at rest is not squeezed: bands that touch are not inside', () => {
    expect(written(bollingerSqueeze, closes([...Array(8).fill(0.1), 0.2, 0.3]), quick)).toEqual(Array(10).fill(0))
  })

  test('opens and closes both ways on its showcase', () => {
    const exposure = written(bollingerSqueeze, showcaseMarket(bollingerSqueeze.showcase))
    expect(turnsOf(exposure)).toEqual({ longs: 2, shorts: 2, flats: 4 })
  })

  test('says what it does', () => {
    const genes = { period: 20, width: 2, range: 1.5, quiet: 3, momentum: 12, exit: 'fade', side: 'short' } as const
    expect(bollingerSqueeze.say(genes)).toBe(
      'Short when the 20-bar Bollinger bands (2 deviations) widen out of the Keltner channel (1.5 average true ranges) after 3 bars or more inside if the close has fallen over 12 bars, until that momentum has weakened',
    )
  })
})
