import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber } from '../base/guards.ts'
import { kurtosis, skewness } from '../math/moments.ts'
import { informationRatio, jensenAlpha, marketBeta, rSquared, trackingError, treynor } from './benchmark.ts'
import { calendarReturns } from './calendar.ts'
import { downCapture, upCapture } from './capture.ts'
import { checkBenchmark, checkCompounding, checkPeriods, checkTime } from './check-returns.ts'
import { consistency, positiveMonths } from './consistency.ts'
import { maxDrawdown } from './drawdown.ts'
import { calmar, martin, painIndex, painRatio, recoveryFactor, serenity, ulcerIndex } from './drawdown-ratios.ts'
import { longestDrawdown } from './drawdown-table.ts'
import { gainToPain, omega } from './omega.ts'
import { payoff, profitFactor, winLossKelly, winRate } from './outcomes.ts'
import { loSharpe, type SharpeOptions, sharpe, smartSharpe } from './sharpe.ts'
import { adjustedSortino, sortino } from './sortino.ts'
import { stability } from './stability.ts'
import { commonSenseRatio, tailRatio } from './tail-ratio.ts'
import { bestReturn, cagr, expectedReturn, geometricMean, totalReturn, worstReturn } from './total-return.ts'
import { expectedShortfall, valueAtRisk } from './value-at-risk.ts'
import { downsideDeviation, type TargetOptions, volatility } from './volatility.ts'

/** What `performance` may be given besides the returns. */
export interface PerformanceOptions extends SharpeOptions, TargetOptions {
  /** Opening times of the bars in milliseconds UTC: adds days, months, years and consistency. */
  readonly time?: Column
  /** Returns of what could have been held instead, bar by bar: adds the figures relative to it. */
  readonly benchmark?: Column
}

type ReturnNames = 'totalReturn' | 'cagr' | 'geometricMean' | 'expectedReturn' | 'bestBar' | 'worstBar'
type RiskNames =
  | ('volatility' | 'downsideDeviation' | 'skewness' | 'kurtosis' | 'valueAtRisk' | 'expectedShortfall' | 'tailRatio')
  | ('maxDrawdown' | 'longestDrawdown' | 'ulcerIndex' | 'painIndex')
type RatioNames =
  | ('sharpe' | 'smartSharpe' | 'loSharpe' | 'sortino' | 'adjustedSortino' | 'omega' | 'gainToPain' | 'stability')
  | ('calmar' | 'martin' | 'painRatio' | 'recoveryFactor' | 'serenity' | 'commonSenseRatio')
type BarNames = 'winRate' | 'profitFactor' | 'payoff' | 'winLossKelly'
type CalendarNames =
  | ('bestDay' | 'worstDay' | 'bestMonth' | 'worstMonth' | 'bestYear' | 'worstYear' | 'positiveMonths')
  | 'consistency'
type BenchmarkNames =
  | ('jensenAlpha' | 'marketBeta' | 'rSquared' | 'informationRatio' | 'trackingError' | 'treynor')
  | ('upCapture' | 'downCapture')

/** Every figure of a return column by the name of its function; NaN where it is undefined or was not asked for. */
export type Performance = Readonly<
  Record<ReturnNames | RiskNames | RatioNames | BarNames | CalendarNames | BenchmarkNames, number>
>

/** The options that every figure of a year can be given. */
type Year = Required<SharpeOptions & TargetOptions>

/**
 * Every figure of a return column at once, the table that quantstats users look for. Win rate, profit factor, payoff
 * and Kelly are of bars here; give trade columns to those functions for the ones of trades.
 *
 * @example
 * const figures = performance(Float64Array.of(1, -0.5, 1, 0), { periodsPerYear: 4 })
 * figures.calmar // => 2
 * undefinedAsNull(figures).consistency // => null
 */
