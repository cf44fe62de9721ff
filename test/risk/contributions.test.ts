import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { covarianceMatrix } from '../../src/math/covariance-matrix.ts'
import { normalPdf } from '../../src/math/normal.ts'
import { type Contributions, covarianceContributions, historicalContributions } from '../../src/risk/contributions.ts'
import { covarianceRisk } from '../../src/risk/covariance-risk.ts'
import { tailRisk } from '../../src/risk/tail-risk.ts'
import { weightedReturns } from '../../src/risk/weighted-returns.ts'
import { drawPanel, threeAssets } from './panel.ts'

const both = ['valueAtRisk', 'expectedShortfall'] as const
const longOnly = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 })
const sumOf = (column: Float64Array) => column.reduce((all, each) => all + each, 0)

function expectToSum({ total, components }: Contributions): void {
  expect(Math.abs(sumOf(components) - total)).toBeLessThanOrEqual(1e-12 * Math.abs(total))
}

describe('covarianceContributions', () => {
  const weights = Float64Array.of(0.5, 0.3, 0.2)

  test('sum to the losses of covarianceRisk', () => {
    fc.assert(
      fc.property(longOnly, fc.nat(), fc.constantFrom({}, { freedom: 4 }), (sizes, seed, law) => {
        const held = Float64Array.from(sizes)
        const covariance = covarianceMatrix(drawPanel(held.length, 60, seed))
        const parts = covarianceContributions(held, covariance, law)
        const whole = covarianceRisk(held, covariance, law)
        for (const name of both) {
          expectToSum(parts[name])
          expect(parts[name].total).toBeCloseTo(whole[name], 14)
        }
      }),
    )
  })

  test('are slopes: a small change of a weight moves the loss by its marginal', () => {
    const options = { means: Float64Array.of(0.001, 0.0005, -0.001), horizon: 4, scaling: 'independent' } as const
    const parts = covarianceContributions(weights, threeAssets, options)
    for (const name of both) {
      for (let i = 0; i < 3; i++) {
        const moved = (step: number) =>
          covarianceRisk(
            weights.map((weight, j) => (i === j ? weight + step : weight)),
            threeAssets,
            options,
          )[name]
        expect(parts[name].marginal[i]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 8)
      }
    }
  })

  test('incremental is the loss with less the loss without', () => {
    const law = { means: Float64Array.of(0.001, -0.002, 0.003), horizon: 4, scaling: 'independent' } as const
    const parts = covarianceContributions(weights, threeAssets, law)
    for (const name of both) {
      for (let i = 0; i < 3; i++) {
        const without = covarianceRisk(
          weights.map((weight, j) => (i === j ? 0 : weight)),
          threeAssets,
          law,
        )[name]
        expect(parts[name].incremental[i]).toBeCloseTo(parts[name].total - without, 14)
      }
    }
  })

  test('one asset is all of it, and nothing held has no slope', () => {
    const one = covarianceContributions(Float64Array.of(2), covarianceMatrix(drawPanel(1, 30, 1)))
    expect(one.valueAtRisk.components[0]).toBeCloseTo(one.valueAtRisk.total, 14)
    expect(one.valueAtRisk.incremental[0]).toBe(one.valueAtRisk.total)
    const unknown = new Float64Array(3).fill(Number.NaN)
    const none = { total: 0, components: unknown, marginal: unknown, incremental: new Float64Array(3) }
    expect(covarianceContributions(new Float64Array(3), threeAssets)).toEqual({
      ...{ valueAtRisk: none, expectedShortfall: none },
    })
  })
})

describe('historicalContributions', () => {
  test('sum to the historical losses of the portfolio', () => {
    fc.assert(
      fc.property(longOnly, fc.nat(), fc.double({ min: 0.8, max: 0.99, noNaN: true }), (sizes, seed, confidence) => {
        const held = Float64Array.from(sizes)
        const returns = drawPanel(held.length, 120, seed)
        const parts = historicalContributions(held, returns, { confidence })
        const whole = tailRisk(weightedReturns(held, returns), { confidence })
        for (const name of both) {
          expectToSum(parts[name])
          expect(parts[name].total).toBe(whole[name])
        }
      }),
      { numRuns: 50 },
    )
  })

  test('the shortfall is divided by what each position lost in the tail, by hand', () => {
    const returns = [Float64Array.of(-0.5, 0.25, 0, 0.25, 0.5), Float64Array.of(0.25, -0.25, 0.25, 0.25, 0.25)]
    const { valueAtRisk, expectedShortfall } = historicalContributions(Float64Array.of(1, 1), returns, {
      confidence: 0.75,
    })
    // Rows of the tail: the first two, -0.25 and 0. The first alone loses 0.25 in the mean of -0.5 and 0; the second
    // alone has 0.25 for a quantile, and every row at or below it: it gains 0.15.
    expect(expectedShortfall).toEqual({
      total: 0.125,
      components: Float64Array.of(0.125, 0),
      marginal: Float64Array.of(0.125, 0),
      incremental: Float64Array.of(0.125 + 0.15, 0.125 - 0.25),
    })
    // The quantile is 0: no loss to divide.
    expect(valueAtRisk.components).toEqual(Float64Array.of(Number.NaN, Number.NaN))
  })

  test('the slopes of the shortfall are those of small changes', () => {
    const returns = drawPanel(3, 300, 5)
    const weights = Float64Array.of(0.5, 0.3, 0.2)
    const { expectedShortfall } = historicalContributions(weights, returns)
    for (let i = 0; i < 3; i++) {
      const moved = (step: number) =>
        tailRisk(
          weightedReturns(
            weights.map((weight, j) => (i === j ? weight + step : weight)),
            returns,
          ),
        ).expectedShortfall
      expect(expectedShortfall.marginal[i]).toBeCloseTo((moved(1e-7) - moved(-1e-7)) / 2e-7, 6)
    }
  })

  test('a very narrow kernel reads the row at the value at risk', () => {
    const returns = drawPanel(2, 101, 9)
    const weights = Float64Array.of(0.5, 0.5)
    const whole = weightedReturns(weights, returns)
    const { valueAtRisk } = historicalContributions(weights, returns, { confidence: 0.95, bandwidth: 1e-12 })
    const row = whole.indexOf(-valueAtRisk.total)
    expect(row).toBeGreaterThanOrEqual(0)
    for (const [i, column] of returns.entries()) {
      expect(valueAtRisk.marginal[i]).toBeCloseTo(-column[row], 12)
    }
  })

  test('the kernel is a normal one around the value at risk', () => {
    const returns = drawPanel(2, 50, 10)
    const weights = Float64Array.of(0.7, 0.3)
    const [bandwidth, whole] = [0.004, weightedReturns(weights, returns)]
    const { total, marginal } = historicalContributions(weights, returns, { bandwidth }).valueAtRisk
    const near = (column: Float64Array) =>
      column.reduce((all, value, t) => all - value * normalPdf((whole[t] + total) / bandwidth), 0)
    for (const [i, column] of returns.entries()) {
      expect(marginal[i]).toBeCloseTo((near(column) / near(whole)) * total, 12)
    }
  })

  test('on gaussian returns the kernel comes near the slopes of the normal law', () => {
    const returns = drawPanel(2, 20_000, 11)
    const weights = Float64Array.of(0.8, 0.2)
    const drawn = historicalContributions(weights, returns).valueAtRisk
    const exact = covarianceContributions(weights, covarianceMatrix(returns)).valueAtRisk
    expect(drawn.components[0] / drawn.total).toBeCloseTo(exact.components[0] / exact.total, 1)
  })
})
