import fc from 'fast-check'
import SVM from 'libsvm-js/asm.js'
import { describe, expect, test } from 'vitest'
import { descendDual } from '../../src/learning/dual-descent.ts'
import {
  fitLinearSvc,
  type LinearSvc,
  type LinearSvcOptions,
  predictLinearSvc,
  scoreLinearSvc,
} from '../../src/learning/linear-svc.ts'
import { Scratch } from '../../src/learning/scratch.ts'
import { solveInside } from '../../src/learning/svc-interior.ts'
import type { SvcProblem } from '../../src/learning/svc-problem.ts'
import { asRows, normalSample, roughSamples, type Sample } from './data.ts'

const EVERY: readonly LinearSvcOptions[] = [
  { loss: 'hinge' },
  { loss: 'squared-hinge' },
  { loss: 'squared-hinge', penalty: 'l1' },
]

/** What the fit minimises, written down once more: two classes, all rows at one cost. */
function objectiveOf(model: LinearSvc, { features, classes }: Sample, options: LinearSvcOptions, move?: Float64Array) {
  const { cost = 1, loss = 'squared-hinge', penalty = 'l2' } = options
  const all = [...model.weights, model.intercepts[0]].map((weight, j) => weight + (move?.[j] ?? 0))
  const size = all.reduce((sum, weight) => sum + (penalty === 'l1' ? Math.abs(weight) : (weight * weight) / 2), 0)
  return asRows({ features, columns: model.columns }).reduce((sum, row, i) => {
    const score = row.reduce((total, value, j) => total + all[j] * value, all[model.columns])
    const missing = Math.max(0, 1 - (classes[i] === 1 ? score : -score))
    return sum + cost * (loss === 'hinge' ? missing : missing * missing)
  }, size)
}

function problemOf({ rows, columns, features, classes }: Sample, cost: number): SvcProblem {
  return {
    ...{ features, columns, loss: 'hinge', penalty: 'l2', constant: 1 },
    signs: classes.map((value) => (value === 1 ? 1 : -1)),
    costs: new Float64Array(rows).fill(cost),
    multipliers: new Float64Array(rows),
    weights: new Float64Array(columns + 1),
  }
}

