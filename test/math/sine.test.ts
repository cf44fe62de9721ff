import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cos, sin } from '../../src/math/sine.ts'
import { bitsEverywhere, bitsOf, precise, unitsFrom } from './precise.ts'

const angle = fc.oneof(
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.double({ min: -800_000, max: 800_000, noNaN: true }),
)

/** Where one formula hands over to the next, and quarter turns, where all digits but the last few cancel. */
const EDGES = [2 ** -27, 0.3, Math.PI / 4, 0.78125, ...[1, 2, 3, 4, 5, 7, 226, 364_913].map((n) => (n * Math.PI) / 2)]

describe('sin and cos', () => {
  test('are within a unit in the last place of the true value', () => {
    fc.assert(
      fc.property(angle, (x) => {
        expect(unitsFrom(precise(x).sin(), sin(x))).toBeLessThanOrEqual(1)
      }),
    )
    fc.assert(
      fc.property(angle, (x) => {
        expect(unitsFrom(precise(x).cos(), cos(x))).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('have the same bits on every engine', () => {
    expect(bitsOf(sin, -100, 100)).toBe('358b2e522b6220badc193499826858b7cd4f592fd8573e666e96a48478c6fc1d')
    expect(bitsOf(cos, -100, 100)).toBe('7a3239c4d3bb4e5682785c96d6cf06c3dccb7d6ff89f55356dbd97bbe6cb2014')
  })

  test('have the same bits from the smallest sizes to the largest, and about every edge', () => {
    expect(bitsEverywhere(sin, { least: 2 ** -60, most: 800_000, edges: EDGES })).toBe(
      'b1e124f4c6681c18b52c34ef67a7699bef9972d2f92383400f65278ac5fbb29b',
    )
    expect(bitsEverywhere(cos, { least: 2 ** -60, most: 800_000, edges: EDGES })).toBe(
      '0ebfe5ad0b58860dfcbf0d3b1e5b34b308d6c6ae5a5e2a4eaa662089dfc065a1',
    )
  })

  test.each([
    [1e-9, 1e-9, 1],
    [Math.PI, 1.2246467991473532e-16, -1],
    [2 * Math.PI, -2.4492935982947064e-16, 1],
    [11, -0.9999902065507035, 0.004425697988050785],
    [355, -3.014435335948845e-5, -0.999999999545659],
    [573_204, 0.9999999999999568, -2.938899864407033e-7],
    // Of all angles up to 800,000 these are nearest to a quarter turn times a whole number.
    [321_307.9594422229, -1, -4.429600834596129e-17],
    [642_615.9188844458, 8.859201669192259e-17, -1],
    [799_999.75, -0.5107451868718137, 0.8597321408946371],
  ])('of %d are what 60-digit arithmetic rounds to', (x, sine, cosine) => {
    expect([sin(x), cos(x)]).toEqual([sine, cosine])
  })

  test('keep their ends', () => {
    expect([sin(0), cos(0), cos(-0), cos(Math.PI)]).toEqual([0, 1, 1, -1])
    expect(sin(-0)).toBe(-0)
    expect([sin(800_001), cos(-800_001), sin(Number.NaN), cos(Infinity)]).toEqual([NaN, NaN, NaN, NaN])
  })
})
