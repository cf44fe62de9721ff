import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deviations, dot, mean, sum } from '../../src/math/sum.ts'
import { relativeError } from './close.ts'

const reals = fc.double({ min: -1e100, max: 1e100, noNaN: true })
const column = fc.float64Array({ min: -1e100, max: 1e100, noNaN: true, minLength: 1, maxLength: 50 })

/** The exact sum of numbers as a fraction of 2^1074, and back. */
function exactSum(values: Iterable<number>): number {
  let total = 0n
  for (const value of values) total += scaled(value)
  const sign = total < 0n ? -1 : 1
  let size = total < 0n ? -total : total
  let power = -1074
  while (size >= 1n << 64n) {
    const sticky = (size & 1n) | ((size >> 1n) & 1n)
    size = (size >> 1n) | sticky
    power++
  }
  return sign * Number(size) * 2 ** Math.max(power, -1022) * 2 ** Math.min(0, power + 1022)
}

function scaled(value: number): bigint {
  let mantissa = value
  let shift = 1074
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2
    shift--
  }
  return BigInt(mantissa) << BigInt(shift)
}

describe('sum', () => {
  test('keeps what plain addition loses (Neumaier 1974; the case on which Kahan fails)', () => {
    expect(sum(Float64Array.of(1, 1e100, 1, -1e100))).toBe(2)
  })

  test('adds ten tenths to exactly one', () => {
    expect(sum(new Float64Array(10).fill(0.1))).toBe(1)
  })

  test('adds a million small gains to 1e16 without losing one', () => {
    const gains = new Float64Array(1_000_001).fill(1)
    gains[0] = 1e16
    expect(sum(gains)).toBe(1e16 + 1e6)
  })

  test('is within two roundings of the exact sum whenever terms do not cancel', () => {
    fc.assert(
      fc.property(fc.float64Array({ min: 1e-100, max: 1e100, noNaN: true, minLength: 1 }), (values) => {
        expect(relativeError(sum(values), exactSum(values))).toBeLessThan(4.5e-16)
      }),
    )
  })

  test('errs by less than the square of the rounding unit of its absolute terms', () => {
    fc.assert(
      fc.property(fc.float64Array({ min: -1e9, max: 1e9, noNaN: true, minLength: 1 }), (values) => {
        const exact = exactSum(values)
        const size = exactSum(values.map(Math.abs))
        expect(Math.abs(sum(values) - exact)).toBeLessThanOrEqual(2.3e-16 * Math.abs(exact) + 1e-28 * size)
      }),
    )
  })

  test('gives 0 for an empty column and NaN where a value is not finite', () => {
    expect(sum(new Float64Array())).toBe(0)
    expect(sum(Float64Array.of(1, Number.NaN))).toBeNaN()
    expect(sum(Float64Array.of(Number.POSITIVE_INFINITY, 1))).toBeNaN()
    expect(sum(Float64Array.of(1e308, 1e308))).toBeNaN()
  })

  test('refuses what is not a column', () => {
    expect(() => sum([1, 2] as unknown as Float64Array)).toThrow(
      'sum: column must be a Float64Array, received an array of length 2.',
    )
  })
})

describe('mean', () => {
  test('matches the certified value of NIST NumAcc3 to the last bit', () => {
    const values = Float64Array.from(
      { length: 1001 },
      (_, i) => [1000000.2, 1000000.1, 1000000.3][i === 0 ? 0 : 1 + ((i + 1) % 2)],
    )
    expect(mean(values)).toBe(1000000.2)
  })

  test('of a constant column is that constant, bit for bit', () => {
    fc.assert(
      fc.property(reals, fc.integer({ min: 1, max: 200 }), (value, length) => {
        expect(mean(new Float64Array(length).fill(value))).toBe(value + 0)
      }),
    )
  })

  test('lies between the smallest and the largest value', () => {
    fc.assert(
      fc.property(column, (values) => {
        expect(mean(values)).toBeGreaterThanOrEqual(Math.min(...values))
        expect(mean(values)).toBeLessThanOrEqual(Math.max(...values))
      }),
    )
  })

  test('of nothing is NaN', () => {
    expect(mean(new Float64Array())).toBeNaN()
  })
})

describe('deviations', () => {
  test('of a constant column are exactly 0', () => {
    fc.assert(
      fc.property(reals, fc.integer({ min: 1, max: 200 }), (value, length) => {
        expect(deviations(new Float64Array(length).fill(value)).every((apart) => apart === 0)).toBe(true)
      }),
    )
  })

  test('keep every digit of a tiny spread around 1e9', () => {
    const unit = 2 ** -20
    expect(deviations(Float64Array.of(1e9 - unit, 1e9, 1e9 + 4 * unit))).toEqual(
      Float64Array.of(-2 * unit, -unit, 3 * unit),
    )
  })

  test('leave their input alone', () => {
    const values = Float64Array.of(1, 2, 6)
    deviations(values)
    expect(values).toEqual(Float64Array.of(1, 2, 6))
  })
})

describe('dot', () => {
  test('keeps what plain addition loses', () => {
    expect(dot(Float64Array.of(1e50, 1, -1e50), Float64Array.of(1e50, 1, 1e50))).toBe(1)
  })

  test('is the same both ways round, bit for bit', () => {
    fc.assert(
      fc.property(column, (values) => {
        const other = values.toReversed()
        expect(Object.is(dot(values, other), dot(other, values))).toBe(true)
      }),
    )
  })

  test('refuses columns of different lengths', () => {
    expect(() => dot(new Float64Array(2), new Float64Array(3))).toThrow('dot: b.length must be 2')
  })
})
