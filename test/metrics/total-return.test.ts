import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bestReturn,
  cagr,
  expectedReturn,
  geometricMean,
  growthColumn,
  totalReturn,
  worstReturn,
} from '../../src/metrics/total-return.ts'
import { returnColumn } from './arbitraries.ts'

describe('totalReturn', () => {
  test('is the end of the growth column, and what equity gained', () => {
    fc.assert(
      fc.property(returnColumn(1), (returns) => {
        const growth = growthColumn(returns)
        expect(totalReturn(returns)).toBe(growth[growth.length - 1] - 1)
        const logs = returns.reduce((sum, value) => sum + Math.log1p(value), 0)
        expect(Math.abs(totalReturn(returns) - Math.expm1(logs))).toBeLessThan(1e-12 * Math.exp(logs) + 1e-15)
      }),
    )
  })

  test('of two halves compounds to the whole', () => {
    fc.assert(
      fc.property(returnColumn(), returnColumn(), (a, b) => {
        const whole = 1 + totalReturn(Float64Array.of(...a, ...b))
        const halves = (1 + totalReturn(a)) * (1 + totalReturn(b))
        expect(Math.abs(whole - halves)).toBeLessThanOrEqual(1e-12 * halves)
      }),
    )
  })

  test('is 0 for an empty column and -1 from ruin on', () => {
    expect(totalReturn(new Float64Array(0))).toBe(0)
    expect(totalReturn(Float64Array.of(0.5, -1, 0.5))).toBe(-1)
  })
})

describe('cagr and geometricMean', () => {
  test('compound back to the total return', () => {
    fc.assert(
      fc.property(returnColumn(1), fc.integer({ min: 1, max: 400 }), (returns, periodsPerYear) => {
        const growth = 1 + totalReturn(returns)
        const yearly = cagr(returns, { periodsPerYear })
        fc.pre(Number.isFinite(yearly) && yearly > -0.999999)
        const years = returns.length / periodsPerYear
        expect(Math.abs((1 + yearly) ** years / growth - 1)).toBeLessThan(1e-9)
        expect(Math.abs((1 + geometricMean(returns)) ** returns.length / growth - 1)).toBeLessThan(1e-12)
      }),
    )
  })

  test('one bar of 1 % in a year of 12 is 12.68 %', () => {
    expect(cagr(Float64Array.of(0.01), { periodsPerYear: 12 }).toFixed(4)).toBe('0.1268')
  })

  test('are -1 after ruin, undefined for an empty column and beyond the largest number', () => {
    expect(cagr(Float64Array.of(0.5, -1), { periodsPerYear: 252 })).toBe(-1)
    expect(geometricMean(Float64Array.of(0.5, -1))).toBe(-1)
    expect(cagr(new Float64Array(0))).toBeNaN()
    expect(geometricMean(new Float64Array(0))).toBeNaN()
    expect(cagr(Float64Array.of(0.5), { periodsPerYear: 8766 })).toBeNaN()
  })

  test('the geometric mean of very small returns keeps its digits', () => {
    const minutes = new Float64Array(525_600)
    minutes[7] = 2 ** -7
    // (1 + 2^-7)^(1 / 525600) - 1 in 40-digit arithmetic.
    expect(Math.abs(geometricMean(minutes) / 1.4806203385972081e-8 - 1)).toBeLessThan(1e-15)
  })

  test('the geometric mean is at most the arithmetic one', () => {
    fc.assert(
      fc.property(returnColumn(1), (returns) => {
        expect(geometricMean(returns)).toBeLessThanOrEqual(expectedReturn(returns) + 1e-14)
      }),
    )
  })
})

describe('best and worst', () => {
  test('are members of the column that bound it', () => {
    fc.assert(
      fc.property(returnColumn(1), (returns) => {
        const sorted = returns.toSorted()
        expect(worstReturn(returns)).toBe(sorted[0])
        expect(bestReturn(returns)).toBe(sorted[sorted.length - 1])
      }),
    )
  })

  test('are undefined for an empty column', () => {
    expect(bestReturn(new Float64Array(0))).toBeNaN()
    expect(worstReturn(new Float64Array(0))).toBeNaN()
    expect(expectedReturn(new Float64Array(0))).toBeNaN()
  })
})