describe('fitLinearSvc', () => {
  const pair = Float64Array.of(-1, 1)
  const one = (options: LinearSvcOptions) => fitLinearSvc(pair, 1, pair, { tolerance: 1e-12, ...options }).weights[0]

  test('has the weights that two rows at -1 and 1 give by hand', () => {
    // Both multipliers stand at C below C = 1/2, above it the margin is met: w = min(2 C, 1).
    expect(one({ loss: 'hinge', cost: 0.1 })).toBeCloseTo(0.2, 12)
    expect(one({ loss: 'hinge', cost: 1000 })).toBeCloseTo(1, 12)
    // w^2 / 2 + 2 C (1 - w)^2 is least at 4 C / (1 + 4 C).
    expect(one({ cost: 1 })).toBeCloseTo(0.8, 9)
    // |w| + 2 C (1 - w)^2 is least at 1 - 1 / (4 C), or at 0.
    expect(one({ penalty: 'l1', cost: 1 })).toBeCloseTo(0.75, 9)
    expect(one({ penalty: 'l1', cost: 0.2 })).toBe(0)
  })

  test('has the intercept that its penalty allows: 2 C B^2 / (1 + 6 C B^2) for two rows up and one down', () => {
    const fitted = (interceptScale: number) =>
      fitLinearSvc(new Float64Array(3), 1, Float64Array.of(1, 1, -1), { interceptScale, tolerance: 1e-12 })
    expect(fitted(1).intercepts[0]).toBeCloseTo(2 / 7, 7)
    expect(fitted(10).intercepts[0]).toBeCloseTo(200 / 601, 7)
    expect(fitted(0).intercepts[0]).toBe(0)
  })

  test('balanced classes cost C n / (k n_c), as rows given that often would', () => {
    const features = Float64Array.of(-1, 0.5, 2, 3, 0.2, 1)
    const targets = Float64Array.of(-1, 1, 1, 1, -1, 1)
    // n / (2 n_c) is 1.5 and 0.75, twice as much for the rare class: the same as to give its rows twice.
    const balanced = fitLinearSvc(features, 1, targets, { balance: 'balanced', cost: 4, tolerance: 1e-12 })
    const twice = fitLinearSvc(Float64Array.of(...features, -1, 0.2), 1, Float64Array.of(...targets, -1, -1), {
      cost: 3,
      tolerance: 1e-12,
    })
    expect(balanced.weights[0]).toBeCloseTo(twice.weights[0], 6)
    expect(balanced.intercepts[0]).toBeCloseTo(twice.intercepts[0], 6)
  })

  test('finds the weights of libsvm where both solve the same problem: mirrored rows need no intercept', () => {
    const half = normalSample(3, 60, 4, 2)
    const features = Float64Array.of(...half.features, ...half.features.map((value) => -value))
    const targets = Float64Array.of(...half.classes.map((v) => 2 * v - 1), ...half.classes.map((v) => 1 - 2 * v))
    const sample = { rows: 120, columns: 4, features, numbers: targets, classes: targets.map((v) => (v === 1 ? 1 : 0)) }
    for (const cost of [0.01, 0.1, 1, 100]) {
      const options: LinearSvcOptions = { loss: 'hinge', cost, interceptScale: 0, iterations: 1 }
      const ours = fitLinearSvc(features, 4, targets, options)
      const { weights } = libsvm(asRows({ features, columns: 4 }), Array.from(targets), cost)
      expect(ours.converged).toBe(true)
      const objective = objectiveOf(ours, sample, options)
      // libsvm keeps products of rows in single precision, which shows at a high cost; it never gets below ours.
      expect(objective).toBeLessThanOrEqual(objectiveOf({ ...ours, weights }, sample, options) + 1e-12 * objective)
      for (const [j, weight] of ours.weights.entries()) expect(weight).toBeCloseTo(weights[j], cost > 1 ? 3 : 6)
    }
  })

  test('comes as near to libsvm with its free intercept as a large intercept scale says', () => {
    const { features, classes } = normalSample(5, 100, 3, 1)
    const targets = classes.map((value) => 2 * value - 1)
    const ours = fitLinearSvc(features, 3, targets, { loss: 'hinge', interceptScale: 1000, tolerance: 1e-10 })
    const { weights, intercept } = libsvm(asRows({ features, columns: 3 }), Array.from(targets), 1)
    for (const [j, weight] of ours.weights.entries()) expect(weight).toBeCloseTo(weights[j], 4)
    expect(ours.intercepts[0]).toBeCloseTo(intercept, 4)
  })

  test('reaches a gap within the tolerance at every cost, and nothing nearby is better than the gap allows', () => {
    fc.assert(
      fc.property(
        roughSamples,
        fc.integer({ min: -3, max: 3 }),
        fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
        (sample, power, moves) => {
          for (const options of EVERY.map((each) => ({ ...each, cost: 10 ** power }))) {
            const model = fitLinearSvc(sample.features, sample.columns, sample.classes, options)
            expect(model.converged).toBe(true)
            const best = objectiveOf(model, sample, options)
            for (const size of [1e-4, 0.01, 1]) {
              const move = Float64Array.from({ length: sample.columns + 1 }, () => size * moves.next().value)
              expect(objectiveOf(model, sample, options, move)).toBeGreaterThanOrEqual(best * (1 - model.gap - 1e-14))
            }
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('both solvers meet the conditions of Karush, Kuhn and Tucker', () => {
    const sample = normalSample(8, 80, 3, 1)
    const cost = 0.05
    for (const solve of ['descent', 'inside']) {
      const problem = problemOf(sample, cost)
      if (solve === 'inside') solveInside(problem, new Scratch())
      else descendDual(problem, { tolerance: 1e-13, iterations: 20_000, random: undefined }, new Scratch())
      const { multipliers, signs, weights } = problem
      for (let j = 0; j <= 3; j++) {
        const mixed = multipliers.reduce(
          (sum, d, i) => sum + d * signs[i] * (j < 3 ? sample.features[3 * i + j] : 1),
          0,
        )
        expect(mixed).toBeCloseTo(weights[j], 9)
      }
      for (const [i, d] of multipliers.entries()) {
        const row = sample.features.subarray(3 * i, 3 * i + 3)
        const margin = signs[i] * row.reduce((sum, value, j) => sum + value * weights[j], weights[3])
        expect(d).toBeGreaterThanOrEqual(0)
        expect(d).toBeLessThanOrEqual(cost)
        if (margin > 1 + 1e-4) expect(d).toBeLessThan(1e-6)
        if (margin < 1 - 1e-4) expect(d).toBeGreaterThan(cost - 1e-6)
      }
    }
  })

  test('coordinate descent and the interior point method end at the same weights', () => {
    const { features, classes } = normalSample(9, 200, 5, 2)
    for (const options of EVERY) {
      const shared = { ...options, cost: 0.3, tolerance: 1e-12 }
      const inside = fitLinearSvc(features, 5, classes, { ...shared, iterations: 1, tolerance: 1e-9 })
      const descent = fitLinearSvc(features, 5, classes, { ...shared, iterations: 50_000, fallback: 'none', seed: 1 })
      expect([inside.solvers, descent.solvers, descent.converged]).toEqual([['interior-point'], ['descent'], true])
      for (const [j, weight] of inside.weights.entries()) expect(weight).toBeCloseTo(descent.weights[j], 5)
    }
  })

  test('says that it is not done when the passes run out and no fallback is wanted', () => {
    const { features, classes } = normalSample(4, 200, 5, 3)
    const model = fitLinearSvc(features, 5, classes, { cost: 1000, iterations: 3, fallback: 'none' })
    expect([model.converged, model.iterations, model.solvers]).toEqual([false, [3], ['descent']])
    expect(model.gap).toBeGreaterThan(0.1)
  })

  test('an l1 penalty leaves out columns that say nothing, exactly', () => {
    const { features, classes, numbers } = normalSample(6, 300, 6, 0.5)
    const model = fitLinearSvc(features, 6, classes, { penalty: 'l1', cost: 0.03 })
    // Columns 1 and 4 do not enter the targets.
    expect([model.weights[1], model.weights[4]]).toEqual([0, 0])
    expect(model.weights.filter((weight) => weight !== 0).length).toBe(4)
    expect(numbers.length).toBe(300)
  })

  test('sets each of three classes against the rest', () => {
    const { features, numbers } = normalSample(7, 150, 3)
    const targets = numbers.map((number) => (number > 1 ? 1 : number < -1 ? -1 : 0))
    const model = fitLinearSvc(features, 3, targets)
    expect(model.classes).toEqual([-1, 0, 1])
    for (const [k, value] of model.classes.entries()) {
      const alone = fitLinearSvc(
        features,
        3,
        targets.map((target) => (target === value ? 1 : 0)),
      )
      expect(model.weights.slice(3 * k, 3 * k + 3)).toEqual(alone.weights)
    }
    const scores = scoreLinearSvc(model, features)
    const predicted = predictLinearSvc(model, features)
    for (const [row, target] of predicted.entries()) {
      const own = scores[3 * row + model.classes.indexOf(target)]
      expect(Math.max(...scores.subarray(3 * row, 3 * row + 3))).toBe(own)
    }
  })

  test('gives the smallest class of equal scores', () => {
    const model: LinearSvc = {
      ...{ kind: 'linear-svc', columns: 1, classes: [-1, 0, 1], weights: [0, 0, 0], intercepts: [0, 1, 1] },
      ...{ iterations: [1, 1, 1], solvers: ['descent', 'descent', 'descent'], gap: 0, converged: true },
    }
    expect(predictLinearSvc(model, Float64Array.of(5))).toEqual(Float64Array.of(0))
  })

  test('a seed chooses the order of rows: the same seed the same bits, another seed the same optimum', () => {
    const { features, classes } = normalSample(2, 100, 4)
    const fitted = (seed: number) => fitLinearSvc(features, 4, classes, { cost: 0.01, seed, tolerance: 1e-13 })
    expect(fitted(1)).toEqual(fitted(1))
    expect(fitted(1).weights).not.toEqual(fitted(2).weights)
    for (const [j, weight] of fitted(1).weights.entries()) expect(weight).toBeCloseTo(fitted(2).weights[j], 5)
  })

  test('refuses what cannot be told apart, and options that do not go together', () => {
    const four = Float64Array.of(1, 2, 3, 4)
    expect(() => fitLinearSvc(four, 1, new Float64Array(4))).toThrow(
      'fitLinearSvc: the number of classes among the targets must be at least 2 and at most 32, received 1.',
    )
    expect(() =>
      fitLinearSvc(
        new Float64Array(33),
        1,
        Float64Array.from({ length: 33 }, (_, i) => i),
      ),
    ).toThrow('Cut the targets into classes first.')
    expect(() => fitLinearSvc(four, 1, Float64Array.of(0, 1, 0, 1), { penalty: 'l1', loss: 'hinge' })).toThrow(
      `fitLinearSvc: loss must be 'squared-hinge' with an l1 penalty, received "hinge".`,
    )
    expect(() => fitLinearSvc(four, 1, Float64Array.of(0, 1, 0, 1), { cost: 0 })).toThrow(
      'cost must be a finite number above 0',
    )
  })
})

/** Weights and intercept from the text of a model of libsvm. */
function libsvm(samples: number[][], labels: number[], cost: number): { weights: number[]; intercept: number } {
  const svm = new SVM({
    ...{ type: SVM.SVM_TYPES.C_SVC, kernel: SVM.KERNEL_TYPES.LINEAR, cost, tolerance: 1e-9, quiet: true },
  })
  svm.train(samples, labels)
  const [head, body] = svm.serializeModel().split('\nSV\n')
  const weights = new Array<number>(samples[0].length).fill(0)
  // The text rounds features to eight digits, so they are taken from where they came.
  for (const [place, line] of body.trim().split('\n').entries()) {
    const pull = Number(line.split(' ')[0])
    for (const [j, value] of samples[svm.getSVIndices()[place]].entries()) weights[j] += pull * value
  }
  // libsvm calls the label it meets first the positive one.
  const sign = /^label 1 /m.test(head) ? 1 : -1
  const rho = Number(/^rho (\S+)$/m.exec(head)?.[1])
  return { weights: weights.map((weight) => sign * weight), intercept: -sign * rho }
}
