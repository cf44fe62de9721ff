import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exp, expm1 } from '../../src/math/exp.ts'
import { bitsEverywhere, bitsOf, falls, precise, unitsFrom } from './precise.ts'

/** Where one formula hands over to the next: multiples of half of ln 2, and the ends of the range. */
const HALF = Math.LN2 / 2
const EXP_EDGES = [2 ** -28, HALF, 3 * HALF, 1, 708.3964185322641, 709.782712893384, 745.1332191019411]
const EXPM1_EDGES = [2 ** -54, HALF, 3 * HALF, 39 * HALF, 41 * HALF, 112 * HALF, 113 * HALF, 709.782712893384]

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

  test('has the same bits from the smallest sizes to the largest, and about every edge', () => {
    expect(bitsEverywhere(exp, { least: 2 ** -60, most: 745.2, edges: EXP_EDGES })).toBe(
      '1a34dfbe3ad32c7e6cd1043350cf3e9cdbf19b9afcb829ef82c8525d0dd9b244',
    )
  })

  test.each([
    [-745.1, 5e-324],
    [-720.5, 1.2326102893e-313],
    [-708.4, 2.217119081664265e-308],
    [-(2 ** -29), 0.9999999981373549],
    [2 ** -30, 1.0000000009313226],
    [0.3465, 1.4141094938303624],
    [0.3466, 1.4142509118505286],
    [1.0397207708399179, 2.82842712474619],
    [709.78, 1.7928227943945155e308],
  ])('of %d is what 60-digit arithmetic rounds to', (x, value) => {
    expect(exp(x)).toBe(value)
  })

  test('never falls', () => {
    expect(falls(exp, { least: 2 ** -40, most: 745, edges: EXP_EDGES })).toEqual([])
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

  test('has the same bits from the smallest sizes to the largest, and about every edge', () => {
    expect(bitsEverywhere(expm1, { least: 2 ** -60, most: 709.8, edges: EXPM1_EDGES })).toBe(
      '28b9d96ba56e9f8b9b99d6a8189e046accacde292d60c042dfeaa8444759e2a3',
    )
  })

  test.each([
    [1e-10, 1.00000000005e-10],
    [-1e-10, -9.999999999500001e-11],
    [-0.35, -0.29531191028128656],
    [0.4, 0.49182469764127035],
    [0.8, 1.2255409284924677],
    [14.5, 1982758.2635375687],
    [30.25, 13721704977463.906],
    [709.78, 1.7928227943945155e308],
  ])('of %d is what 60-digit arithmetic rounds to', (x, value) => {
    expect(expm1(x)).toBe(value)
  })

  test('never falls', () => {
    expect(falls(expm1, { least: 2 ** -60, most: 709, edges: EXPM1_EDGES })).toEqual([])
  })

  test('keeps its ends', () => {
    expect([expm1(0), expm1(-50), expm1(710), expm1(1e-300)]).toEqual([0, -1, Number.POSITIVE_INFINITY, 1e-300])
    expect(expm1(-0)).toBe(-0)
    expect(expm1(Number.NaN)).toBeNaN()
  })
})
