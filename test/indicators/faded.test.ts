import { describe, expect, test } from 'vitest'
import { adx } from '../../src/indicators/adx.ts'
import { aroon } from '../../src/indicators/aroon.ts'
import { cci } from '../../src/indicators/cci.ts'
import { rsi } from '../../src/indicators/rsi.ts'
import { stochastic } from '../../src/indicators/stochastic.ts'
import { stochasticRsi } from '../../src/indicators/stochastic-rsi.ts'
import { tsi } from '../../src/indicators/tsi.ts'

describe('a flat stretch after a long decay', () => {
  const REST = 30_000
  const moving = Array.from({ length: 200 }, (_, i) => 100 + ((i * 7) % 5))
  const resting = Float64Array.from([...moving, ...new Array<number>(REST).fill(105)])

  test.each([2, 5, 14, 50])('leaves the relative strength index over %d rows where it was', (period) => {
    const values = rsi(resting, period)
    const held = values[200]
    expect(held).toBeGreaterThan(50)
    expect(held).toBeLessThan(100)
    for (let t = 201; t < values.length; t++) expect(Math.abs(values[t] - held)).toBeLessThan(1e-9)
  })

  test('leaves no digits of the relative strength index for the stochastic one to stretch', () => {
    const { k, d } = stochasticRsi(resting, 14, 14, 3, 3)
    expect(k.subarray(220).every((value) => value === 0)).toBe(true)
    expect(d.subarray(222).every((value) => value === 0)).toBe(true)
  })

  test.each([
    [2, 2],
    [5, 3],
    [25, 13],
    [13, 25],
  ] as const)('lets the true strength index over %d and %d rows settle, and never jump', (slow, fast) => {
    const values = tsi(resting, slow, fast)
    for (let t = 10_000; t < values.length; t++) expect(Math.abs(values[t] - values[t - 1])).toBeLessThan(1e-5)
    expect(Math.abs(values[values.length - 1])).toBeLessThan(90)
    expect(values[values.length - 1]).not.toBe(0)
  })

  test.each([2, 5, 14])('leaves the directional lines over %d bars where they were', (period) => {
    const { adx: index, plus, minus } = adx({ high: resting, low: resting, close: resting }, period)
    for (const line of [plus, minus]) {
      for (let t = 201; t < line.length; t++) expect(Math.abs(line[t] - line[200])).toBeLessThan(1e-9)
    }
    for (let t = 2000; t < index.length; t++) expect(Math.abs(index[t] - index[t - 1])).toBeLessThan(1e-9)
  })

  test('goes on from there as if the averages had decayed', () => {
    const again = [...resting, ...moving]
    const fresh = [...new Array<number>(REST).fill(105), ...moving]
    expect(rsi(again, 14).subarray(-150)).toEqual(rsi(fresh, 14).subarray(-150))
    expect(tsi(again, 25, 13).subarray(-100)).toEqual(tsi(fresh, 25, 13).subarray(-100))
  })

  test('moves as small as the numbers go are moves like others', () => {
    const at = (scale: number): Float64Array => resting.slice(0, 260).map((value) => value * scale)
    expect(rsi(at(2 ** -1000), 14)).toEqual(rsi(at(1), 14))
    const bars = (column: Float64Array): Record<'high' | 'low' | 'close', Float64Array> => ({
      high: column.map((value) => value * 1.25),
      low: column,
      close: column,
    })
    expect(adx(bars(at(2 ** -1000)), 14)).toEqual(adx(bars(at(1)), 14))
  })
})

test('the true strength index never leaves -100 to 100, and is there where all moves go one way', () => {
  const rise = Float64Array.from({ length: 300 }, (_, t) => Math.sqrt(t + 1))
  expect(
    tsi(rise, 25, 13)
      .subarray(37)
      .every((value) => value === 100),
  ).toBe(true)
})

test('an infinite price is no extreme with an age', () => {
  const high = [3, 4, Number.POSITIVE_INFINITY, 5, 4, 3]
  const lines = aroon({ high, low: [1, 1, 1, 1, 1, 1] }, 2)
  expect(lines.up).toEqual(Float64Array.of(Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 0))
  expect(lines.down).toEqual(Float64Array.of(Number.NaN, Number.NaN, 100, 100, 100, 100))
})

test('a range below the least normal number counts as none', () => {
  const tiny = { high: [5e-324, 5e-324], low: [0, 0], close: [5e-324, 5e-324] }
  expect(stochastic(tiny, 1, 1, 1).k).toEqual(Float64Array.of(0, 0))
})

test('the commodity channel index of a tiny spread at a huge level keeps its digits', () => {
  const steps = Float64Array.from({ length: 400 }, (_, t) => (t * 7919) % 101)
  const at = (level: number): Float64Array => {
    const column = steps.map((step) => level + step * 2 ** -20)
    return cci({ high: column, low: column, close: column }, 20)
  }
  expect(at(2 ** 29)).toEqual(at(0))
})
