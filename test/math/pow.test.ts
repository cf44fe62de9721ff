import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pow } from '../../src/math/pow.ts'
import { bitsOf, precise, unitsFrom } from './precise.ts'

describe('pow', () => {
  test('is within a unit in the last place of the true value', () => {
    const base = fc.double({ min: 1e-6, max: 1e6, noNaN: true })
    const exponent = fc.double({ min: -40, max: 40, noNaN: true })
    fc.assert(
      fc.property(base, exponent, (x, y) => {
        expect(unitsFrom(precise(x).pow(precise(y)), pow(x, y))).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('has the same bits on every engine', () => {
    expect(bitsOf((x) => pow(x, 1.7), 0, 40)).toBe('dae6a312e7d66ee3f345d077455e38843bacd99c3369b7ee9e2869eb116d6565')
    expect(bitsOf((y) => pow(1.3, y), -40, 40)).toBe('ae29dfbc87cdfd14ec0edd7438f79fb46038e59f8fbef70def29d7db7c67a337')
  })

  test('of a whole number that fits is exact', () => {
    for (let x = -9; x <= 9; x++) for (let y = 0; y <= 15; y++) expect(pow(x, y)).toBe(Number(BigInt(x) ** BigInt(y)))
  })

  test('keeps its ends as the language has them', () => {
    const ends = [0, -0, 1, -1, 0.5, -2, 3, Infinity, -Infinity, NaN, Number.MIN_VALUE, Number.MAX_VALUE]
    const exponents = [...ends, -3, 1e300, -1e300]
    for (const x of ends) for (const y of exponents) expect([x, y, pow(x, y)]).toEqual([x, y, x ** y])
  })
})
