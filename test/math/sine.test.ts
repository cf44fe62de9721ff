import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cos, sin } from '../../src/math/sine.ts'
import { bitsOf, precise, unitsFrom } from './precise.ts'

const angle = fc.oneof(
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.double({ min: -800_000, max: 800_000, noNaN: true }),
)

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

  test('keep their ends', () => {
    expect([sin(0), cos(0), cos(-0), cos(Math.PI)]).toEqual([0, 1, 1, -1])
    expect(sin(-0)).toBe(-0)
    expect([sin(800_001), cos(-800_001), sin(Number.NaN), cos(Infinity)]).toEqual([NaN, NaN, NaN, NaN])
  })
})
