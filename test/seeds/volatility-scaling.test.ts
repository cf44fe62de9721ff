import { describe, expect, test } from 'vitest'
import { barsFrom } from '../../src/market/bars-from.ts'
import { volatilityScaling } from '../../src/seeds/volatility-scaling.ts'
import { closes, written } from './write.ts'

const DAY = 86_400_000

/** Daily bars that move by the given logarithmic return, up and down by turns. */
function swinging(move: number, interval = DAY) {
  const close = [0, 1, 0, 1, 0].map((up) => 100 * Math.exp(up * move))
  const time = close.map((_, t) => t * interval)
  return barsFrom({ time, open: close, high: close, low: close, close, volume: [1, 1, 1, 1, 1] }, { interval })
}

describe('volatility-scaling', () => {
  const quick = { target: 0.2, period: 2, steps: 10 }
  const found = [1, 1, 1, -0.5, 0.4]

  test('scales by target over volatility a year, rounded down to a step', () => {
    // 0.02 a day is 0.382 a year of 365.25 days: a share of 0.52.
    expect(written(volatilityScaling, swinging(0.02), quick, found)).toEqual([0, 0, 0.5, -0.25, 0.2])
    expect(volatilityScaling.warmup(quick)).toBe(2)
  })

  test('never scales up', () => {
    expect(written(volatilityScaling, swinging(0.01), quick, found)).toEqual([0, 0, 1, -0.5, 0.4])
    expect(written(volatilityScaling, closes([5, 5, 5, 5, 5]), quick, found)).toEqual([0, 0, 1, -0.5, 0.4])
  })

  test('lets nothing through where one step is too much', () => {
    // A share of 0.052: half of a tenth, two fiftieths.
    expect(written(volatilityScaling, swinging(0.2), quick, found)).toEqual([0, 0, 0, 0, 0])
    expect(written(volatilityScaling, swinging(0.2), { ...quick, steps: 50 }, found)).toEqual([
      0, 0, 0.04, -0.02, 0.016,
    ])
  })

  test('follows the target', () => {
    expect(written(volatilityScaling, swinging(0.02), { ...quick, target: 0.05 }, found)[2]).toBe(0.1)
    expect(written(volatilityScaling, swinging(0.02), { ...quick, target: 0.35 }, found)[2]).toBe(0.9)
    expect(written(volatilityScaling, swinging(0.02), { ...quick, target: 0.6 }, found)[2]).toBe(1)
  })

  test('counts the bars of a year by their length', () => {
    // 0.004 an hour is 0.375 a year of 8766 hours.
    expect(written(volatilityScaling, swinging(0.004, DAY / 24), quick, found)[2]).toBe(0.5)
    expect(written(volatilityScaling, swinging(0.004, DAY), quick, found)[2]).toBe(1)
    expect(written(volatilityScaling, swinging(0.004, DAY / 96), quick, found)[2]).toBe(0.2)
  })

  test('a longer window forgets more slowly', () => {
    const close = [100, 100, 105, 105, 105, 105]
    const shares = (period: number) => written(volatilityScaling, closes(close), { ...quick, period }, Array(6).fill(1))
    expect(shares(2)).toEqual([0, 0, 0, 0, 1, 1])
    expect(shares(3)).toEqual([0, 0, 0, 0, 0, 1])
  })

  test('lets nothing through behind a price that has no logarithm', () => {
    expect(written(volatilityScaling, closes([5, 5, -1, 5, 5, 5, 5]), quick, Array(7).fill(1))).toEqual([
      0, 0, 0, 0, 0, 1, 1,
    ])
  })
})
