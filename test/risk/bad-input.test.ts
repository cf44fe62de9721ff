import { describe, expect, test } from 'vitest'
import { barsFrom } from '../../src/market/bars-from.ts'
import { matrixFrom } from '../../src/math/matrix.ts'
import { concentration } from '../../src/risk/concentration.ts'
import { historicalContributions } from '../../src/risk/contributions.ts'
import { averageCorrelation, correlationDifference } from '../../src/risk/correlation-monitor.ts'
import { covarianceRisk } from '../../src/risk/covariance-risk.ts'
import { coverageTest, kupiecTest } from '../../src/risk/coverage-test.ts'
import { drawdownRisk } from '../../src/risk/drawdown-risk.ts'
import { liquidity } from '../../src/risk/liquidity.ts'
import { riskForecasts } from '../../src/risk/risk-forecasts.ts'
import { type Scenario, scenarioFrom } from '../../src/risk/scenario.ts'
import { scenarios } from '../../src/risk/scenarios.ts'
import { stressBars } from '../../src/risk/stress-bars.ts'
import { stressCovariance } from '../../src/risk/stress-covariance.ts'
import { stressPositions } from '../../src/risk/stress-positions.ts'
import { tailRisk } from '../../src/risk/tail-risk.ts'
import { weightedReturns } from '../../src/risk/weighted-returns.ts'

const returns = Float64Array.of(0.01, -0.02, 0.03, -0.01, 0.02)
const prices = Float64Array.of(100, 98, 101, 100, 102)
const holed = Float64Array.of(0.01, Number.NaN, 0.03, -0.01, 0.02)
const one = Float64Array.of(1)
const wrong = (value: unknown) => value as never

describe('every door of a column', () => {
  const doors: Record<string, (column: Float64Array) => unknown> = {
    tailRisk: (column) => tailRisk(column),
    riskForecasts: (column) => riskForecasts(column, { window: 4 }),
    coverageTest: (column) => coverageTest(column, returns),
    drawdownRisk: (column) => drawdownRisk(column),
    weightedReturns: (column) => weightedReturns(one, [column]),
    historicalContributions: (column) => historicalContributions(one, [column]),
    averageCorrelation: (column) => averageCorrelation([returns, column], { window: 3 }),
  }
  test.each(Object.entries(doors))('%s refuses prices, holes and plain arrays by name', (name, door) => {
    expect(() => door(prices)).toThrow(`${name}: the median of returns`)
    expect(() => door(prices)).toThrow(/look like prices/)
    expect(() => door(holed)).toThrow(/\[1\] must be finite, received NaN/)
    expect(() => door(wrong(Array.from(returns)))).toThrow(/Float64Array/)
  })
})

describe('tailRisk', () => {
  test.each([
    [{ confidence: 95 }, /95 % is 0.95/],
    [{ confidence: 0.05 }, /above 0.5/],
    [{ method: 'normal' }, /must be one of/],
    [{ methd: 'gaussian' }, /Did you mean 'method'|Did you mean "method"/],
    [{ method: 'student' }, /freedom must be a finite number above 2/],
    [{ method: 'student', freedom: 2 }, /above 2/],
    [{ method: 'gaussian', freedom: 5 }, /left out/],
    [{ method: 'gaussian', decay: 0.9 }, /left out/],
    [{ method: 'filtered', decay: 1 }, /below 1/],
    [{ horizon: 10 }, /nothing is scaled by the root of time in silence/],
    [{ horizon: 10, scaling: 'independent' }, /'overlapping' with method/],
    [{ horizon: 10, scaling: 'root' }, /must be one of/],
    [{ method: 'filtered', horizon: 10 }, /simulatedRisk/],
    [{ horizon: 0 }, /at least 1/],
  ])('refuses %j', (options, message) => {
    expect(() => tailRisk(returns, wrong(options))).toThrow(message)
  })

  test('has no runs to look at when the horizon is longer than the column, and none below ruin', () => {
    const long = { horizon: 9, scaling: 'overlapping' } as const
    expect(tailRisk(returns, long)).toEqual({ valueAtRisk: Number.NaN, expectedShortfall: Number.NaN })
    expect(() => tailRisk(Float64Array.of(-2, 0, 0, 0), { ...long, horizon: 2 })).toThrow(/at least -1/)
  })
})

