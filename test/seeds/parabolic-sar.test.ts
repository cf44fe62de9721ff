import { describe, expect, test } from 'vitest'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { parabolicSar } from '../../src/seeds/parabolic-sar.ts'
import { closes, written } from './write.ts'

describe('parabolic-sar', () => {
  // The stop is 10, 10, 10.12, 10.35 below rows 1 to 4, turns at row 5 (9 is below 10.56), is 13, 12.92, 12.72 above rows
  // 5 to 7, and turns again at row 8 (14 is above 12.53).
  const market = closes([10, 11, 12, 13, 12, 9, 8, 9, 14])
  const all = (share: number) => Array(9).fill(share)

  test('ends a position as the stop turns against it, for as long as its side lasts', () => {
    expect(written(parabolicSar, market, {}, all(1))).toEqual([0, 1, 1, 1, 1, 0, 0, 0, 0])
    expect(written(parabolicSar, market, {}, [0, 1, 1, 0, 1, 1, 0, -1, -1])).toEqual([0, 1, 1, 0, 1, 0, 0, -1, 0])
  })

  test('refuses what begins on the wrong side, or lets it wait for the stop to come round', () => {
    expect(written(parabolicSar, market, {}, all(-1))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(written(parabolicSar, market, { against: 'wait' }, all(-1))).toEqual([0, -1, -1, -1, -1, -1, -1, -1, 0])
    expect(written(parabolicSar, market, { against: 'wait' }, all(1))).toEqual([0, 1, 1, 1, 1, 0, 0, 0, 0])
    expect(written(parabolicSar, market, {}, [0, -1, -1, -1, 0, 0, -1, -1, 1])).toEqual([0, 0, 0, 0, 0, 0, -1, -1, 1])
  })

  test('a smaller or larger share of the same side is the same position', () => {
    const shares = [0, 1, 0.5, 0.2, 1, 0.5, 1, 1, 0.5]
    expect(written(parabolicSar, market, {}, shares)).toEqual([0, 1, 0.5, 0.2, 1, 0, 0, 0, 0])
  })

  test('a larger step closes in faster, a small most slows it', () => {
    // By steps of 0.1 the stop is 12 at row 5, by no more than 0.1 it is 10.73.
    const resting = closes([10, 11, 12, 13, 12, 11.9])
    const long = Array(6).fill(1)
    expect(written(parabolicSar, resting, {}, long)).toEqual([0, 1, 1, 1, 1, 1])
    expect(written(parabolicSar, resting, { step: 0.1, most: 0.5 }, long)).toEqual([0, 1, 1, 1, 1, 0])
    expect(written(parabolicSar, resting, { step: 0.1, most: 0.1 }, long)).toEqual([0, 1, 1, 1, 1, 1])
  })

  test('lets nothing through before there is a stop, and turns by being passed, not touched', () => {
    expect(parabolicSar.warmup({})).toBe(1)
    expect(written(parabolicSar, closes(Array(6).fill(10)), {}, Array(6).fill(1))).toEqual([0, 1, 1, 1, 1, 1])
    expect(written(parabolicSar, closes([10, 11, 12, 10, 9]), {}, Array(5).fill(1))).toEqual([0, 1, 1, 0, 0])
    expect(written(parabolicSar, closes([10, 11, 10, 9]), {}, Array(4).fill(1))).toEqual([0, 1, 1, 0])
  })

  test('takes a long of its showcase out before the crash is over', () => {
    const bars = showcaseMarket(parabolicSar.showcase)
    const held = written(parabolicSar, bars, {}, [...Array(350).fill(0), ...Array(250).fill(1)])
    expect([held.indexOf(1), held.lastIndexOf(1) < 384]).toEqual([350, true])
  })

  test('says what it does', () => {
    expect(parabolicSar.say({ step: 0.02, most: 0.2, against: 'wait' })).toBe(
      'Get out when the parabolic stop (step 0.02, most 0.2) turns against the position; one that begins on its wrong side has no stop until it has come round',
    )
  })
})
