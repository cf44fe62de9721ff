import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bollinger } from '../../src/indicators/bollinger.ts'
import { ema } from '../../src/indicators/ema.ts'
import { larger } from '../../src/indicators/larger.ts'
import { rollingDeviation } from '../../src/indicators/rolling-deviation.ts'
import { rollingMax } from '../../src/indicators/rolling-max.ts'
import { rollingSum } from '../../src/indicators/rolling-sum.ts'
import { rsi } from '../../src/indicators/rsi.ts'
import { sma } from '../../src/indicators/sma.ts'
import { randomFrom } from '../../src/random/random-from.ts'

const ROWS = 1_000_000
const LEVEL = 1e9
/** Steps of the values: exact at the level, so sums of steps are exact integers and the oracle has no rounding. */
const STEP = 2 ** -20

describe('a million rows at 1e9 that differ by less than a thousandth', () => {
  const random = randomFrom(7, 'drift')
  const steps = Float64Array.from({ length: ROWS }, () => Math.floor(1000 * random.float()))
  const source = steps.map((step) => LEVEL + step * STEP)

  test.each([2, 20, 200, 5000])('period %i: mean, sum, deviation and bands stay exact to 1e-7', (period) => {
    const means = sma(source, period)
    const sums = rollingSum(source, period)
    const deviations = rollingDeviation(source, period)
    const { upper } = bollinger(source, period, 2)
    for (let end = ROWS - 1; end > period; end -= 99_991) {
      const { mean, deviation } = exact(steps.subarray(end - period + 1, end + 1))
      expect(Math.abs(means[end] - LEVEL - mean)).toBeLessThanOrEqual(2 ** -23)
      expect(Math.abs(sums[end] / period - LEVEL - mean) / LEVEL).toBeLessThan(1e-12)
      expect(Math.abs(deviations[end] - deviation)).toBeLessThanOrEqual(1e-11 * deviation)
      expect(Math.abs(upper[end] - LEVEL - mean - 2 * deviation)).toBeLessThanOrEqual(2 ** -22)
    }
  })

  test('a jump of the level inside the window costs no digits either', () => {
    const jumped = source.slice(0, 4000).map((value, t) => (t < 2000 ? value : value + LEVEL))
    const deviations = rollingDeviation(jumped, 200)
    for (const end of [2199, 2200, 2300, 3999]) {
      expect(deviations[end]).toBeCloseTo(exact(steps.subarray(end - 199, end + 1)).deviation, 12)
    }
  })
})

test('flat stretches are exact: the mean is the value, the deviation 0, the average the value', () => {
  const flat = new Float64Array(5000).fill(0.1)
  expect(
    sma(flat, 7)
      .subarray(6)
      .every((value) => value === 0.1),
  ).toBe(true)
  expect(
    ema(flat, 7)
      .subarray(6)
      .every((value) => value === 0.1),
  ).toBe(true)
  expect(
    rollingDeviation(flat, 7)
      .subarray(6)
      .every((value) => value === 0),
  ).toBe(true)
})

test('the relative strength index never leaves 0 to 100', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 3 }), (source) => {
      for (const value of rsi(source, 2)) expect(Number.isNaN(value) || (value >= 0 && value <= 100)).toBe(true)
    }),
  )
})

test('larger is the maximum, whatever the two numbers', () => {
  const special = fc.constantFrom(
    0,
    5e-324,
    1e-300,
    1,
    1 + 2 ** -52,
    1e16,
    9e307,
    Number.MAX_VALUE,
    Number.POSITIVE_INFINITY,
    Number.NaN,
  )
  const number = fc.oneof(
    special,
    special.map((value) => -value),
    fc.double(),
    fc.double({ min: 90, max: 110 }),
  )
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(larger(a, b) + 0).toBe(Math.max(a, b) + 0)
    }),
    { numRuns: 5000 },
  )
})

test('infinities are values to a rolling maximum', () => {
  expect(rollingMax([1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 2, 3], 2)).toEqual(
    Float64Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 3),
  )
})

/** Mean and population deviation of the steps of a window: integer sums below 2^53, rounded once at the end. */
function exact(window: Float64Array): { mean: number; deviation: number } {
  let sum = 0
  let squares = 0
  for (const step of window) {
    sum += step
    squares += step * step
  }
  const n = BigInt(window.length)
  const variance = Number(n * BigInt(squares) - BigInt(sum) ** 2n) / window.length ** 2
  return { mean: (sum / window.length) * STEP, deviation: Math.sqrt(variance) * STEP }
}