test('half gains are prices, small ones and a single loss are returns', () => {
  expect(() => tailRisk(Float64Array.of(0.6, 0.4, 0.6, 0.6))).toThrow(/look like prices/)
  expect(tailRisk(Float64Array.of(0.4, 0.4, 0.6, 0.4)).valueAtRisk).toBeCloseTo(-0.4, 14)
  expect(tailRisk(Float64Array.of(0.6, 0.6, -0.1, 0.6)).valueAtRisk).toBeCloseTo(-0.005, 14)
})

describe('portfolios', () => {
  const covariance = matrixFrom([[0.01]])

  test('refuse what does not fit together', () => {
    expect(() => covarianceRisk(Float64Array.of(1, 1), covariance)).toThrow(/weights.length/)
    expect(() => covarianceRisk(Float64Array.of(Number.NaN), covariance)).toThrow(/finite/)
    expect(() => covarianceRisk(one, covariance, { means: returns })).toThrow(/means.length/)
    expect(() => covarianceRisk(one, covariance, { freedom: 1 })).toThrow(/above 2/)
    expect(() => weightedReturns(Float64Array.of(1, 1), [returns])).toThrow(/for every weight/)
    expect(() => weightedReturns(one, wrong(returns))).toThrow(/array of columns/)
    expect(() => weightedReturns(Float64Array.of(1, 1), [returns, returns.subarray(1)])).toThrow(/length/)
    expect(() => historicalContributions(one, [returns], { bandwidth: 0 })).toThrow(/above 0/)
    expect(() => concentration(new Float64Array())).toThrow(/at least 1/)
  })

  test('too few rows and rows that stand still have no contributions', () => {
    const none = Float64Array.of(Number.NaN)
    const nothing = { total: Number.NaN, components: none, marginal: none, incremental: none }
    expect(historicalContributions(one, [returns.subarray(0, 3)])).toEqual({
      ...{ valueAtRisk: nothing, expectedShortfall: nothing },
    })
    const flat = historicalContributions(one, [new Float64Array(9)])
    expect(flat.valueAtRisk).toEqual({ ...nothing, total: 0, incremental: Float64Array.of(0) })
    expect(flat.expectedShortfall.total).toBe(0)
  })
})

describe('tests and monitors', () => {
  test('refuse what they cannot judge', () => {
    expect(() => kupiecTest(6, 5)).toThrow(/at most 5/)
    expect(() => kupiecTest(0, 0)).toThrow(/at least 1/)
    expect(() =>
      coverageTest(
        returns,
        returns.map(() => Number.NaN),
      ),
    ).toThrow(/number of forecasts/)
    expect(() =>
      coverageTest(
        returns,
        returns.map(() => Number.POSITIVE_INFINITY),
      ),
    ).toThrow(/positive loss/)
    expect(() => riskForecasts(returns, { window: 3 })).toThrow(/at least 4/)
    expect(() => riskForecasts(returns, wrong({ horizon: 2 }))).toThrow(/horizon/)
    expect(() => averageCorrelation([returns], { window: 3 })).toThrow(/One asset/)
    expect(() => averageCorrelation([returns, returns], { window: 3, decay: 0.9 })).toThrow(/either/)
    expect(() => averageCorrelation([returns, returns], { window: 2 })).toThrow(/at least 3/)
    const nothing = matrixFrom([[0]])
    expect(() => correlationDifference(nothing, nothing)).toThrow(/above 0/)
    expect(() =>
      correlationDifference(
        matrixFrom([[1]]),
        matrixFrom([
          [1, 0],
          [0, 1],
        ]),
      ),
    ).toThrow(/length/)
    expect(() => liquidity(one, Float64Array.of(-1))).toThrow(/at least 0/)
    expect(() => liquidity(one, one, { participation: 10 })).toThrow(/10 % is 0.1/)
    expect(() => liquidity(one, one, { after: [-1] })).toThrow(/at least 0/)
  })
})

