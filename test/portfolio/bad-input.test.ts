import { describe, expect, test } from 'vitest'
import { matrixFrom } from '../../src/math/matrix.ts'
import { herc } from '../../src/portfolio/herc.ts'
import { hrp } from '../../src/portfolio/hrp.ts'
import { kelly, kellyBinary, kellyEmpirical, kellyGaussian } from '../../src/portfolio/kelly.ts'
import { drawdownScale, kellyFraction } from '../../src/portfolio/kelly-drawdown.ts'
import type { Limits } from '../../src/portfolio/limits.ts'
import { maximumDiversification, minimumVariance } from '../../src/portfolio/minimum-variance.ts'
import { nco } from '../../src/portfolio/nco.ts'
import { riskParity } from '../../src/portfolio/risk-parity.ts'
import { equalWeights, inverseVariance, inverseVolatility } from '../../src/portfolio/simple-weights.ts'
import { volatilityTarget } from '../../src/portfolio/volatility-target.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { fourAssets } from './four-assets.ts'
import { factorCovariance } from './random-covariance.ts'

const RULES = {
  ...{ hrp, riskParity, minimumVariance, maximumDiversification, equalWeights, inverseVariance, inverseVolatility },
  herc: (table: Parameters<typeof hrp>[0], options: object = {}) => herc(table, { clusters: 1, ...options }),
  nco: (table: Parameters<typeof hrp>[0], options: object = {}) => nco(table, { clusters: 1, ...options }),
}

describe.each(Object.entries(RULES))('%s', (_, rule) => {
  test('gives one asset everything', () => {
    const { weights, report } = rule(matrixFrom([[0.04]]))
    expect(weights).toEqual(Float64Array.of(1))
    expect(report.volatility).toBeCloseTo(0.2, 15)
    expect(report.riskContributions).toEqual(Float64Array.of(1))
  })

  test('takes a singular covariance: two assets that are one', () => {
    const twins = matrixFrom([
      [0.04, 0.04],
      [0.04, 0.04],
    ])
    const { weights } = rule(twins)
    expect(weights[0] + weights[1]).toBeCloseTo(1, 12)
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
  })

  test('takes fewer rows than assets', () => {
    const { weights } = rule(factorCovariance(12, 8, randomFrom(3)))
    expect(weights.reduce((all, weight) => all + weight, 0)).toBeCloseTo(1, 12)
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
  })

  test('gives the same weights in units so small or large that squares leave the range of numbers', () => {
    const covariance = factorCovariance(8, 60, randomFrom(26))
    const plain = rule(covariance).weights
    for (const unit of [2 ** -930, 2 ** -500, 2 ** 500, 2 ** 930]) {
      const { weights } = rule({ ...covariance, data: covariance.data.map((entry) => entry * unit) })
      for (const [i, weight] of weights.entries()) expect(weight).toBeCloseTo(plain[i], 12)
    }
  })

  test('refuses an indefinite covariance and says how to mend it', () => {
    const table = matrixFrom([
      [1, 0.9, 0],
      [0.9, 1, 0.9],
      [0, 0.9, 1],
    ])
    expect(() => rule(table)).toThrow('Mend it with repairCovariance')
  })

  test('refuses NaN, a table that is not square or not symmetric, and an asset that never moves', () => {
    expect(() => rule(matrixFrom([[Number.NaN]]))).toThrow('must be finite')
    expect(() => rule(matrixFrom([[1, 0]]))).toThrow('the number of its rows')
    const skew = matrixFrom([
      [1, 0.5],
      [0, 1],
    ])
    expect(() => rule(skew)).toThrow('its mirror image')
    const still = matrixFrom([
      [1, 0],
      [0, 0],
    ])
    expect(() => rule(still)).toThrow('the variance of asset 1 must be above 0')
  })

  test('refuses unknown options, and previous weights of another length', () => {
    expect(() => rule(fourAssets, { previos: Float64Array.of(1) } as object)).toThrow('Did you mean "previous"?')
    expect(() => rule(fourAssets, { previous: Float64Array.of(1) })).toThrow('previous.length must be 4')
    expect(() => rule(fourAssets, { bets: 'all' } as object)).toThrow('bets must be one of')
  })
})

