import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  fitQuantileRegression,
  predictQuantiles,
  type QuantileRegression,
} from '../../src/learning/quantile-regression.ts'
import { matrixFrom } from '../../src/math/matrix.ts'
import { solve } from '../../src/math/solve.ts'
import { asRows, normalSample, permuted, roughSamples, type Sample } from './data.ts'
import { stackFeatures, stackLoss } from './stackloss.ts'

/** What one level minimises, from its definition. */
function objectiveOf(
  plane: readonly number[],
  { features, columns, numbers }: Sample,
  level: number,
  penalty = 0,
): number {
  const loss = asRows({ features, columns }).reduce((sum, row, i) => {
    const residual = numbers[i] - row.reduce((total, value, j) => total + value * plane[j], plane[columns])
    return sum + (residual > 0 ? level * residual : (level - 1) * residual)
  }, 0)
  return loss / numbers.length + penalty * plane.slice(0, columns).reduce((sum, weight) => sum + Math.abs(weight), 0)
}

const planeOf = ({ weights, intercepts, columns }: QuantileRegression, place = 0): number[] => [
  ...weights.slice(place * columns, (place + 1) * columns),
  intercepts[place],
]

/** The least objective over all lines through two rows and all flat ones through one: one of them is a best one. */
function bestOfLines(sample: Sample, level: number, penalty: number): number {
  const { features, numbers, rows } = sample
  let best = Number.POSITIVE_INFINITY
  for (let a = 0; a < rows; a++) {
    best = Math.min(best, objectiveOf([0, numbers[a]], sample, level, penalty))
    for (let b = 0; b < a; b++) {
      if (features[a] === features[b]) continue
      const slope = (numbers[a] - numbers[b]) / (features[a] - features[b])
      best = Math.min(best, objectiveOf([slope, numbers[a] - slope * features[a]], sample, level, penalty))
    }
  }
  return best
}

