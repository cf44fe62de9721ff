import { describe, expect, test } from 'vitest'
import * as metrics from '../../src/metrics/index.ts'

type Figure = (column: Float64Array) => unknown

const time = (column: Float64Array) => column.map((_, t) => t)

/** Everything that takes returns which need not compound. */
const OF_RETURNS: Record<string, Figure> = {
  returnSums: metrics.returnSums,
  expectedReturn: metrics.expectedReturn,
  bestReturn: metrics.bestReturn,
  worstReturn: metrics.worstReturn,
  volatility: metrics.volatility,
  downsideDeviation: metrics.downsideDeviation,
  sharpe: metrics.sharpe,
  smartSharpe: metrics.smartSharpe,
  loSharpe: metrics.loSharpe,
  autocorrelations: (column) => metrics.autocorrelations(column, 1),
  sortino: metrics.sortino,
  adjustedSortino: metrics.adjustedSortino,
  omega: metrics.omega,
  gainToPain: metrics.gainToPain,
  valueAtRisk: metrics.valueAtRisk,
  expectedShortfall: metrics.expectedShortfall,
  tailRatio: metrics.tailRatio,
  marketBeta: (column) => metrics.marketBeta(column, column),
  jensenAlpha: (column) => metrics.jensenAlpha(column, column),
  rSquared: (column) => metrics.rSquared(column, column),
  trackingError: (column) => metrics.trackingError(column, column),
  informationRatio: (column) => metrics.informationRatio(column, column),
  treynor: (column) => metrics.treynor(column, column),
  upCapture: (column) => metrics.upCapture(column, column),
  downCapture: (column) => metrics.downCapture(column, column),
}

/** Everything that compounds returns. */
const COMPOUNDING: Record<string, Figure> = {
  growthColumn: metrics.growthColumn,
  totalReturn: metrics.totalReturn,
  cagr: metrics.cagr,
  geometricMean: metrics.geometricMean,
  maxDrawdown: metrics.maxDrawdown,
  drawdownTable: metrics.drawdownTable,
  longestDrawdown: metrics.longestDrawdown,
  ulcerIndex: metrics.ulcerIndex,
  painIndex: metrics.painIndex,
  calmar: metrics.calmar,
  martin: metrics.martin,
  painRatio: metrics.painRatio,
  recoveryFactor: metrics.recoveryFactor,
  serenity: metrics.serenity,
  stability: metrics.stability,
  calendarReturns: (column) => metrics.calendarReturns(column, time(column), 'day'),
  monthTable: (column) => metrics.monthTable(column, time(column)),
  monthSums: (column) => metrics.monthSums(column, time(column)),
  consistency: (column) => metrics.consistency(column, time(column)),
  positiveMonths: (column) => metrics.positiveMonths(column, time(column)),
  performance: metrics.performance,
}

/** Everything that takes outcomes, exposures or equity. */
const OF_OTHERS: Record<string, Figure> = {
  outcomeSums: metrics.outcomeSums,
  winRate: metrics.winRate,
  profitFactor: metrics.profitFactor,
  payoff: metrics.payoff,
  expectancy: metrics.expectancy,
  winLossKelly: metrics.winLossKelly,
  cpcIndex: metrics.cpcIndex,
  sqn: metrics.sqn,
  streaks: metrics.streaks,
  commonSenseRatio: metrics.commonSenseRatio,
  timeInMarket: metrics.timeInMarket,
  meanExposure: metrics.meanExposure,
  turnover: metrics.turnover,
  drawdownColumn: metrics.drawdownColumn,
  maxDrawdownOfEquity: metrics.maxDrawdownOfEquity,
}

const everything = Object.entries({ ...OF_RETURNS, ...COMPOUNDING, ...OF_OTHERS })

describe('every door', () => {
  test.each(everything)('%s refuses a plain array, NaN and infinities in its own name', (name, figure) => {
    const invalid = expect.objectContaining({ code: 'invalid-column' })
    expect(() => figure([0.1, 0.2] as unknown as Float64Array)).toThrow(invalid)
    expect(() => figure(Float64Array.of(0.1, Number.NaN))).toThrow(
      new RegExp(`^${name}: [a-z]+\\[1\\] must be finite, received NaN\\. Drop or fill`),
    )
    expect(() => figure(Float64Array.of(Number.POSITIVE_INFINITY))).toThrow(invalid)
  })

  test.each(everything)('%s takes an empty column and a column of one', (_, figure) => {
    expect(() => figure(Float64Array.of(0.1, 0.2))).not.toThrow()
    if (!/autocorrelations/.test(_)) expect(() => figure(new Float64Array(0))).not.toThrow()
    if (!/autocorrelations/.test(_)) expect(() => figure(Float64Array.of(0.1))).not.toThrow()
  })

  test.each(everything)('%s leaves its input alone', (_, figure) => {
    const column = Float64Array.of(0.3, 0.1, 0.05, 0.2, 0.15)
    figure(column)
    expect(column).toEqual(Float64Array.of(0.3, 0.1, 0.05, 0.2, 0.15))
  })

  test.each(Object.entries(COMPOUNDING))('%s refuses a loss of more than everything', (name, figure) => {
    expect(() => figure(Float64Array.of(0.1, -1.5))).toThrow(
      /returns\[1\] must be at least -1, the loss of everything, received -1\.5\. Returns are fractions/,
    )
    expect(() => figure(Float64Array.of(-1, 0.1)), name).not.toThrow()
  })
})