export function performance(returns: Column, options: PerformanceOptions = {}): Performance {
  checkCompounding('performance', returns)
  checkKeys('performance', options, ['periodsPerYear', 'riskFree', 'target', 'time', 'benchmark'])
  const { periodsPerYear = 1, riskFree = 0, target = 0, time, benchmark } = options
  checkPeriods('performance', periodsPerYear)
  checkNumber('performance', 'riskFree', riskFree)
  checkNumber('performance', 'target', target)
  if (time !== undefined) checkTime('performance', time, returns.length)
  if (benchmark !== undefined) checkBenchmark('performance', benchmark, returns.length)
  const year = { periodsPerYear, riskFree, target }
  return {
    ...returnFigures(returns, year),
    ...riskFigures(returns, year),
    ...ratioFigures(returns, year),
    ...barFigures(returns),
    ...calendarFigures(returns, time ?? new Float64Array(0)),
    ...benchmarkFigures(returns, benchmark, year),
  }
}

function returnFigures(returns: Column, { periodsPerYear }: Year): Record<ReturnNames, number> {
  return {
    totalReturn: totalReturn(returns),
    cagr: cagr(returns, { periodsPerYear }),
    geometricMean: geometricMean(returns),
    expectedReturn: expectedReturn(returns, { periodsPerYear }),
    bestBar: bestReturn(returns),
    worstBar: worstReturn(returns),
  }
}

function riskFigures(returns: Column, { periodsPerYear, target }: Year): Record<RiskNames, number> {
  return {
    volatility: volatility(returns, { periodsPerYear }),
    downsideDeviation: downsideDeviation(returns, { periodsPerYear, target }),
    skewness: skewness(returns),
    kurtosis: kurtosis(returns),
    valueAtRisk: valueAtRisk(returns),
    expectedShortfall: expectedShortfall(returns),
    tailRatio: tailRatio(returns),
    maxDrawdown: maxDrawdown(returns),
    longestDrawdown: longestDrawdown(returns),
    ulcerIndex: ulcerIndex(returns),
    painIndex: painIndex(returns),
  }
}

function ratioFigures(returns: Column, { periodsPerYear, riskFree, target }: Year): Record<RatioNames, number> {
  return {
    sharpe: sharpe(returns, { periodsPerYear, riskFree }),
    smartSharpe: smartSharpe(returns, { periodsPerYear, riskFree }),
    loSharpe: loSharpe(returns, { periodsPerYear, riskFree }),
    sortino: sortino(returns, { periodsPerYear, target }),
    adjustedSortino: adjustedSortino(returns, { periodsPerYear, target }),
    omega: omega(returns, { target }),
    gainToPain: gainToPain(returns),
    stability: stability(returns),
    calmar: calmar(returns, { periodsPerYear }),
    martin: martin(returns, { periodsPerYear }),
    painRatio: painRatio(returns, { periodsPerYear }),
    recoveryFactor: recoveryFactor(returns),
    serenity: serenity(returns, { periodsPerYear }),
    commonSenseRatio: commonSenseRatio(returns),
  }
}

function barFigures(returns: Column): Record<BarNames, number> {
  return {
    winRate: winRate(returns),
    profitFactor: profitFactor(returns),
    payoff: payoff(returns),
    winLossKelly: winLossKelly(returns),
  }
}

function calendarFigures(returns: Column, time: Column): Record<CalendarNames, number> {
  const dated = returns.subarray(0, time.length)
  const days = calendarReturns(dated, time, 'day').returns
  const months = calendarReturns(dated, time, 'month').returns
  const years = calendarReturns(dated, time, 'year').returns
  return {
    bestDay: bestReturn(days),
    worstDay: worstReturn(days),
    bestMonth: bestReturn(months),
    worstMonth: worstReturn(months),
    bestYear: bestReturn(years),
    worstYear: worstReturn(years),
    positiveMonths: positiveMonths(dated, time),
    consistency: consistency(dated, time),
  }
}

function benchmarkFigures(returns: Column, benchmark: Column | undefined, year: Year): Record<BenchmarkNames, number> {
  const { periodsPerYear, riskFree } = year
  const held = benchmark ?? new Float64Array(0)
  const own = returns.subarray(0, held.length)
  return {
    jensenAlpha: jensenAlpha(own, held, { periodsPerYear, riskFree }),
    marketBeta: marketBeta(own, held),
    rSquared: rSquared(own, held),
    informationRatio: informationRatio(own, held, { periodsPerYear }),
    trackingError: trackingError(own, held, { periodsPerYear }),
    treynor: treynor(own, held, { periodsPerYear, riskFree }),
    upCapture: upCapture(own, held),
    downCapture: downCapture(own, held),
  }
}