describe('fitQuantileRegression', () => {
  test('finds the published median regression of the stack loss data', () => {
    const model = fitQuantileRegression(stackFeatures, 3, stackLoss)
    // Koenker, quantreg, example(rq): -39.68986, 0.83188, 0.57391, -0.06087.
    expect(model.intercepts[0]).toBeCloseTo(-39.68986, 5)
    for (const [j, weight] of [0.83188, 0.57391, -0.06087].entries()) expect(model.weights[j]).toBeCloseTo(weight, 5)
  })

  test('goes through as many rows as it has coefficients, with the shares of Koenker and Bassett on both sides', () => {
    const sample = normalSample(21, 200, 3, 2)
    const levels = [0.1, 0.25, 0.5, 0.75, 0.9]
    const model = fitQuantileRegression(sample.features, 3, sample.numbers, { levels })
    const quantiles = predictQuantiles(model, sample.features)
    for (const [k, level] of levels.entries()) {
      const residuals = sample.numbers.map((number, row) => number - quantiles[5 * row + k])
      const below = residuals.filter((residual) => residual < -1e-6).length
      const on = residuals.filter((residual) => Math.abs(residual) <= 1e-6).length
      expect(on).toBe(4)
      expect(below).toBeLessThanOrEqual(200 * level)
      expect(below + on).toBeGreaterThanOrEqual(200 * level)
    }
  })

  test('meets the subgradient condition: what the rows pull at a column, those on the plane can balance', () => {
    const sample = normalSample(22, 120, 3, 1)
    const [level, penalty] = [0.3, 0.05]
    const model = fitQuantileRegression(sample.features, 3, sample.numbers, { levels: [level], penalty })
    const quantiles = predictQuantiles(model, sample.features)
    const rows = asRows(sample).map((row) => [...row, 1])
    const on = rows.flatMap((_, i) => (Math.abs(sample.numbers[i] - quantiles[i]) <= 1e-6 ? [i] : []))
    const pull = rows[0].map((_, j) =>
      rows.reduce(
        (sum, row, i) => sum + (on.includes(i) ? 0 : (sample.numbers[i] > quantiles[i] ? level : level - 1) * row[j]),
        0,
      ),
    )
    // A weight that is not 0 takes the whole penalty with its sign, one that is 0 any share of it.
    const free = [0, 1, 2, 3].filter((j) => j === 3 || model.weights[j] !== 0)
    expect([on.length, free]).toEqual([free.length, [0, 2, 3]])
    const held = free.map((j) => (j === 3 ? 0 : 120 * penalty * Math.sign(model.weights[j])) - pull[j])
    const shares = solve(matrixFrom(free.map((j) => on.map((i) => rows[i][j]))), Float64Array.from(held))
    for (const share of shares) {
      expect(share).toBeGreaterThanOrEqual(level - 1)
      expect(share).toBeLessThanOrEqual(level)
    }
    const rest = on.reduce((sum, i, place) => sum + shares[place] * rows[i][1], pull[1])
    expect(Math.abs(rest)).toBeLessThanOrEqual(120 * penalty)
  })

  test('is as good as the best of all lines through the rows, also where values are equal', () => {
    fc.assert(
      fc.property(
        roughSamples,
        fc.constantFrom(0.05, 0.25, 0.5, 0.9),
        fc.constantFrom(0, 0.01, 0.3, 5),
        (rough, level, penalty) => {
          const features = rough.features.filter((_, at) => at % rough.columns === 0)
          const sample = { ...rough, columns: 1, features }
          const model = fitQuantileRegression(features, 1, sample.numbers, { levels: [level], penalty })
          expect(model.converged).toBe(true)
          const best = bestOfLines(sample, level, penalty)
          expect(objectiveOf(planeOf(model), sample, level, penalty)).toBeLessThanOrEqual(best + 1e-6)
        },
      ),
    )
  })

  test('without features it is the quantile of the targets', () => {
    const numbers = Float64Array.of(5, 1, 4, 2, 3)
    const model = fitQuantileRegression(new Float64Array(5), 1, numbers, { levels: [0.1, 0.5, 0.7] })
    for (const [k, quantile] of [1, 3, 4].entries()) expect(model.intercepts[k]).toBeCloseTo(quantile, 6)
    expect(model.weights).toEqual([0, 0, 0])
  })

  test('a penalty holds weights at 0 exactly, and all of them when it is large', () => {
    const { features, numbers } = normalSample(23, 200, 6, 1)
    const some = fitQuantileRegression(features, 6, numbers, { penalty: 0.1 })
    expect(some.weights.map((weight) => weight !== 0)).toEqual([true, false, true, true, false, true])
    expect(fitQuantileRegression(features, 6, numbers, { penalty: 10 }).weights).toEqual(new Array(6).fill(0))
  })

  test('moves with its data: shifted and stretched targets, shifted and stretched columns, columns in another order', () => {
    const sample = normalSample(24, 100, 3, 1)
    const fitted = (features: Float64Array, numbers: Float64Array) =>
      fitQuantileRegression(features, 3, numbers, { levels: [0.25] })
    const plain = fitted(sample.features, sample.numbers)
    const moved = fitted(
      sample.features,
      sample.numbers.map((number) => 0.001 * number + 7),
    )
    const bent = fitted(
      sample.features.map((value) => 1e4 * value + 1e6),
      sample.numbers,
    )
    const turned = fitted(permuted(sample, [2, 0, 1]), sample.numbers)
    for (const [j, weight] of plain.weights.entries()) {
      expect(moved.weights[j] * 1000).toBeCloseTo(weight, 7)
      expect(bent.weights[j] * 1e4).toBeCloseTo(weight, 7)
      expect(turned.weights[[1, 2, 0][j]]).toBeCloseTo(weight, 7)
    }
    expect((moved.intercepts[0] - 7) * 1000).toBeCloseTo(plain.intercepts[0], 7)
  })

  test('a level does not depend on which others are fitted with it', () => {
    const { features, numbers } = normalSample(25, 100, 2)
    const both = fitQuantileRegression(features, 2, numbers, { levels: [0.1, 0.8] })
    const alone = fitQuantileRegression(features, 2, numbers, { levels: [0.8] })
    expect(both.weights.slice(2)).toEqual(alone.weights)
  })

  test('takes targets that do not vary, a perfect fit, equal columns, and fewer rows than columns with a penalty', () => {
    const three = Float64Array.of(1, 2, 3)
    const flat = fitQuantileRegression(three, 1, Float64Array.of(4, 4, 4))
    expect([flat.weights, flat.intercepts, flat.gap]).toEqual([[0], [4], 0])
    const perfect = fitQuantileRegression(three, 1, Float64Array.of(3, 5, 7), { levels: [0.2] })
    expect(perfect.weights[0]).toBeCloseTo(2, 9)
    expect(perfect.intercepts[0]).toBeCloseTo(1, 9)
    const equal = fitQuantileRegression(Float64Array.of(1, 1, 2, 2, 3, 3, 5, 5), 2, Float64Array.of(3, 5, 7, 11))
    expect(equal.weights[0] + equal.weights[1]).toBeCloseTo(2, 6)
    const wide = fitQuantileRegression(Float64Array.of(1, 2, 3, 4, 0, 6), 3, Float64Array.of(1, 2), { penalty: 0.01 })
    expect(wide.converged).toBe(true)
  })

  test('refuses levels that do not rise within 0 and 1, and too few rows without a penalty', () => {
    const four = Float64Array.of(1, 2, 3, 4)
    expect(() => fitQuantileRegression(four, 1, four, { levels: [0.5, 0.2] })).toThrow(
      'fitQuantileRegression: levels[1] must be a finite number above 0.5 and below 1, received 0.2.',
    )
    expect(() => fitQuantileRegression(four, 1, four, { levels: [1] })).toThrow('levels[0] must be')
    expect(() => fitQuantileRegression(four, 2, Float64Array.of(1, 2))).toThrow('the number of rows must be above 2')
  })
})

describe('predictQuantiles', () => {
  const crossed: QuantileRegression = {
    ...{ kind: 'quantile-regression', columns: 1, levels: [0.1, 0.9], weights: [1, -1], intercepts: [0, 0] },
    ...{ iterations: [1, 1], gap: 0, converged: true },
  }

  test('keeps levels that cross as fitted, or puts them in order', () => {
    expect(predictQuantiles(crossed, Float64Array.of(2, -3))).toEqual(Float64Array.of(2, -2, -3, 3))
    expect(predictQuantiles(crossed, Float64Array.of(2, -3), { crossing: 'sort' })).toEqual(
      Float64Array.of(-2, 2, -3, 3),
    )
  })
})
