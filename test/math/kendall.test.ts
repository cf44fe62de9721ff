import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kendall } from '../../src/math/kendall.ts'

const level = fc.integer({ min: -6, max: 6 })
const rows = fc.array(fc.tuple(level, level), { maxLength: 60 })

/** The definition, pair by pair. */
function naive(x: readonly number[], y: readonly number[]): number {
  let lead = 0
  let untiedX = 0
  let untiedY = 0
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      lead += Math.sign(x[i] - x[j]) * Math.sign(y[i] - y[j])
      untiedX += x[i] === x[j] ? 0 : 1
      untiedY += y[i] === y[j] ? 0 : 1
    }
  }
  return lead / Math.sqrt(untiedX * untiedY)
}

describe('kendall', () => {
  test('matches the tied example in the documentation of SciPy', () => {
    expect(kendall(Float64Array.of(12, 2, 1, 12, 2), Float64Array.of(1, 4, 7, 1, 0))).toBeCloseTo(
      -0.4714045207910317,
      15,
    )
  })

  test('equals the definition, ties and all', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const x = pairs.map(([value]) => value)
        const y = pairs.map(([, value]) => value)
        expect(kendall(Float64Array.from(x), Float64Array.from(y))).toEqual(naive(x, y))
      }),
    )
  })

  test('is 1 for the same order and -1 for the opposite', () => {
    const x = Float64Array.from({ length: 101 }, (_, i) => (i * 37) % 101)
    expect(kendall(x, x.map(Math.exp))).toBe(1)
    expect(
      kendall(
        x,
        x.map((value) => -value),
      ),
    ).toBe(-1)
  })

  test('is NaN without spread, without values and where a value is not finite', () => {
    expect(kendall(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 3))).toBeNaN()
    expect(kendall(new Float64Array(), new Float64Array())).toBeNaN()
    expect(kendall(Float64Array.of(1, 2), Float64Array.of(Number.NaN, 2))).toBeNaN()
  })

  test('leaves its input alone', () => {
    const [x, y] = [Float64Array.of(3, 1, 2), Float64Array.of(2, 3, 1)]
    kendall(x, y)
    expect([x, y]).toEqual([Float64Array.of(3, 1, 2), Float64Array.of(2, 3, 1)])
  })
})