describe.each(Object.entries(RULES))('limits of %s', (_, rule) => {
  test.each<[string, Limits]>([
    ['the sum of min must be at most 1', { min: 0.3 }],
    ['the sum of max, within the groups must be at least 1', { max: 0.2 }],
    ['the sum of max, within the groups must be at least 1', { groups: [{ assets: [0, 1, 2, 3], max: 0.9 }] }],
    ['max[0] must be a finite number of at least 0.3', { min: [0.3, 0, 0, 0], max: 0.25 }],
    ['min.length must be 4', { min: [0.1] }],
    ['min[0] must be a finite number of at least 0', { min: -0.1 }],
    [
      'in one group only',
      {
        groups: [
          { assets: [0, 1], max: 0.5 },
          { assets: [1], max: 0.5 },
        ],
      },
    ],
    ['groups[0].max must be at least 0.2', { min: 0.2, groups: [{ assets: [0], max: 0.1 }] }],
    ['an asset of groups[0] must be an integer', { groups: [{ assets: [4], max: 0.5 }] }],
  ])('refused: %s', (message, limits) => {
    expect(() => rule(fourAssets, limits)).toThrow(message)
  })

  test('that leave one choice give it', () => {
    for (const weight of rule(fourAssets, { max: 0.25 }).weights) expect(weight).toBeCloseTo(0.25, 15)
    for (const weight of rule(fourAssets, { min: 0.25 }).weights) expect(weight).toBeCloseTo(0.25, 15)
  })

  test('hold for assets that hedge each other away, or are refused as such', () => {
    const hedge = matrixFrom([
      [1, -1, 0],
      [-1, 1, 0],
      [0, 0, 1],
    ])
    let weights: Float64Array | undefined
    let code: unknown
    try {
      weights = rule(hedge, { max: 0.4 }).weights
    } catch (error) {
      code = (error as { code: unknown }).code
    }
    if (weights === undefined) expect(['singular-matrix', 'no-convergence']).toContain(code)
    else expect(Math.max(...weights)).toBeLessThanOrEqual(0.4)
  })
})

describe('clusters', () => {
  test('are from 1 to the number of assets', () => {
    expect(() => herc(fourAssets, { clusters: 0 })).toThrow(
      'clusters must be an integer of at least 1 and of at most 4',
    )
    expect(() => nco(fourAssets, { clusters: 5 })).toThrow('clusters must be')
  })

  test('that hedge themselves away are refused by nco, whose weights among them would be rounding', () => {
    const hedge = matrixFrom([
      [1, -1, 0],
      [-1, 1, 0],
      [0, 0, 1],
    ])
    expect(() => nco(hedge, { clusters: 1 })).toThrow('the least variance of the cluster of asset')
    expect(hrp(hedge).weights.length).toBe(3)
  })
})

