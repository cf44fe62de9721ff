import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ln, ln1p } from '../../src/math/ln.ts'
import { bitsOf, precise, unitsFrom } from './precise.ts'

const { NEGATIVE_INFINITY, POSITIVE_INFINITY, MIN_VALUE, NaN: NONE } = Number

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

  test('keeps its ends', () => {
    expect([ln1p(-1), ln1p(0), ln1p(POSITIVE_INFINITY)]).toEqual([NEGATIVE_INFINITY, 0, POSITIVE_INFINITY])
    expect(ln1p(-0)).toBe(-0)
    expect([ln1p(-1.5), ln1p(NONE)]).toEqual([NONE, NONE])
  })
})
