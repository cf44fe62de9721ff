import { describe, expect, test } from 'vitest'
import { ichimokuCloud as rawCloud } from '../../src/indicators/ichimoku-cloud.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { ichimokuCloud } from '../../src/seeds/ichimoku-cloud.ts'
import { closes, written } from './write.ts'

describe('ichimoku-cloud', () => {
  // Lines of 3, 4 and 5 bars, the cloud one bar ahead.
  const quick = { conversion: 3, baseGap: 1, spanGap: 1, shift: 1 }
  const flat = [0, 0, 0, 0, 0]
  // Row 7: 14 above the cloud of row 6 (11.5), 13 over 12. Row 8: 11 below the one of row 7 (12 to 12.5). Row 10: 7 below
  // the one of row 9 (11), 9 under 10.5. Row 11: 10 within that of row 10 (9.75 to 10.5), above the base of 9.
  const there = closes([10, 10, 10, 10, 10, 12, 13, 14, 11, 8, 7, 10])

  test('goes long above the cloud with the short line leading, short in the mirror, out within the cloud', () => {
    expect(written(ichimokuCloud, there, quick)).toEqual([...flat, 0, 0, 1, 0, 0, -1, 0])
  })

  test('stays until the other end of the cloud, or the base line, when told to', () => {
    expect(written(ichimokuCloud, there, { ...quick, exit: 'through' })).toEqual([...flat, 0, 0, 1, 0, 0, -1, -1])
    expect(written(ichimokuCloud, there, { ...quick, exit: 'base' })).toEqual([...flat, 0, 0, 1, 0, 0, -1, 0])
    // Row 8: 12.2 within the cloud of 12 to 12.5, below the base line of 13.
    const within = closes([10, 10, 10, 10, 10, 12, 13, 14, 12.2])
    const last = ['cloud', 'base', 'through'].map((exit) => written(ichimokuCloud, within, { ...quick, exit })[8])
    expect(last).toEqual([0, 0, 1])
    // Row 8: 28 above the cloud of 25 to 27.5 with 34 over 30, but below the base line of 30. Then the mirror.
    const dip = closes([10, 10, 10, 10, 10, 20, 30, 40, 28])
    const leap = closes([40, 40, 40, 40, 40, 30, 20, 10, 22])
    expect(written(ichimokuCloud, dip, { ...quick, exit: 'base' })).toEqual([...flat, 0, 0, 1, 0])
    expect(written(ichimokuCloud, dip, quick)).toEqual([...flat, 0, 0, 1, 1])
    expect(written(ichimokuCloud, leap, { ...quick, exit: 'base' })).toEqual([...flat, 0, 0, -1, 0])
    expect(written(ichimokuCloud, leap, quick)).toEqual([...flat, 0, 0, -1, -1])
  })

  test('within the cloud nothing begins', () => {
    // Row 5: 14.5 within the cloud of 13.25 to 15, with 13.25 over 12.25. Then the mirror.
    const inside = closes([20, 20, 10, 12, 13, 14.5])
    expect(written(ichimokuCloud, inside, { ...quick, exit: 'through' })).toEqual([...flat, 0])
    const mirror = closes([10, 10, 20, 18, 17, 15.5])
    expect(written(ichimokuCloud, mirror, { ...quick, exit: 'through' })).toEqual([...flat, 0])
  })

  test('takes the side it is told to', () => {
    expect(written(ichimokuCloud, there, { ...quick, side: 'long' })).toEqual([...flat, 0, 0, 1, 0, 0, 0, 0])
    expect(written(ichimokuCloud, there, { ...quick, side: 'short' })).toEqual([...flat, 0, 0, 0, 0, 0, -1, 0])
  })

  test('asks the cloud ahead when told to', () => {
    // Row 5: 17 above the cloud of row 4 (13.25 to 15), 14.5 over 13.5, but its own spans are 14 under 15.
    const early = closes([20, 20, 10, 12, 13, 17])
    expect(written(ichimokuCloud, early, quick)).toEqual([...flat, 1])
    expect(written(ichimokuCloud, early, { ...quick, ahead: true })).toEqual([...flat, 0])
    const mirror = closes([10, 10, 20, 18, 17, 13])
    expect(written(ichimokuCloud, mirror, quick)).toEqual([...flat, -1])
    expect(written(ichimokuCloud, mirror, { ...quick, ahead: true })).toEqual([...flat, 0])
    expect(written(ichimokuCloud, there, { ...quick, ahead: true })).toEqual([...flat, 0, 0, 1, 0, 0, -1, 0])
  })

  test('reads the cloud that a chart draws under the bar', () => {
    const bars = showcaseMarket('breakout')
    const { spanA, spanB } = rawCloud(bars, 9, 26, 52, 26)
    const exposure = written(ichimokuCloud, bars)
    const longs = exposure.flatMap((now, t) => (now > 0 ? [bars.close[t] >= Math.max(spanA[t], spanB[t])] : []))
    expect(new Set(exposure)).toEqual(new Set([0, 1, -1]))
    expect([longs.length, longs.every(Boolean)]).toEqual([361, true])
  })

  test('is flat before its warm-up and on a market shorter than it', () => {
    expect(ichimokuCloud.warmup({ conversion: 9, baseGap: 17, spanGap: 26, shift: 26 })).toBe(77)
    expect(written(ichimokuCloud, closes([1, 2, 3]), quick)).toEqual([0, 0, 0])
  })
})
