import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exp, expm1 } from '../../src/math/exp.ts'
import { bitsOf, precise, unitsFrom } from './precise.ts'

describe('exp', () => {
  test('is within a unit in the last place of the true value', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(unitsFrom(precise(x).exp(), exp(x))).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('has the same bits on every engine', () => {
    expect(bitsOf(exp, -40, 40)).toBe('4c97e9b0b72f2fd65ff6e2c96e44c8116e180a38f2a5c3dc17919e2a868f269d')
  })

  test('keeps its ends', () => {
    expect([exp(0), exp(-0), exp(1), exp(710), exp(-746), exp(Number.NEGATIVE_INFINITY)]).toEqual([
      ...[1, 1, Math.E, Number.POSITIVE_INFINITY, 0, 0],
    ])
    expect(exp(Number.NaN)).toBeNaN()
    expect(exp(-745)).toBe(Number.MIN_VALUE)
  })
})

describe('expm1', () => {
  test('is within a unit in the last place of the true value, near 0 too', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -40, max: 40, noNaN: true }).filter((x) => Math.abs(x) > 1e-18),
        (x) => {
          expect(unitsFrom(precise(x).exp().minus(1), expm1(x))).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  test('has the same bits on every engine', () => {
    expect(bitsOf(expm1, -40, 40)).toBe('53f521338380ebd0040cddead9c6e0e39594afecc61a8b23a39156bf101803c8')
  })

  test('keeps its ends', () => {
    expect([expm1(0), expm1(-50), expm1(710), expm1(1e-300)]).toEqual([0, -1, Number.POSITIVE_INFINITY, 1e-300])
    expect(expm1(-0)).toBe(-0)
    expect(expm1(Number.NaN)).toBeNaN()
  })
})
