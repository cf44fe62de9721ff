import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { covarianceMatrix } from '../../src/math/covariance-matrix.ts'
import { type Matrix, matrixFrom } from '../../src/math/matrix.ts'
import { effectiveBets } from '../../src/portfolio/effective-bets.ts'
import { maximumDiversification, minimumVariance } from '../../src/portfolio/minimum-variance.ts'
import { riskParity } from '../../src/portfolio/risk-parity.ts'
import { equalWeights, inverseVariance, inverseVolatility } from '../../src/portfolio/simple-weights.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { fourAssets } from './four-assets.ts'
import { covariances, factorCovariance, pullOf, reordered, sumOf } from './random-covariance.ts'

const identity = (n: number): Matrix => ({
  ...{ rows: n, columns: n, data: Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0)) },
})

describe('riskParity', () => {
  test('gives every asset its share of the variance to 1e-9, with weights above 0 that sum to 1', () => {
    fc.assert(
      fc.property(covariances, fc.nat(), (covariance, seed) => {
        const random = randomFrom(seed)
        const budgets = Array.from({ length: covariance.rows }, () => 0.05 + random.float())
        const total = budgets.reduce((all, budget) => all + budget, 0)
        const { weights } = riskParity(covariance, { budgets })
        const pull = pullOf(covariance, weights)
        const variance = weights.reduce((all, weight, i) => all + weight * pull[i], 0)
        for (const [i, weight] of weights.entries()) {
          expect(Math.abs((weight * pull[i]) / variance - budgets[i] / total)).toBeLessThan(1e-9)
          expect(weight).toBeGreaterThan(0)
        }
        expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
      }),
    )
  })

  test('needs no rank: fewer rows than assets', () => {
    const { report } = riskParity(factorCovariance(30, 20, randomFrom(7)))
    for (const share of report.riskContributions ?? []) expect(Math.abs(share - 1 / 30)).toBeLessThan(1e-9)
    expect(report.effectiveBets).toBeCloseTo(30, 6)
  })

  test('does not depend on the unit, nor on a scale of the covariance', () => {
    const scaled = { ...fourAssets, data: fourAssets.data.map((entry) => entry * 2 ** 40) }
    expect(riskParity(scaled).weights).toEqual(riskParity(fourAssets).weights)
  })

  test('refuses assets that hedge each other away', () => {
    const hedge = matrixFrom([
      [1, -1],
      [-1, 1],
    ])
    expect(() => riskParity(hedge)).toThrow('hedge each other away')
  })

  test('refuses budgets of 0 and of another number', () => {
    expect(() => riskParity(fourAssets, { budgets: [1, 1, 1, 0] })).toThrow(
      'budgets[3] must be a finite number above 0',
    )
    expect(() => riskParity(fourAssets, { budgets: [1, 1] })).toThrow('budgets.length must be 4')
  })
})