describe('scenarios', () => {
  const words = { name: 'x', summary: 'x', source: 'x', step: 60_000 }
  test.each([
    [{ paths: {} }, /at least one asset class/],
    [{ paths: { a: {} } }, /returns/],
    [{ paths: { a: { returns: [] } } }, /at least 1/],
    [{ paths: { a: { returns: [-1] } } }, /above -1/],
    [{ paths: { a: { returns: [Number.NaN] } } }, /finite/],
    [{ paths: { a: { returns: [0], gaps: [0, 0] } } }, /one entry a step/],
    [{ paths: { a: { returns: [0] }, b: { returns: [0, 0] } } }, /one entry a step/],
    [{ paths: { a: { returns: [-0.1], lows: [-0.05] } } }, /of at most -0.1/],
    [{ paths: { a: { returns: [0.1], highs: [0.05] } } }, /of at least 0.1/],
    [{ paths: { a: { returns: [0], volume: [-1] } } }, /at least 0/],
    [{ paths: { a: { returns: [0], closed: [true] } } }, /reopen/],
    [{ paths: { a: { returns: [0.1, 0], closed: [true, false] } } }, /while the market is closed/],
    [{ paths: { a: { returns: [0], closed: ['yes'] } } }, /true or false/],
    [{ paths: { a: { returns: [0], lowes: [0] } } }, /lows/],
    [{ paths: { a: { returns: [0] } }, name: '' }, /text/],
    [{ paths: { a: { returns: [0] } }, step: 0.5 }, /milliseconds/],
    [{ paths: { a: { returns: [0] } }, correlation: 2 }, /at most 1/],
    [{ paths: { a: { returns: [0] } }, ownMoves: -1 }, /at least 0/],
  ])('%j is refused', (part, message) => {
    expect(() => scenarioFrom({ ...words, ...part } as unknown as Scenario)).toThrow(message)
  })

  const bars = barsFrom({
    ...{ time: [0, 60_000, 120_000], open: [1, 1, 1], high: [1, 1, 1], low: [1, 1, 1], close: [1, 1, 1] },
    volume: [1, 1, 1],
  })
  const minute = scenarioFrom({ ...words, paths: { a: { returns: [-0.5] } } })

  test('are refused where they do not fit', () => {
    expect(() => stressBars(bars, minute, { assetClass: 'b', at: 1 })).toThrow(/one of a/)
    expect(() => stressBars(bars, minute, { assetClass: 'toString', at: 1 })).toThrow(/one of a/)
    expect(() => stressBars(bars, minute, { assetClass: 'a', at: 0 })).toThrow(/bar before it/)
    expect(() => stressBars(bars, minute, { assetClass: 'a', at: 3 })).toThrow(/at must be an integer/)
    expect(() => stressBars(bars, minute, { assetClass: 'a', at: 1, beta: 2 })).toThrow(/smaller beta/)
    expect(() => stressBars(bars, minute, { assetClass: 'a', at: 1, extras: { bid: 'keep' } })).toThrow(/bid/)
    expect(() => stressBars(bars, scenarios['flash-crash'], { assetClass: 'crypto', at: 1 })).toThrow(/2880 bars/)
    const columns = { time: bars.time, open: bars.open, high: bars.high, close: bars.close, volume: bars.volume }
    const crossing = barsFrom({ ...columns, low: [1, -1, 1] })
    expect(() => stressBars(crossing, minute, { assetClass: 'a', at: 1 })).toThrow(/above 0/)
  })

  test('positions that cannot be are refused', () => {
    const position = { name: 'x', weight: 1, assetClass: 'a' }
    expect(() => stressPositions([{ ...position, weight: Number.NaN }], minute)).toThrow(/notional over equity/)
    expect(() => stressPositions([{ ...position, leverage: 0.5 }], minute)).toThrow(/at least 1/)
    expect(() => stressPositions([{ ...position, weight: 3, leverage: 2 }], minute)).toThrow(/margins set apart/)
    expect(() => stressPositions([{ ...position, assetClass: 'b' }], minute)).toThrow(/one of a/)
    expect(() => stressPositions([wrong({ ...position, name: 1 })], minute)).toThrow(/text/)
    expect(() => stressPositions(wrong(position), minute)).toThrow(/array of positions/)
    expect(() => stressPositions([position], minute, { maintenance: 1 })).toThrow(/below 1/)
    expect(() => stressCovariance(matrixFrom([[-1]]), minute)).toThrow(/variance of asset 0/)
  })
})
