import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitLogisticRegression, predictLogistic } from '../../src/learning/logistic-regression.ts'
import { asRows, normalSample, roughSamples } from './data.ts'

describe('fitLogisticRegression', () => {
  test('has the odds of a table of two by two when there is all but no penalty', () => {
    // Of rows at 0, one in four is of class 1; of rows at 1, three in five.
    const features = Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1, 1)
    const targets = Float64Array.of(0, 0, 0, 1, 0, 0, 1, 1, 1)
    const { weights, intercept } = fitLogisticRegression(features, 1, targets, { penalty: 1e-12 })
    expect(intercept).toBeCloseTo(Math.log(1 / 3), 10)
    expect(weights[0]).toBeCloseTo(Math.log(3 / 2) - Math.log(1 / 3), 10)
  })

  test('ends where the objective has no slope, written down once more', () => {
    fc.assert(
      fc.property(roughSamples, fc.integer({ min: -8, max: 3 }), ({ features, columns, classes }, power) => {
        const penalty = 10 ** power
        const model = fitLogisticRegression(features, columns, classes, { penalty })
        const chances = predictLogistic(model, features)
        const slopes = model.weights.map((weight, j) =>
          asRows({ features, columns }).reduce(
            (sum, row, i) => sum + (chances[i] - classes[i]) * row[j],
            penalty * weight,
          ),
        )
        expect(model.converged).toBe(true)
        for (const slope of slopes) expect(Math.abs(slope)).toBeLessThan(1e-9)
        expect(Math.abs(chances.reduce((sum, chance, i) => sum + chance - classes[i], 0))).toBeLessThan(1e-9)
      }),
    )
  })

  test('has an answer where a plane separates the classes, the flatter the larger the penalty', () => {
    const features = Float64Array.of(-2, -1, 1, 2)
    const targets = Float64Array.of(3, 3, 8, 8)
    const weights = [1e-9, 1e-3, 1, 1e3].map((penalty) => {
      const model = fitLogisticRegression(features, 1, targets, { penalty })
      expect([model.converged, model.classes]).toEqual([true, [3, 8]])
      expect(model.intercept).toBeCloseTo(0, 9)
      return model.weights[0]
    })
    expect(weights).toEqual(weights.toSorted((a, b) => b - a))
    expect(weights[0]).toBeGreaterThan(10)
  })

  test('balanced classes have even odds on average', () => {
    const { features, classes, columns } = normalSample(31, 300, 2)
    const rare = classes.map((value, row) => (value === 1 && row % 5 === 0 ? 1 : 0))
    rare[1] = 1
    const model = fitLogisticRegression(features, columns, rare, { balance: 'balanced' })
    const chances = predictLogistic(model, features)
    const count = rare.reduce((sum, value) => sum + value, 0)
    const pull = chances.reduce((sum, chance, i) => sum + (chance - rare[i]) / (rare[i] === 1 ? count : 300 - count), 0)
    expect(Math.abs(pull)).toBeLessThan(1e-9)
  })

  test('does not change when a large level is added to a column', () => {
    const { features, classes } = normalSample(32, 100, 2)
    const plain = fitLogisticRegression(features, 2, classes)
    const lifted = fitLogisticRegression(
      features.map((value) => value + 4096),
      2,
      classes,
    )
    for (const [j, weight] of plain.weights.entries()) expect(lifted.weights[j]).toBeCloseTo(weight, 9)
  })

  test('holds a column that does not vary at 0', () => {
    const model = fitLogisticRegression(Float64Array.of(1, 7, 2, 7, 3, 7, 4, 7), 2, Float64Array.of(0, 1, 0, 1))
    expect(model.weights[1]).toBe(0)
  })

  test('says that it is not done when the steps run out', () => {
    const { features, classes } = normalSample(33, 100, 2)
    const model = fitLogisticRegression(features, 2, classes, { penalty: 1e-6, iterations: 1 })
    expect([model.converged, model.iterations]).toEqual([false, 1])
  })

  test('refuses one class, three classes and a penalty of 0', () => {
    const three = Float64Array.of(1, 2, 3)
    expect(() => fitLogisticRegression(three, 1, new Float64Array(3))).toThrow(
      'the number of classes among the targets',
    )
    expect(() => fitLogisticRegression(three, 1, three)).toThrow('the number of classes among the targets must be 2')
    expect(() => fitLogisticRegression(three, 1, Float64Array.of(0, 0, 1), { penalty: 0 })).toThrow('penalty must be')
  })
})
