import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitBars } from '../../src/market/split-bars.ts'
import { anyBars } from '../arbitraries/bars.ts'
import { errorOf, flatBars } from './market.ts'

const ofLength = (length: number) =>
  flatBars(
    Array.from({ length }, (_, t) => t),
    new Array(length).fill(1),
    1,
  )
const lengths = (length: number, fractions: number[]) =>
  splitBars(ofLength(length), fractions).map((part) => part.length)

describe('splitBars', () => {
  test.each([
    [10, [0.6, 0.2, 0.2], [6, 2, 2]],
    [11, [0.6, 0.2, 0.2], [7, 2, 2]],
    [5, [0.5, 0.5], [3, 2]],
    [10, [0.7, 0.1, 0.2], [7, 1, 2]],
    [3, [1 / 3, 1 / 3, 1 / 3], [1, 1, 1]],
    [1, [1], [1]],
    [15, new Array(10).fill(0.1), [2, 1, 2, 1, 2, 1, 2, 1, 2, 1]],
    [1000, new Array(10).fill(0.1), new Array(10).fill(100)],
  ])('%d bars by %j are %j', (length, fractions, expected) => {
    expect(lengths(length, fractions)).toEqual(expected)
  })

  test('puts every bar in exactly one part, near to its fraction, as views', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(anyBars({ minLength: 100 }), weights, (bars, parts) => {
        const sum = parts.reduce((a, b) => a + b, 0)
        const split = splitBars(
          bars,
          parts.map((part) => part / sum),
        )
        expect(split.flatMap((part) => [...part.time])).toEqual([...bars.time])
        for (const [i, part] of split.entries()) {
          expect(part.close.buffer).toBe(bars.close.buffer)
          expect(Math.abs(part.length - (bars.length * parts[i]) / sum)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('takes a sum that misses 1 by rounding, and no other', () => {
    expect(lengths(10, [0.1, 0.2, 0.7 + 5e-10])).toEqual([1, 2, 7])
    expect(() => lengths(10, [0.1, 0.2, 0.7 + 5e-9])).toThrow(/the sum of fractions must be 1/)
  })

  test.each([
    [[0.6, 0.2], 'the sum of fractions must be 1, received 0.8. To leave bars out, cut them with sliceBars.'],
    [[0.5, 0.6], 'the sum of fractions must be 1'],
    [[], 'fractions must be an array'],
    [0.5, 'fractions must be an array, received 0.5'],
    [[1, 0], 'fractions[1] must be a finite number above 0'],
    [[1.5, -0.5], 'fractions[0] must be a finite number'],
    [[Number.NaN, 1], 'fractions[0] must be a finite number'],
    [['0.5', '0.5'], 'fractions[0] must be a finite number'],
    [[0.999, 0.001], 'fractions[1] must be large enough for one of 10 bars, received 0.001'],
  ])('refuses %j', (fractions, message) => {
    expect(errorOf(() => splitBars(ofLength(10), fractions as number[])).message).toContain(message)
  })
})
