import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/base/canonical-json.ts'
import * as metrics from '../../src/metrics/index.ts'
import { datedReturns } from './arbitraries.ts'
import { BACON, BACON_BENCHMARK } from './published.ts'

const months = Float64Array.from(BACON, (_, month) => Date.UTC(2000, month, 1))
const year = { periodsPerYear: 12, riskFree: 0.001, target: 0.005 }

describe('performance', () => {
  const figures = metrics.performance(BACON, { ...year, time: months, benchmark: BACON_BENCHMARK })

  test('says the same as every function by its name', () => {
    const named = metrics as unknown as Record<string, (...values: unknown[]) => number>
    const { periodsPerYear, riskFree, target } = year
    const options: Record<string, object> = {
      ...Object.fromEntries(['sharpe', 'smartSharpe', 'loSharpe'].map((name) => [name, { periodsPerYear, riskFree }])),
      ...Object.fromEntries(
        ['sortino', 'adjustedSortino', 'downsideDeviation'].map((name) => [name, { periodsPerYear, target }]),
      ),
      ...Object.fromEntries(
        ['cagr', 'expectedReturn', 'volatility', 'calmar', 'martin', 'painRatio', 'serenity'].map((name) => [
          name,
          { periodsPerYear },
        ]),
      ),
      omega: { target },
    }
    const relative: Record<string, object> = {
      jensenAlpha: { periodsPerYear, riskFree },
      treynor: { periodsPerYear, riskFree },
      informationRatio: { periodsPerYear },
      trackingError: { periodsPerYear },
    }
    const ofMarket = ['marketBeta', 'rSquared', 'upCapture', 'downCapture', ...Object.keys(relative)]
    const ofTime = ['consistency', 'positiveMonths']
    const picked = /^(best|worst)(Bar|Day|Month|Year)$/
    for (const [name, value] of Object.entries(figures)) {
      if (picked.test(name)) continue
      const column = ofMarket.includes(name) ? [BACON_BENCHMARK] : ofTime.includes(name) ? [months] : []
      const settings = options[name] ?? relative[name]
      expect(value, name).toBe(named[name](BACON, ...column, ...(settings === undefined ? [] : [settings])))
      expect(Number.isFinite(value), name).toBe(true)
    }
  })

  test('picks the best and the worst of bars, days, months and years', () => {
    expect([figures.bestBar, figures.bestDay]).toEqual([0.081, 0.08099999999999996])
    expect(figures.worstMonth).toBeCloseTo(-0.065, 15)
    const [first, second] = metrics.calendarReturns(BACON, months, 'year').returns
    expect([figures.bestYear, figures.worstYear]).toEqual([first, second])
  })

  test('leaves undefined what it was not given', () => {
    const plain = metrics.performance(BACON, year)
    expect(Object.keys(plain)).toEqual(Object.keys(figures))
    expect(plain.sharpe).toBe(figures.sharpe)
    const missing = Object.entries(plain)
      .filter(([, value]) => Number.isNaN(value))
      .map(([name]) => name)
    expect(missing).toContain('consistency')
    expect(missing).toContain('marketBeta')
    expect(missing).toHaveLength(16)
  })

  test('takes flat equity, one bar and ruin', () => {
    for (const returns of [new Float64Array(400), Float64Array.of(0.1), Float64Array.of(0.1, -1, 0, 0, 0, 0)]) {
      const time = Float64Array.from(returns, (_, t) => t * 86_400_000)
      const flat = metrics.performance(returns, { periodsPerYear: 365.25, time, benchmark: returns })
      expect(flat.totalReturn).toBe([0, 0.10000000000000009, -1][[400, 1, 6].indexOf(returns.length)])
      expect(Object.values(flat)).not.toContain(Number.POSITIVE_INFINITY)
      expect(Object.values(flat)).not.toContain(Number.NEGATIVE_INFINITY)
    }
  })

  test('leaves as JSON whatever the returns are', () => {
    fc.assert(
      fc.property(datedReturns(0, 30), ([returns, time]) => {
        const json = metrics.undefinedAsNull(metrics.performance(returns, { periodsPerYear: 8766, time }))
        expect(JSON.parse(canonicalJson(json))).toEqual(json)
      }),
    )
  })
})

describe('undefinedAsNull', () => {
  test('turns NaN and infinities into null, wherever they stand, and copies the rest', () => {
    const value = { a: [Number.NaN, 1, 'x', null, true], b: { c: Number.NEGATIVE_INFINITY }, d: Int32Array.of(1, 2) }
    expect(metrics.undefinedAsNull(value)).toEqual({ a: [null, 1, 'x', null, true], b: { c: null }, d: [1, 2] })
    expect(metrics.undefinedAsNull(Number.POSITIVE_INFINITY)).toBe(null)
    expect(metrics.undefinedAsNull(-0)).toBe(0)
    expect(value.b.c).toBe(Number.NEGATIVE_INFINITY)
  })

  test('makes a table of months and of drawdowns fit for canonical JSON', () => {
    const table = { months: metrics.monthTable(BACON, months), falls: metrics.drawdownTable(BACON) }
    expect(() => canonicalJson(table)).toThrow(expect.objectContaining({ code: 'invalid-json' }))
    expect(canonicalJson(metrics.undefinedAsNull(table))).toContain('"recovery":null')
  })
})