describe('Kelly', () => {
  test('binary: 0.2 for 60 % at even money, and a partial loss raises it', () => {
    expect(kellyBinary({ probability: 0.6, gain: 1 })).toBeCloseTo(0.2, 15)
    expect(kellyBinary({ probability: 0.6, gain: 1, loss: 0.5 })).toBeCloseTo(0.8, 15)
    expect(kellyBinary({ probability: 0.4, gain: 1 })).toBeCloseTo(-0.2, 15)
  })

  test('empirical: the same for outcomes that were seen as often', () => {
    expect(kellyEmpirical(Float64Array.of(1, 1, 1, -1, -1))).toBeCloseTo(0.2, 12)
    expect(kellyEmpirical(Float64Array.of(1, 1, 1, -0.5, -0.5))).toBeCloseTo(0.8, 12)
    expect(kellyEmpirical(Float64Array.of(1, 1, 1, -1, -1), { fraction: 0.25 })).toBeCloseTo(0.05, 12)
    expect(kellyEmpirical(Float64Array.of(-0.1, 0.05))).toBe(0)
    expect(kellyEmpirical(Float64Array.of(0.1, 0.05))).toBe(Number.POSITIVE_INFINITY)
  })

  test('of many assets: mean over variance when they are independent, its growth half the squared Sharpe ratios', () => {
    const table = matrixFrom([
      [0.04, 0],
      [0, 0.09],
    ])
    const { stakes, cash, growth } = kelly(Float64Array.of(0.02, 0.09), table)
    expect(stakes[0]).toBeCloseTo(kellyGaussian(0.02, 0.04), 12)
    expect(stakes[1]).toBeCloseTo(kellyGaussian(0.09, 0.09), 12)
    expect(cash).toBeCloseTo(-0.5, 12)
    expect(growth).toBeCloseTo((0.01 + 0.09) / 2, 12)
    const half = kelly(Float64Array.of(0.02, 0.09), table, { fraction: 0.5 })
    expect(half.growth / growth).toBeCloseTo(0.75, 12)
  })

  test('the fraction for a drawdown: full Kelly falls to x with probability x, half Kelly with its cube', () => {
    expect(kellyFraction({ loss: 0.75, probability: 0.25 })).toBeCloseTo(1, 15)
    expect(kellyFraction({ loss: 0.75, probability: 0.25 ** 3 })).toBeCloseTo(0.5, 15)
    expect(() => kellyFraction({ loss: 1, probability: 0.1 })).toThrow('loss')
  })

  test('in a drawdown, stakes fall to 0 at the limit', () => {
    expect([0, 0.2, 0.5].map((drawdown) => drawdownScale(drawdown, 0.2))).toEqual([1, 0, 0])
    expect(drawdownScale(0.1, 0.2)).toBeCloseTo(5 / 9, 15)
    expect(() => drawdownScale(-0.1, 0.2)).toThrow('drawdown must be')
  })

  test('refuses what is no bet', () => {
    expect(() => kellyBinary({ probability: 1.1, gain: 1 })).toThrow('probability')
    expect(() => kellyGaussian(0.1, 0)).toThrow('variance must be a finite number above 0')
    expect(() => kellyGaussian(0.1, 1, { fraction: 2 })).toThrow('Above 1 grows slower and risks more')
    expect(() => kellyEmpirical(new Float64Array(0))).toThrow('returns.length')
    expect(() => kellyEmpirical(Float64Array.of(Number.NaN))).toThrow('finite')
    const twins = matrixFrom([
      [1, 1],
      [1, 1],
    ])
    expect(() => kelly(Float64Array.of(0.1, 0.1), twins)).toThrow('reciprocal condition')
  })
})

describe('volatilityTarget', () => {
  test('reaches the target, or says what it reaches without borrowing', () => {
    const weights = Float64Array.of(0.25, 0.25, 0.25, 0.25)
    const low = volatilityTarget(weights, fourAssets, { target: 0.05, periodsPerYear: 1 })
    expect(low.volatility).toBeCloseTo(0.05, 15)
    expect(low.cash).toBeCloseTo(1 - low.scale, 15)
    const high = volatilityTarget(weights, fourAssets, { target: 9, periodsPerYear: 1 })
    expect(high.scale).toBe(1)
    expect(high.weights).toEqual(weights)
    const daily = volatilityTarget(weights, fourAssets, { target: 0.05, periodsPerYear: 252 })
    expect(daily.scale * Math.sqrt(252)).toBeCloseTo(low.scale, 12)
  })

  test('refuses a portfolio without risk', () => {
    const options = { target: 0.1, periodsPerYear: 252 }
    expect(() => volatilityTarget(new Float64Array(4), fourAssets, options)).toThrow('above 0')
  })
})
