import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as metrics from '../../src/metrics/index.ts'
import { returnColumn } from './arbitraries.ts'
import { BACON, BACON_BENCHMARK } from './published.ts'

/** A column that varies and a second one of its length. */
const pair = returnColumn(4)
  .filter((returns) => new Set(returns).size > 1)
  .chain((market) =>
    returnColumn(market.length, market.length).map((own): [Float64Array, Float64Array] => [own, market]),
  )

const meanOf = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b, 0) / x.length

/** Intercept, slope and R squared of ordinary least squares, from the normal equations. */
function regression(y: Float64Array, x: Float64Array): { intercept: number; slope: number; fit: number } {
  const [mx, my] = [meanOf(x), meanOf(y)]
  const xx = x.reduce((a, b) => a + (b - mx) ** 2, 0)
  const xy = x.reduce((a, b, t) => a + (b - mx) * (y[t] - my), 0)
  const yy = y.reduce((a, b) => a + (b - my) ** 2, 0)
  return { intercept: my - (xy / xx) * mx, slope: xy / xx, fit: (xy * xy) / (xx * yy) }
}

describe('alpha, beta and R squared', () => {
  test('are the line of least squares', () => {
    fc.assert(
      fc.property(pair, ([own, market]) => {
        const line = regression(own, market)
        expect(metrics.marketBeta(own, market)).toBeCloseTo(line.slope, 9)
        expect(metrics.jensenAlpha(own, market)).toBeCloseTo(line.intercept, 9)
        if (new Set(own).size > 1) expect(metrics.rSquared(own, market)).toBeCloseTo(line.fit, 9)
        else expect(metrics.rSquared(own, market)).toBeNaN()
      }),
    )
  })

  test('of a levered benchmark are its leverage, no alpha and a perfect fit', () => {
    fc.assert(
      fc.property(pair, fc.constantFrom(-2, -0.5, 0.25, 1, 4), ([, market], leverage) => {
        const own = market.map((value) => leverage * value)
        expect(metrics.marketBeta(own, market)).toBe(leverage)
        expect(Math.abs(metrics.jensenAlpha(own, market))).toBeLessThan(1e-14)
        expect(metrics.rSquared(own, market)).toBe(1)
        expect(metrics.treynor(own, market)).toBeCloseTo(meanOf(market), 12)
      }),
    )
  })

  test('a riskless return comes off both sides', () => {
    fc.assert(
      fc.property(pair, ([own, market]) => {
        const riskFree = 0.01
        const excess = (column: Float64Array) => column.map((value) => value - riskFree)
        const plain = metrics.jensenAlpha(excess(own), excess(market), { periodsPerYear: 12 })
        expect(metrics.jensenAlpha(own, market, { riskFree, periodsPerYear: 12 })).toBeCloseTo(plain, 8)
      }),
    )
  })
})

describe('active returns', () => {
  test('the information ratio is the Sharpe ratio of the difference, over the tracking error', () => {
    fc.assert(
      fc.property(pair, ([own, market]) => {
        const active = own.map((value, t) => value - market[t])
        const year = { periodsPerYear: 12 }
        expect(metrics.informationRatio(own, market, year)).toBe(metrics.sharpe(active, year))
        expect(metrics.trackingError(own, market, year)).toBe(metrics.volatility(active, year))
      }),
    )
  })

  test('of the benchmark itself are undefined over an error of 0', () => {
    expect(metrics.trackingError(BACON, BACON)).toBe(0)
    expect(metrics.informationRatio(BACON, BACON)).toBeNaN()
  })
})

describe('capture', () => {
  test('is the mean in rising and falling bars over the benchmark in them', () => {
    fc.assert(
      fc.property(pair, ([own, market]) => {
        for (const [figure, side] of [
          [metrics.upCapture, 1],
          [metrics.downCapture, -1],
        ] as const) {
          const rows = [...market.keys()].filter((t) => market[t] * side > 0)
          if (rows.length === 0) expect(figure(own, market)).toBeNaN()
          else
            expect(figure(own, market)).toBeCloseTo(
              meanOf(rows.map((t) => own[t])) / meanOf(rows.map((t) => market[t])),
              8,
            )
        }
      }),
    )
  })

  test('of Bacon 2008: 15 months up, 8 down and one neither, added by hand', () => {
    const up = 0.3 + 2.6 + 1.1 + 1.5 + 2.5 + 1.6 + 6.7 + 4 + 8.1 + 4 + 1.7 - 2.2 + 7 + 5.8 + 2.4
    const benchmarkUp = 0.2 + 2.5 + 1.8 + 1.4 + 1.8 + 1.4 + 6.5 + 4.2 + 8.3 + 3.9 + 1.5 + 2.1 + 6 + 5.6 + 1.9
    expect(metrics.upCapture(BACON, BACON_BENCHMARK)).toBeCloseTo(up / benchmarkUp, 12)
    const down = 1 + 1.4 + 0.5 + 3.7 + 6.1 + 4.9 + 6.5 + 0.5
    const benchmarkDown = 1.1 + 1.5 + 0.6 + 3.8 + 6.2 + 4.8 + 6.7 + 0.3
    expect(metrics.downCapture(BACON, BACON_BENCHMARK)).toBeCloseTo(down / benchmarkDown, 12)
  })

  test('of the benchmark itself is 1', () => {
    expect([metrics.upCapture(BACON, BACON), metrics.downCapture(BACON, BACON)]).toEqual([1, 1])
  })
})

test('nothing relative to a benchmark is defined when it stands still, or below 4 bars', () => {
  const still = new Float64Array(24)
  const { marketBeta, jensenAlpha, rSquared, treynor, upCapture, downCapture } = metrics
  for (const figure of [marketBeta, jensenAlpha, rSquared, treynor, upCapture, downCapture]) {
    expect(figure(BACON, still)).toBeNaN()
  }
  for (const figure of [marketBeta, jensenAlpha, rSquared, treynor, metrics.informationRatio]) {
    expect(figure(BACON.subarray(0, 3), BACON_BENCHMARK.subarray(0, 3))).toBeNaN()
  }
  expect(metrics.treynor(Float64Array.of(1, -1, 1, -1), Float64Array.of(1, 1, -1, -1))).toBeNaN()
})