describe('minimumVariance', () => {
  test('long only, keeps the conditions of Karush, Kuhn and Tucker', () => {
    fc.assert(
      fc.property(covariances, (covariance) => {
        const { weights } = minimumVariance(covariance)
        const pull = pullOf(covariance, weights)
        const variance = weights.reduce((all, weight, i) => all + weight * pull[i], 0)
        for (const [i, weight] of weights.entries()) {
          expect(weight).toBeGreaterThanOrEqual(0)
          expect(pull[i] / variance).toBeGreaterThan(1 - 1e-8)
          if (weight > 1e-6) expect(pull[i] / variance).toBeLessThan(1 + 1e-8)
        }
        expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
      }),
    )
  })

  test('unconstrained, every asset has the same pull', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, n) => {
        const covariance = factorCovariance(n, 80, randomFrom(seed))
        const { weights } = minimumVariance(covariance, { weights: 'unconstrained' })
        const pull = pullOf(covariance, weights)
        for (const each of pull) expect(each / pull[0]).toBeCloseTo(1, 8)
        expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
      }),
    )
  })

  test('keeps bounds and caps exactly, and no weights within them do better', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 4, max: 12 }), (seed, n) => {
        const random = randomFrom(seed)
        const covariance = factorCovariance(n, 80, random)
        const min = Float64Array.from({ length: n }, () => (0.5 * random.float()) / n)
        const max = Float64Array.from({ length: n }, () => 1 / n + 0.5 * random.float() * (1 - 1 / n))
        const cap = Math.max(0.5, 2.2 / n)
        const { weights } = minimumVariance(covariance, { min, max, groups: [{ assets: [0, 2], max: cap }] })
        expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
        expect(weights[0] + weights[2]).toBeLessThanOrEqual(cap + 1e-15)
        for (const [i, weight] of weights.entries()) {
          expect(weight).toBeGreaterThanOrEqual(min[i])
          expect(weight).toBeLessThanOrEqual(max[i])
        }
        const pull = pullOf(covariance, weights)
        const variance = weights.reduce((all, weight, i) => all + weight * pull[i], 0)
        // Moving capital from one asset to another, where the limits let it, never helps.
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            const enters = (j === 0 || j === 2) && i !== 0 && i !== 2
            const room = Math.min(weights[i] - min[i], max[j] - weights[j], enters ? cap - weights[0] - weights[2] : 1)
            if (room > 1e-6) expect((pull[j] - pull[i]) / variance).toBeGreaterThan(-1e-8)
          }
        }
      }),
    )
  })

  test('takes fewer rows than assets long only, and refuses them unconstrained', () => {
    const covariance = factorCovariance(30, 20, randomFrom(7))
    expect(sumOf(minimumVariance(covariance).weights)).toBeCloseTo(1, 12)
    expect(() => minimumVariance(covariance, { weights: 'unconstrained' })).toThrow('reciprocal condition')
  })

  test('finds the least when volatilities differ ten thousandfold, where rounding of one weight is a risk of its own', () => {
    for (let seed = 0; seed < 50; seed++) {
      const random = randomFrom(seed, 'wide')
      const market = Float64Array.from({ length: 60 }, () => random.normal())
      const covariance = covarianceMatrix(
        Array.from({ length: 12 }, () => {
          const [size, pull] = [10 ** (-4 * random.float()), random.float()]
          return market.map((value) => size * (pull * value + random.normal()))
        }),
      )
      const { weights } = minimumVariance(covariance)
      const pull = pullOf(covariance, weights)
      const variance = weights.reduce((all, weight, i) => all + weight * pull[i], 0)
      expect(Math.min(...pull) / variance).toBeGreaterThan(1 - 1e-8)
      expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
    }
  })

  test('does not depend on a scale of the covariance, nor on the order of the assets', () => {
    const scaled = { ...fourAssets, data: fourAssets.data.map((entry) => entry * 2 ** 40) }
    expect(minimumVariance(scaled).weights).toEqual(minimumVariance(fourAssets).weights)
    const order = [2, 0, 3, 1]
    for (const rule of [minimumVariance, riskParity, maximumDiversification]) {
      const plain = rule(fourAssets).weights
      const other = rule(reordered(fourAssets, order)).weights
      for (const [k, i] of order.entries()) expect(other[k]).toBeCloseTo(plain[i], 12)
    }
  })

  test('takes limits that leave one choice, and fixed weights', () => {
    expect(minimumVariance(fourAssets, { max: 0.25 }).weights).toEqual(Float64Array.of(0.25, 0.25, 0.25, 0.25))
    const { weights } = minimumVariance(fourAssets, { min: [0, 0.2, 0, 0], max: [1, 0.2, 1, 1] })
    expect(weights[1]).toBe(0.2)
    expect(sumOf(weights)).toBeCloseTo(1, 12)
  })

  test('refuses limits beside unconstrained weights', () => {
    expect(() => minimumVariance(fourAssets, { weights: 'unconstrained', max: 0.5 })).toThrow('max must be left out')
  })
})

