import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dominates } from '../../src/evolution/archive.ts'
import { compromise, knee, pseudoWeights } from '../../src/evolution/choose.ts'

const front = Float64Array.of(0, 10, 1, 2, 5, 1, 10, 0)

describe('one row of a front', () => {
  test('the knee bulges farthest', () => {
    expect(knee(front, 2)).toBe(1)
    expect(
      knee(
        front.map((score, place) => (place % 2 === 0 ? 1000 * score : score)),
        2,
      ),
    ).toBe(1)
  })

  test('a compromise follows its weights to the ends', () => {
    expect(compromise(front, 2, { weights: [1, 0] })).toBe(0)
    expect(compromise(front, 2, { weights: [0, 1] })).toBe(3)
    expect(compromise(front, 2, { by: 'sum' })).toBe(1)
  })

  test('is never dominated and never of an infinite score', () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, 1, 2, Number.POSITIVE_INFINITY)),
      {
        minLength: 1,
        maxLength: 20,
      },
    )
    fc.assert(
      fc.property(rows, (table) => {
        fc.pre(table.some((row) => row.every(Number.isFinite)))
        const scores = Float64Array.from(table.flat())
        for (const chosen of [knee(scores, 2), compromise(scores, 2), compromise(scores, 2, { weights: [1, 0] })]) {
          expect(table[chosen].every(Number.isFinite)).toBe(true)
          expect(table.some((row) => row.every(Number.isFinite) && dominates(row, table[chosen]))).toBe(false)
        }
      }),
    )
  })

  test('pseudo-weights sum to 1 on the front and say NaN elsewhere', () => {
    const weights = pseudoWeights(Float64Array.of(0, 4, 1, 1, 4, 0, 5, 5), 2)
    expect(Array.from(weights)).toEqual([1, 0, 0.5, 0.5, 0, 1, Number.NaN, Number.NaN])
    expect(Array.from(pseudoWeights(Float64Array.of(3, 3), 2))).toEqual([0.5, 0.5])
  })

  test.each([
    [() => knee(new Float64Array(), 2), 'knee: scores must be at least one row of finite scores'],
    [() => compromise(front, -1), 'compromise: objectives must be an integer of at least 1, received -1.'],
    [() => compromise(front, 2, { weights: [1] }), 'compromise: weights.length must be 2'],
    [() => compromise(front, 2, { weights: [1, -1] }), 'compromise: a weight must be a finite number of at least 0'],
    [() => compromise(front, 2, { by: 'best' as never }), 'compromise: by must be one of "worst", "sum"'],
  ])('refuses what cannot be chosen from: %#', (act, message) => {
    expect(act).toThrow(message)
  })
})
