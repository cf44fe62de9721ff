import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exp } from '../../src/math/exp.ts'
import { ln, ln1p } from '../../src/math/ln.ts'
import { bitsEverywhere, bitsOf, falls, precise, unitsFrom } from './precise.ts'

const { NEGATIVE_INFINITY, POSITIVE_INFINITY, MIN_VALUE, NaN: NONE } = Number

const UNIT = 2 ** -52

/** Where one formula hands over to the next. */
const LN_EDGES = [2 ** -1022, 0.5, Math.SQRT1_2, 0.71, 1, 1.38, 1.42, Math.SQRT2, 2, 4]
const LN1P_EDGES = [2 ** -54, 2 ** -29, 1 - Math.SQRT1_2, Math.SQRT2 - 1, 0.5, 1, 3, 2 ** 52, 2 ** 53]

describe('ln', () => {
  test('is within a unit in the last place of the true value', () => {
    const anything = fc.oneof(
      fc.double({ min: MIN_VALUE, max: 1e300, noNaN: true }),
      fc.double({ min: 0.5, max: 2, noNaN: true }),
    )
    fc.assert(
      fc.property(anything, (x) => {
        expect(unitsFrom(precise(x).ln(), ln(x))).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('has the same bits on every engine', () => {
    expect(bitsOf(ln, 0.001, 40)).toBe('2771952841a69c06b66697b2c5bc19bd79092d0be6c467b05b24c49586a4df09')
  })

  test('has the same bits from the smallest sizes to the largest, and about every edge', () => {
    expect(bitsEverywhere(ln, { least: MIN_VALUE, most: Number.MAX_VALUE, edges: LN_EDGES })).toBe(
      'b853f2c8c25b6d2a9991be8f4359c6ff89099f8725829c6d4d1d2db849d5e3a8',
    )
    expect(bitsEverywhere(ln, { least: 0.25, most: 4, edges: [] })).toBe(
      'cf8c15e955c94cfe63c2a808179360d1bbf0d0ce237ad30a2330d4dbd23ef7a9',
    )
  })

  test.each([
    [MIN_VALUE, -744.4400719213812],
    [3e-310, -712.7027665394861],
    [2 ** -1022, -708.3964185322641],
    [0.7071067811865475, -0.34657359027997275],
    [1 - 2 ** -53, -1.1102230246251565e-16],
    [1 + 2 ** -52, 2.2204460492503128e-16],
    [1.0000001, 9.999999505838704e-8],
    [Math.SQRT2, 0.3465735902799727],
    [Number.MAX_VALUE, 709.782712893384],
  ])('of %d is what 60-digit arithmetic rounds to', (x, value) => {
    expect(ln(x)).toBe(value)
  })

  test('never falls', () => {
    expect(falls(ln, { least: MIN_VALUE, most: Number.MAX_VALUE, edges: LN_EDGES })).toEqual([])
  })

  test('undoes exp to a unit of the larger of 1 and its argument', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(ln(exp(x)) - x)).toBeLessThanOrEqual(UNIT * Math.max(1, Math.abs(x)))
      }),
    )
  })

  test('keeps its ends', () => {
    expect([ln(0), ln(-0), ln(1), ln(POSITIVE_INFINITY)]).toEqual([
      NEGATIVE_INFINITY,
      NEGATIVE_INFINITY,
      0,
      POSITIVE_INFINITY,
    ])
    expect([ln(-1), ln(NONE)]).toEqual([NONE, NONE])
    expect(ln(MIN_VALUE)).toBe(-744.4400719213812)
  })
})

describe('ln1p', () => {
  test('is within a unit in the last place of the true value, near 0 too', () => {
    const anything = fc.oneof(
      fc.double({ min: -0.999, max: 1e300, noNaN: true }),
      fc.double({ min: -0.5, max: 1, noNaN: true }),
    )
    const known = anything.filter((x) => Math.abs(x) > 1e-18)
    fc.assert(
      fc.property(known, (x) => {
        expect(unitsFrom(precise(x).plus(1).ln(), ln1p(x))).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('has the same bits on every engine', () => {
    expect(bitsOf(ln1p, -0.999, 40)).toBe('55b5a2c5ef3822c94aa803474fd905fa9112aa6077a4f8eed40b731438ed66e8')
  })

  test('has the same bits from the smallest sizes to the largest, and about every edge', () => {
    expect(bitsEverywhere(ln1p, { least: 2 ** -60, most: 2 ** 60, edges: LN1P_EDGES })).toBe(
      '410f044de70eb4886c63943fdbcd1d5c634c37de82bb94909783a5fcb8683917',
    )
    expect(bitsEverywhere(ln1p, { least: 2 ** 60, most: Number.MAX_VALUE, edges: [] })).toBe(
      'a3e88a244c7c0a15ff1ce2cfc52980c976cc991486285e59b2cde12cb4ccf6f4',
    )
  })

  test.each([
    [1e-10, 9.999999999500001e-11],
    [-1e-10, -1.00000000005e-10],
    [-1 + 2 ** -53, -36.7368005696771],
    [-0.29289321881345254, -0.34657359027997275],
    [0.41421356237309515, 0.3465735902799727],
    [1 + 2 ** -52, 0.6931471805599454],
    [2 ** 53, 36.7368005696771],
    [1e300, 690.7755278982137],
  ])('of %d is what 60-digit arithmetic rounds to', (x, value) => {
    expect(ln1p(x)).toBe(value)
  })

  test('never falls', () => {
    expect(falls(ln1p, { least: 2 ** -60, most: Number.MAX_VALUE, edges: LN1P_EDGES })).toEqual([])
  })

  test('keeps its ends', () => {
    expect([ln1p(-1), ln1p(0), ln1p(POSITIVE_INFINITY)]).toEqual([NEGATIVE_INFINITY, 0, POSITIVE_INFINITY])
    expect(ln1p(-0)).toBe(-0)
    expect([ln1p(-1.5), ln1p(NONE)]).toEqual([NONE, NONE])
  })
})
