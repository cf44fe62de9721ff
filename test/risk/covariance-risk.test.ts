import { describe, expect, test } from 'vitest'
import { matrixFrom } from '../../src/math/matrix.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { covarianceRisk } from '../../src/risk/covariance-risk.ts'
import { simulatedRisk } from '../../src/risk/simulated-risk.ts'
import { tailRisk } from '../../src/risk/tail-risk.ts'
import { weightedReturns } from '../../src/risk/weighted-returns.ts'
import { drawPanel, threeAssets } from './panel.ts'

const weights = Float64Array.of(0.5, 0.25, 0.25)

describe('covarianceRisk', () => {
  test('is the gaussian loss of the portfolio column, given its covariance and means', () => {
    const returns = drawPanel(3, 200, 7)
    const mean = (column: Float64Array) => column.reduce((all, each) => all + each, 0) / column.length
    const means = Float64Array.from(returns, mean)
    const covariance = matrixFrom(
      returns.map((x, i) =>
        returns.map((y, j) => x.reduce((all, each, t) => all + (each - means[i]) * (y[t] - means[j]), 0) / 199),
      ),
    )
    const of = tailRisk(weightedReturns(weights, returns), { method: 'gaussian', confidence: 0.99 })
    const direct = covarianceRisk(weights, covariance, { means, confidence: 0.99 })
    expect(direct.valueAtRisk).toBeCloseTo(of.valueAtRisk, 12)
    expect(direct.expectedShortfall).toBeCloseTo(of.expectedShortfall, 12)
  })

  test('grows with the root of the horizon once independence is assumed', () => {
    const one = covarianceRisk(weights, threeAssets).valueAtRisk
    const four = covarianceRisk(weights, threeAssets, { horizon: 4, scaling: 'independent' })
    expect(four.valueAtRisk).toBeCloseTo(2 * one, 14)
    expect(() => covarianceRisk(weights, threeAssets, { horizon: 4 })).toThrow(/say it/)
    expect(() => covarianceRisk(weights, threeAssets, { horizon: 4, freedom: 5, scaling: 'independent' })).toThrow(
      /simulatedRisk/,
    )
  })

  test('without variance is what the means lose, and refuses an impossible covariance', () => {
    const twins = matrixFrom([
      [0.04, 0.04],
      [0.04, 0.04],
    ])
    expect(covarianceRisk(Float64Array.of(1, -1), twins)).toEqual({ valueAtRisk: 0, expectedShortfall: 0 })
    expect(covarianceRisk(Float64Array.of(0, 0), twins)).toEqual({ valueAtRisk: 0, expectedShortfall: 0 })
    const means = Float64Array.of(0.25, 0.5)
    const certain = covarianceRisk(Float64Array.of(1, -1), twins, { means, horizon: 2, scaling: 'independent' })
    expect(certain).toEqual({ valueAtRisk: 0.5, expectedShortfall: 0.5 })
    const broken = matrixFrom([
      [1, 2],
      [2, 1],
    ])
    expect(() => covarianceRisk(Float64Array.of(1, -1), broken)).toThrow(/variance of these weights/)
  })

  test('takes one asset', () => {
    expect(covarianceRisk(Float64Array.of(1), matrixFrom([[1]])).valueAtRisk).toBeCloseTo(1.6448536269514722, 14)
  })
})

describe('simulatedRisk', () => {
  // Standard error of a simulated 95 % quantile: sqrt(0.05 * 0.95 / draws) / density, 0.0106 deviations at 40000 draws.
  const deviation = covarianceRisk(weights, threeAssets).valueAtRisk / 1.6448536269514722

  test('comes to the exact losses of a normal and of a t law', () => {
    for (const freedom of [undefined, 5]) {
      const law = freedom === undefined ? {} : { freedom }
      const exact = covarianceRisk(weights, threeAssets, law)
      const drawn = simulatedRisk(weights, threeAssets, { ...law, random: randomFrom(1), draws: 40_000 })
      expect(Math.abs(drawn.valueAtRisk - exact.valueAtRisk)).toBeLessThan(0.04 * deviation)
      expect(Math.abs(drawn.expectedShortfall - exact.expectedShortfall)).toBeLessThan(0.08 * deviation)
    }
  })

  test('compounds what is held, with means', () => {
    const means = Float64Array.of(0.01, 0.01, 0.01)
    const tiny = matrixFrom([0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? 1e-12 : 0))))
    const { valueAtRisk } = simulatedRisk(weights, tiny, { random: randomFrom(1), draws: 100, means, horizon: 10 })
    expect(valueAtRisk).toBeCloseTo(1 - 1.01 ** 10, 4)
  })

  test('values what a line cannot', () => {
    const stopped = simulatedRisk(weights, threeAssets, {
      random: randomFrom(1),
      profit: (returns) =>
        Math.max(
          -0.01,
          weights.reduce((all, weight, i) => all + weight * returns[i], 0),
        ),
    })
    expect(stopped).toEqual({ valueAtRisk: 0.01, expectedShortfall: 0.01 })
  })

  test('is the same for the same seed, and no loss is larger than all', () => {
    const draw = (seed: number) => simulatedRisk(weights, threeAssets, { random: randomFrom(seed), draws: 500 })
    expect(draw(3)).toEqual(draw(3))
    expect(draw(3)).not.toEqual(draw(4))
    const wild = matrixFrom([[9]])
    expect(simulatedRisk(Float64Array.of(1), wild, { random: randomFrom(1) }).valueAtRisk).toBe(1)
  })

  test('refuses a singular covariance and a stream that is none', () => {
    const twins = matrixFrom([
      [1, 1],
      [1, 1],
    ])
    expect(() => simulatedRisk(Float64Array.of(1, 1), twins, { random: randomFrom(1) })).toThrow(/positive definite/)
    const wrong = { random: Math } as never
    expect(() => simulatedRisk(weights, threeAssets, wrong)).toThrow(/randomFrom/)
    const given = { random: randomFrom(1), profit: () => Number.NaN }
    expect(() => simulatedRisk(weights, threeAssets, given)).toThrow(/^simulatedRisk: profits\[0\] must be finite/)
    expect(() => simulatedRisk(weights, threeAssets, { ...given, profit: 1 as never })).toThrow(/function of returns/)
  })
})