describe('options', () => {
  const column = Float64Array.of(0.1, -0.1, 0.2, 0)

  test.each<[string, () => unknown]>([
    ['sharpe', () => metrics.sharpe(column, { periodPerYear: 12 } as object)],
    ['loSharpe', () => metrics.loSharpe(column, { lag: 1 } as object)],
    ['sortino', () => metrics.sortino(column, { mar: 0 } as object)],
    ['omega', () => metrics.omega(column, { threshold: 0 } as object)],
    ['cagr', () => metrics.cagr(column, { periods: 12 } as object)],
    ['calmar', () => metrics.calmar(column, { riskFree: 0 } as object)],
    ['serenity', () => metrics.serenity(column, { riskFree: 0 } as object)],
    ['drawdownTable', () => metrics.drawdownTable(column, { count: 1 } as object)],
    ['valueAtRisk', () => metrics.valueAtRisk(column, { alpha: 0.05 } as object)],
    ['tailRatio', () => metrics.tailRatio(column, { cutoff: 0.05 } as object)],
    ['turnover', () => metrics.turnover(column, { year: 1 } as object)],
    ['trackingError', () => metrics.trackingError(column, column, { riskFree: 0 } as object)],
    ['performance', () => metrics.performance(column, { bench: column } as object)],
    [
      'periodsPerYear',
      () =>
        metrics.periodsPerYear(
          column.map((_, t) => t),
          1,
          { market: 'nyse' } as object,
        ),
    ],
  ])('%s refuses an option nobody reads', (_, act) => {
    expect(act).toThrow(expect.objectContaining({ code: 'unknown-option' }))
  })

  test.each<[string, () => unknown, RegExp]>([
    [
      'a year of no bars',
      () => metrics.sharpe(column, { periodsPerYear: 0 }),
      /periodsPerYear must be a finite number above 0/,
    ],
    [
      'an undefined year, with what to do',
      () => metrics.volatility(column, { periodsPerYear: Number.NaN }),
      /received NaN\. Bars that cover less than a week do not show it: give it/,
    ],
    [
      'an infinite riskless return',
      () => metrics.sharpe(column, { riskFree: Number.POSITIVE_INFINITY }),
      /riskFree must be/,
    ],
    ['a target of NaN', () => metrics.omega(column, { target: Number.NaN }), /target must be a finite number/],
    [
      'more lags than there are',
      () => metrics.loSharpe(column, { lags: 4 }),
      /lags must be an integer of at least 0 and of at most 3/,
    ],
    ['autocorrelations beyond the column', () => metrics.autocorrelations(column, 4), /lags must be an integer/],
    ['a confidence in percent', () => metrics.valueAtRisk(column, { confidence: 95 }), /95 % is 0\.95/],
    [
      'an unknown tail',
      () => metrics.expectedShortfall(column, { method: 'normal' as 'gaussian' }),
      /method must be one of/,
    ],
    [
      'a divisor of n - 2',
      () => metrics.valueAtRisk(column, { method: 'gaussian', ddof: 2 }),
      /ddof must be an integer/,
    ],
    [
      'half of everything as a tail',
      () => metrics.tailRatio(column, { share: 0.5 }),
      /share must be a finite number above 0 and below 0\.5/,
    ],
    ['a table of nothing', () => metrics.drawdownTable(column, { top: 0 }), /top must be an integer of at least 1/],
    [
      'an account that starts with nothing',
      () => metrics.drawdownColumn(column.map(Math.abs), 0),
      /start must be a finite number above 0/,
    ],
    ['equity below 0', () => metrics.maxDrawdownOfEquity(column), /equity\[1\] must be at least 0, received -0\.1/],
    ['a horizon of no bars', () => metrics.loFactor(column, 0), /q must be a finite number above 0/],
  ])('refuse %s', (_, act, message) => {
    expect(act).toThrow(message)
  })

  test('columns that belong together have one length', () => {
    const mismatch = expect.objectContaining({ code: 'length-mismatch' })
    expect(() => metrics.marketBeta(column, new Float64Array(3))).toThrow(mismatch)
    expect(() => metrics.upCapture(column, new Float64Array(5))).toThrow(mismatch)
    expect(() => metrics.consistency(column, Float64Array.of(1))).toThrow(mismatch)
    expect(() => metrics.calendarReturns(column, Float64Array.of(1), 'day')).toThrow(mismatch)
    expect(() => metrics.performance(column, { time: Float64Array.of(1) })).toThrow(mismatch)
    expect(() => metrics.performance(column, { benchmark: Float64Array.of(1) })).toThrow(mismatch)
  })

  test('times rise', () => {
    const back = Float64Array.of(0, 5, 5, 6)
    const message = /time\[2\] must be later than the row before it \(5\), received 5/
    expect(() => metrics.calendarSpans(back, 'month')).toThrow(message)
    expect(() => metrics.consistency(column, back)).toThrow(message)
    expect(() => metrics.monthTable(column, back)).toThrow(message)
    expect(() => metrics.periodsPerYear(back, 1)).toThrow(message)
    expect(() => metrics.performance(column, { time: back })).toThrow(message)
  })

  test('calendar units and intervals are known', () => {
    const rising = column.map((_, t) => t)
    expect(() => metrics.calendarSpans(rising, 'week' as 'day')).toThrow(/unit must be one of "day", "month", "year"/)
    expect(() => metrics.periodsPerYear(rising, 0)).toThrow(
      /interval must be an integer of at least 1.*an hour is 3600000/,
    )
    expect(() => metrics.periodsPerYear(rising, 1, { calendar: 'nyse' as 'observed' })).toThrow(
      /calendar must be one of/,
    )
  })
})
