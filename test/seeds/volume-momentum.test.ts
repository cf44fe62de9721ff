import { describe, expect, test } from 'vitest'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { volumeMomentum } from '../../src/seeds/volume-momentum.ts'
import { turnsOf } from './bars-of.ts'
import { closes, written } from './write.ts'

describe('volume-momentum', () => {
  const quick = { period: 2, threshold: 0.1, volumePeriod: 2, ratio: 1.5 }
  // From row 2 on the move over 2 bars is 0.2, 0.2, 0.042, 0, -0.2, -0.25; the volume ratio 1, 2, 0.67, 0.67, 1, 3.
  const close = [10, 10, 12, 12, 12.5, 12, 10, 9]
  const bars = closes(close, { volume: [1, 1, 1, 2, 1, 1, 1, 3] })

  test('goes with a move once volume confirms it, until nothing is left of the move', () => {
    expect(written(volumeMomentum, bars, quick)).toEqual([0, 0, 0, 1, 1, 0, 0, -1])
    expect(volumeMomentum.warmup(quick)).toBe(2)
  })

  test('needs both: the move and the volume', () => {
    expect(written(volumeMomentum, bars, { ...quick, threshold: 0.21 })).toEqual([0, 0, 0, 0, 0, 0, 0, -1])
    expect(written(volumeMomentum, bars, { ...quick, ratio: 2 })).toEqual([0, 0, 0, 0, 0, 0, 0, -1])
    expect(written(volumeMomentum, bars, { ...quick, ratio: 0.9 })).toEqual([0, 0, 1, 1, 1, 0, -1, -1])
  })

  test('gets out earlier, takes one side when told to', () => {
    expect(written(volumeMomentum, bars, { ...quick, exit: 0.5 })).toEqual([0, 0, 0, 1, 0, 0, 0, -1])
    expect(written(volumeMomentum, bars, { ...quick, side: 'long' })).toEqual([0, 0, 0, 1, 1, 0, 0, 0])
    expect(written(volumeMomentum, bars, { ...quick, side: 'short' })).toEqual([0, 0, 0, 0, 0, 0, 0, -1])
  })

  test('longer periods compare with more', () => {
    // Over 3 bars the move is 0.2, 0.25, 0, -0.17, -0.28 from row 3 on.
    expect(written(volumeMomentum, bars, { ...quick, period: 3 })).toEqual([0, 0, 0, 1, 1, 0, 0, -1])
    expect(written(volumeMomentum, bars, { ...quick, period: 3, threshold: 0.26 })).toEqual([0, 0, 0, 0, 0, 0, 0, -1])
    const busy = closes(close, { volume: [3, 1, 1, 2, 1, 1, 1, 3] })
    expect(written(volumeMomentum, busy, quick)).toEqual([0, 0, 0, 1, 1, 0, 0, -1])
    expect(written(volumeMomentum, busy, { ...quick, volumePeriod: 3 })).toEqual([0, 0, 0, 0, 0, 0, 0, -1])
    expect(volumeMomentum.warmup({ period: 3, volumePeriod: 7 })).toBe(7)
    expect(volumeMomentum.warmup({ period: 9, volumePeriod: 7 })).toBe(9)
  })

  test('where nothing was traded before nothing is confirmed, and what is held stays', () => {
    const idle = closes(close, { volume: [1, 0, 0, 2, 1, 1, 1, 3] })
    expect(written(volumeMomentum, idle, quick)).toEqual([0, 0, 0, 0, 0, 0, 0, -1])
    const asleep = closes([10, 10, 12, 12, 12.5, 12.6, 13], { volume: [1, 1, 1, 2, 0, 0, 0] })
    expect(written(volumeMomentum, asleep, quick)).toEqual([0, 0, 0, 1, 1, 1, 1])
  })

  test('a market at rest does not move', () => {
    const rest = closes(Array(8).fill(10), { volume: [1, 1, 1, 9, 1, 9, 1, 9] })
    expect(written(volumeMomentum, rest, { ...quick, threshold: 0 })).toEqual(Array(8).fill(0))
  })

  test('is short within the crash of its showcase, and flat after it', () => {
    const exposure = written(volumeMomentum, showcaseMarket(volumeMomentum.showcase))
    expect([turnsOf(exposure), exposure.indexOf(-1) >= 360, exposure.at(-1)]).toEqual([
      { longs: 0, shorts: 1, flats: 1 },
      true,
      0,
    ])
  })

  test('says what it does', () => {
    const genes = { period: 20, threshold: 0.02, volumePeriod: 30, ratio: 1.5, exit: 0.5, side: 'short' } as const
    expect(volumeMomentum.say(genes)).toBe(
      'Short after a fall by more than 0.02 of its price over 20 bars on volume above 1.5 times its mean of the 30 bars before, until less than 0.5 of that is left of it',
    )
  })
})
