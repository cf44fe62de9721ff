import { consistencyFrom } from '../metrics/consistency.ts'
import { turnoverFrom } from '../metrics/exposure.ts'
import { expectancyFrom, type OutcomeSums, payoffFrom, profitFactorFrom, winRateFrom } from '../metrics/outcomes.ts'
import { deviationFrom, meanFrom, sharpeFrom, sortinoFrom } from '../metrics/return-sums.ts'
import { yearlyGrowth } from '../metrics/total-return.ts'
import { FEWEST_RETURNS, GROWTH_DUST, ratio } from '../metrics/undefined-rules.ts'
import type { Curve } from './curve.ts'
import type { Account } from './run.ts'

/** The numbers of a backtest. A number that is not defined is NaN here and null in JSON. */
export interface Summary {
  readonly bars: number
  readonly periodsPerYear: number
  readonly startEquity: number
  readonly endEquity: number
  readonly totalReturn: number
  /** Compound annual growth rate. */
  readonly cagr: number
  /** Mean return of a bar. */
  readonly meanReturn: number
  /** Sample standard deviation of the returns, of a year. */
  readonly volatility: number
  readonly sharpe: number
  readonly sortino: number
  /** Deepest fall of equity below its peak, at most 0. */
  readonly maxDrawdown: number
  readonly calmar: number
  /** How evenly the gains are spread over the months, in [0, 1]. */
  readonly consistency: number
  /** Share of bars that ended with a position. */
  readonly timeInMarket: number
  /** Value traded over equity, of a year. */
  readonly turnover: number
  readonly fills: number
  readonly rejects: number
  /** Trades that ended; one still open is not among them. */
  readonly trades: number
  readonly wins: number
  readonly losses: number
  readonly winRate: number
  readonly profitFactor: number
  readonly payoff: number
  /** Mean profit of a trade in money. */
  readonly expectancy: number
  /** Mean return of a trade on the value it was entered with. */
  readonly meanTradeReturn: number
  /** Change of equity before all costs. */
  readonly grossProfit: number
  readonly fees: number
  readonly slippage: number
  /** Paid, negative when more was received. */
  readonly funding: number
  /** Losses beyond the last cent, which the account does not pay. */
  readonly shortfall: number
  readonly liquidations: number
  /** Share of |profit| made by trades in whose bars the order of events mattered and was not known. */
  readonly ambiguousShare: number
}

/** What a summary is made from, besides the curve. */
export interface Books {
  readonly account: Account
  readonly start: number
  readonly bars: number
  readonly periodsPerYear: number
  /** Profit before costs of the trades still open, marked at the last close. */
  readonly openGross: number
}

/** The summary of an account and the curve it drew. */
export function summaryOf(curve: Curve, books: Books): Summary {
  const { account, start, bars, periodsPerYear } = books
  return {
    bars,
    periodsPerYear,
    startEquity: start,
    endEquity: curve.equity,
    ...growthOf(curve, books),
    maxDrawdown: curve.worst,
    consistency: consistencyFrom(curve.months),
    timeInMarket: curve.held / bars,
    turnover: turnoverFrom(account.turnover, bars, periodsPerYear),
    fills: account.fills,
    rejects: account.rejects,
    ...tradesOf(account),
    grossProfit: account.gross + books.openGross,
    fees: account.fees,
    slippage: account.slippage,
    funding: account.funding,
    shortfall: account.shortfall,
    liquidations: account.liquidations,
    ambiguousShare: ratio(account.decidedAmbiguously, account.decided),
  }
}

function growthOf(curve: Curve, { start, bars, periodsPerYear }: Books) {
  const { shift, sum, squares, downside, worst } = curve
  const sums = { count: bars, shift, sum, squares }
  const growth = curve.equity / start
  const cagr = yearlyGrowth(growth, bars, periodsPerYear)
  return {
    totalReturn: growth - 1,
    cagr,
    meanReturn: meanFrom(sums),
    volatility: deviationFrom(sums) * Math.sqrt(periodsPerYear),
    sharpe: sharpeFrom(sums, periodsPerYear),
    sortino: sortinoFrom(sums, downside, periodsPerYear),
    calmar: bars < FEWEST_RETURNS ? Number.NaN : ratio(cagr, -worst, GROWTH_DUST),
  }
}

function tradesOf({ trades, wins, losses, gained, lost, tradeReturns }: Account) {
  const sums: OutcomeSums = { count: trades, wins, losses, gained, lost }
  return {
    trades,
    wins,
    losses,
    winRate: winRateFrom(sums),
    profitFactor: profitFactorFrom(sums),
    payoff: payoffFrom(sums),
    expectancy: expectancyFrom(sums),
    meanTradeReturn: tradeReturns / trades,
  }
}
