import { describe, expect, test } from 'vitest'
import * as metrics from '../../src/metrics/index.ts'
import { BACON, BACON_BENCHMARK, EMPYRICAL, OMEGA, SHARPE, SORTINO } from './published.ts'

const daily = { periodsPerYear: 252 }
const monthly = { periodsPerYear: 12 }

/** Agreement to the digits that were printed: half a unit of the last one. */
const printed = (value: number, figure: string): void => {
  const decimals = figure.split('.')[1].length
  expect(Math.abs(value - Number(figure))).toBeLessThanOrEqual(0.5000001 * 10 ** -decimals)
}

describe('figures of the empyrical test suite', () => {
  test.each([
    ['Sharpe', metrics.sharpe(EMPYRICAL, daily), 1.7238613961706866],
    ['Sortino', metrics.sortino(EMPYRICAL, daily), 2.605531251673693],
    ['maximum drawdown', metrics.maxDrawdown(EMPYRICAL), -0.1],
    ['volatility', metrics.volatility(EMPYRICAL, daily), 0.9136465399704637],
    ['downside deviation', metrics.downsideDeviation(EMPYRICAL, daily), 0.6044832503882965],
    ['stability', metrics.stability(EMPYRICAL), 0.1529973665111273],
    ['Calmar of the eight rows', metrics.calmar(EMPYRICAL, daily), 23.3029279730044],
  ])('%s', (_, value, figure) => {
    expect(Math.abs(value / figure - 1)).toBeLessThan(1e-13)
  })
})

describe('figures of Bacon 2008, as PerformanceAnalytics prints them', () => {
  test.each([
    ['maximum drawdown', -metrics.maxDrawdown(BACON), '0.1446729557'],
    ['Ulcer index', metrics.ulcerIndex(BACON), '0.06118428726'],
    ['pain index', metrics.painIndex(BACON), '0.03998969'],
    ['omega at 0', metrics.omega(BACON), '1.779783394'],
    ['Sharpe of a month', metrics.sharpe(BACON), '0.2275684557'],
    ['Sortino of a month, target 0.5 %', metrics.sortino(BACON, { target: 0.005 }), '0.1566370757'],
    ['Calmar', metrics.calmar(BACON, monthly), '0.7166390512'],
    ['Martin', metrics.martin(BACON, monthly), '1.694524761'],
    ['skewness', metrics.skewness(BACON), '-0.08256245521'],
    ['kurtosis', metrics.kurtosis(BACON), '2.432453794'],
    ['annual return', metrics.cagr(BACON, monthly), '0.1036782897'],
  ])('%s', (_, value, figure) => printed(value, figure))

  test.each([
    ['historical value at risk', metrics.valueAtRisk(BACON), '0.0592'],
    ['historical expected shortfall', metrics.expectedShortfall(BACON), '0.0630'],
    ['gaussian value at risk', metrics.valueAtRisk(BACON, { method: 'gaussian', ddof: 0 }), '0.0546819'],
    ['gaussian expected shortfall', metrics.expectedShortfall(BACON, { method: 'gaussian', ddof: 0 }), '0.07085967'],
    ['modified value at risk', metrics.valueAtRisk(BACON, { method: 'modified', ddof: 0 }), '0.05602899'],
    ['modified expected shortfall', metrics.expectedShortfall(BACON, { method: 'modified', ddof: 0 }), '0.0687911'],
  ])('%s at 95 %%', (_, value, figure) => printed(value, figure))

  test("Jensen's alpha as Bacon forms it, from compound returns and our beta", () => {
    const beta = metrics.marketBeta(BACON, BACON_BENCHMARK)
    printed(metrics.cagr(BACON, monthly) - beta * metrics.cagr(BACON_BENCHMARK, monthly), '-0.014')
  })

  test("Fama's beta, the ratio of the two volatilities", () => {
    printed(metrics.volatility(BACON) / metrics.volatility(BACON_BENCHMARK), '1.03')
  })
})

describe('worked examples', () => {
  test('Sortino of eight years, target 0', () => printed(metrics.sortino(SORTINO), '4.417261'))
  test('omega of twelve returns, target 0.01; the source cuts 0.4639016897 off after nine digits', () => {
    const value = metrics.omega(OMEGA, { target: 0.01 })
    expect(Math.abs(value - 302 / 651)).toBeLessThan(1e-14)
    expect(value.toFixed(12).slice(0, 11)).toBe('0.463901689')
  })
  test('Sharpe of twelve years over 5 %', () => printed(metrics.sharpe(SHARPE, { riskFree: 0.05 }), '0.834364'))

  test.each([
    [-0.2, '4.17'],
    [0, '3.46'],
    [0.2, '2.88'],
  ])('Lo 2002: months with first-order autocorrelation %f span a year by %s', (rho, factor) => {
    printed(
      metrics.loFactor(
        Float64Array.from({ length: 11 }, (_, k) => rho ** (k + 1)),
        12,
      ),
      factor,
    )
  })
})
