/**
 * Metrics: columns of returns, exposures or trade results in, numbers out. Fractions, never percent; losses of value
 * at risk positive, drawdowns negative; nothing is annualised unless `periodsPerYear` is given; undefined is NaN.
 *
 * @module metrics
 */
export { kurtosis, skewness } from '../math/moments.ts'
export { informationRatio, jensenAlpha, marketBeta, rSquared, trackingError, treynor } from './benchmark.ts'
export {
  type CalendarReturns,
  type CalendarSpans,
  calendarReturns,
  calendarSpans,
  monthTable,
  type YearRow,
} from './calendar.ts'
export type { CalendarUnit } from './calendar-span.ts'
export { downCapture, upCapture } from './capture.ts'
export { consistency, consistencyFrom, type MonthSums, monthSums, positiveMonths } from './consistency.ts'
export { drawdownColumn, maxDrawdown, maxDrawdownOfEquity } from './drawdown.ts'
export { calmar, martin, painIndex, painRatio, recoveryFactor, serenity, ulcerIndex } from './drawdown-ratios.ts'
export { type Drawdown, drawdownTable, longestDrawdown } from './drawdown-table.ts'
export { meanExposure, timeInMarket, turnover, turnoverFrom } from './exposure.ts'
export { gainToPain, omega, type ThresholdOptions } from './omega.ts'
export {
  cpcIndex,
  expectancy,
  expectancyFrom,
  type OutcomeSums,
  outcomeSums,
  payoff,
  payoffFrom,
  profitFactor,
  profitFactorFrom,
  sqn,
  winLossKelly,
  winRate,
  winRateFrom,
} from './outcomes.ts'
export { type Performance, type PerformanceOptions, performance } from './performance.ts'
export { type CalendarOptions, periodsPerYear, rateOfBar } from './periods-per-year.ts'
export { deviationFrom, meanFrom, type ReturnSums, returnSums, sharpeFrom, sortinoFrom } from './return-sums.ts'
export {
  autocorrelations,
  type LoSharpeOptions,
  loFactor,
  loSharpe,
  type SharpeOptions,
  sharpe,
  smartSharpe,
} from './sharpe.ts'
export { adjustedSortino, sortino } from './sortino.ts'
export { stability } from './stability.ts'
export { type Streaks, streaks } from './streaks.ts'
export { commonSenseRatio, type TailRatioOptions, tailRatio } from './tail-ratio.ts'
export {
  bestReturn,
  cagr,
  expectedReturn,
  geometricMean,
  growthColumn,
  totalReturn,
  worstReturn,
  type YearOptions,
  yearlyGrowth,
} from './total-return.ts'
export { undefinedAsNull } from './undefined-as-null.ts'
export { expectedShortfall, type TailMethod, type TailOptions, valueAtRisk } from './value-at-risk.ts'
export { downsideDeviation, type TargetOptions, volatility } from './volatility.ts'
