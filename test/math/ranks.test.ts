import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averageRanks } from '../../src/math/ranks.ts'

describe('averageRanks', () => {
  test('gives equal values the average of their ranks', () => {
    expect(averageRanks(Float64Array.of(0, 2, 3, 2))).toEqual(Float64Array.of(1, 2.5, 4, 2.5))
  })

  test('counts smaller values and half of the equal ones', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 40 }), (values) => {
        const expected = values.map((value) => {
          const smaller = values.filter((other) => other < value).length
          const equal = values.filter((other) => other === value).length
          return smaller + (equal + 1) / 2
        })
        expect(averageRanks(Float64Array.from(values))).toEqual(Float64Array.from(expected))
      }),
    )
  })

  test('takes both zeros for one value', () => {
    expect(averageRanks(Float64Array.of(0, -0, 1))).toEqual(Float64Array.of(1.5, 1.5, 3))
  })

  test('are all NaN when one value is not finite, and none for no value', () => {
    expect(averageRanks(Float64Array.of(1, Number.NaN))).toEqual(Float64Array.of(Number.NaN, Number.NaN))
    expect(averageRanks(new Float64Array())).toEqual(new Float64Array())
  })
})
