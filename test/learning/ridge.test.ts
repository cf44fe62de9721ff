import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitRidge, predictRidge } from '../../src/learning/ridge.ts'
import { asRows, roughSamples } from './data.ts'
import { stackFeatures, stackLoss } from './stackloss.ts'

describe('fitRidge', () => {
  test('without a penalty it is the published least squares of the stack loss data', () => {
    const { weights, intercept } = fitRidge(stackFeatures, 3, stackLoss, { penalty: 0 })
    expect(intercept).toBeCloseTo(-39.9197, 4)
    for (const [j, weight] of [0.7156, 1.2953, -0.1521].entries()) expect(weights[j]).toBeCloseTo(weight, 4)
  })

  test('shrinks one column to Sxy / (Sxx + penalty)', () => {
    // Sxx is 10 and Sxy is 20.
    const features = Float64Array.of(-2, -1, 0, 1, 2)
    const targets = features.map((value) => 2 * value + 3)
    for (const penalty of [0, 1, 10, 1e6]) {
      const { weights, intercept } = fitRidge(features, 1, targets, { penalty })
      expect(weights[0]).toBeCloseTo(20 / (10 + penalty), 12)
      expect(intercept).toBe(3)
    }
  })

  test('ends where the objective has no slope, also with equal or constant columns and few rows', () => {
    fc.assert(
      fc.property(roughSamples, fc.integer({ min: -3, max: 4 }), ({ features, columns, numbers }, power) => {
        const penalty = 10 ** power
        const model = fitRidge(features, columns, numbers, { penalty })
        const rest = predictRidge(model, features).map((value, i) => numbers[i] - value)
        for (const [j, weight] of model.weights.entries()) {
          const pull = asRows({ features, columns }).reduce((sum, row, i) => sum + rest[i] * row[j], 0)
          expect(Math.abs(pull - penalty * weight)).toBeLessThan(1e-9)
        }
        expect(Math.abs(rest.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-9)
      }),
    )
  })

  test('keeps digits where normal equations lose them: two columns that differ in their ninth digit', () => {
    const features = Float64Array.from({ length: 40 }, (_, at) => (at >> 1) + (at % 2) * 1e-9 * ((at >> 1) % 3))
    const targets = Float64Array.from(
      { length: 20 },
      (_, row) => features[2 * row] + 1e9 * (features[2 * row + 1] - features[2 * row]),
    )
    const { weights } = fitRidge(features, 2, targets, { penalty: 0 })
    expect(weights[1] / 1e9).toBeCloseTo(1, 5)
  })

  test('refuses dependent columns and too few rows when there is no penalty', () => {
    expect(() =>
      fitRidge(Float64Array.of(1, 1, 2, 2, 3, 3, 4, 4), 2, Float64Array.of(1, 2, 3, 4), { penalty: 0 }),
    ).toThrow('must be no constant and no sum of multiples')
    expect(() => fitRidge(Float64Array.of(1, 2), 1, Float64Array.of(1, 2), { penalty: 0 })).toThrow(
      'fitRidge: the number of rows must be an integer above 2, received 2.',
    )
  })
})