describe('maximumDiversification', () => {
  test('every asset it holds has the same correlation with it, and none has a smaller one', () => {
    fc.assert(
      fc.property(covariances, (covariance) => {
        const { weights, report } = maximumDiversification(covariance)
        const pull = pullOf(covariance, weights)
        const n = covariance.rows
        const ratio = report.diversificationRatio ?? Number.NaN
        for (const [i, weight] of weights.entries()) {
          const correlation = pull[i] / (Math.sqrt(covariance.data[i * (n + 1)]) * report.volatility)
          expect(correlation * ratio).toBeGreaterThan(1 - 1e-7)
          if (weight * Math.sqrt(covariance.data[i * (n + 1)]) > 1e-4 * report.volatility) {
            expect(correlation * ratio).toBeLessThan(1 + 1e-7)
          }
        }
        expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
      }),
    )
  })

  test('unconstrained, beats the long only one', () => {
    const covariance = factorCovariance(8, 80, randomFrom(3))
    const long = maximumDiversification(covariance).report.diversificationRatio ?? 0
    const free = maximumDiversification(covariance, { weights: 'unconstrained' }).report.diversificationRatio ?? 0
    expect(free).toBeGreaterThanOrEqual(long)
    expect(long).toBeGreaterThan(1)
  })
})

describe('simple rules', () => {
  test('sum to 1 and keep bounds and caps exactly', () => {
    fc.assert(
      fc.property(
        covariances,
        fc.constantFrom(equalWeights, inverseVariance, inverseVolatility),
        (covariance, rule) => {
          const n = covariance.rows
          const max = Math.min(1, 1.3 / n)
          const { weights } = rule(covariance, { max, min: 0.5 / n })
          expect(Math.abs(sumOf(weights) - 1)).toBeLessThan(1e-12)
          expect(Math.max(...weights)).toBeLessThanOrEqual(max)
          expect(Math.min(...weights)).toBeGreaterThanOrEqual(0.5 / n)
        },
      ),
    )
  })

  test('give what a full group leaves to the others, in proportion', () => {
    const covariance = matrixFrom([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 4, 0],
      [0, 0, 0, 4],
    ])
    // Inverse variances 1, 1, 1/4, 1/4; the first two are cut to 0.5 together and the others share the rest.
    const { weights } = inverseVariance(covariance, { groups: [{ assets: [0, 1], max: 0.5 }] })
    for (const weight of weights) expect(weight).toBeCloseTo(0.25, 15)
  })
})

describe('report', () => {
  test('contributions sum to 1, and weights alike of independent assets are n bets', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (n) => {
        const { report } = equalWeights(identity(n), { bets: 'pca' })
        expect(report.effectiveBets).toBeCloseTo(n, 9)
        expect(report.effectiveAssets).toBeCloseTo(n, 12)
        expect(report.concentration).toBeCloseTo(1 / n, 12)
        expect(report.diversificationRatio).toBeCloseTo(Math.sqrt(n), 12)
        expect(report.riskContributions?.reduce((all, share) => all + share, 0)).toBeCloseTo(1, 12)
        expect(report.turnover).toBeNull()
      }),
    )
  })

  test('turnover is the share that changes hands', () => {
    const { report } = equalWeights(identity(2), { previous: Float64Array.of(1, 0) })
    expect(report.turnover).toBe(0.5)
  })

  test('bets are null when an asset hedges', () => {
    const covariance = matrixFrom([
      [1, 1.5],
      [1.5, 4],
    ])
    const { report } = minimumVariance(covariance, { weights: 'unconstrained' })
    expect(report.effectiveBets).toBeNull()
    expect(report.riskContributions?.[1]).toBeCloseTo(-0.25, 12)
  })

  test('principal axes see that twins are one bet', () => {
    const twins = matrixFrom([
      [1, 0.999999],
      [0.999999, 1],
    ])
    expect(equalWeights(twins).report.effectiveBets).toBeCloseTo(2, 12)
    expect(equalWeights(twins, { bets: 'pca' }).report.effectiveBets).toBeCloseTo(1, 4)
    expect(effectiveBets(Float64Array.of(0.5, 0.5), twins)).toBeCloseTo(1, 4)
    expect(effectiveBets(Float64Array.of(0, 0), twins)).toBeNaN()
  })
})
