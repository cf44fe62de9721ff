import type { BacktestResult } from '../backtest/result.ts'
import type { Summary } from '../backtest/summary.ts'
import { tradeRows } from '../backtest/trade-columns.ts'
import type { Column } from '../base/column.ts'
import type { Bars } from '../market/bars.ts'
import { monthTable } from '../metrics/calendar.ts'
import type { RowRange } from '../validation/row-range.ts'
import type { ReportCosts, ReportCurve, ReportMarket, ReportStage, ReportSummary, ReportTrade } from './report-data.ts'
import { rounded, shortened } from './round.ts'
import { thinnedRows } from './thin.ts'

/** A strategy and the plain holding of the market on the same rows. */
export interface MarketStory {
  readonly bars: Bars
  /** The rows that both accounts lived through. */
  readonly rows: RowRange
  readonly result: BacktestResult
  readonly hold: BacktestResult
  readonly stages: readonly { readonly name: ReportStage['name']; readonly rows: RowRange }[]
  /** Rows of a curve that a page has room for; a quarter as many trades. */
  readonly most: number
}

/** What a page shows of a strategy on a market. */
export function marketOf(story: MarketStory): Omit<ReportMarket, 'doubt'> {
  const { bars, rows, result, hold, stages, most } = story
  const time = bars.time.subarray(rows.from, rows.to)
  const trades = tradesOf(result, time)
  const listed = Math.ceil(most / 4)
  return {
    symbol: bars.symbol,
    stages: stages.map(({ name, rows: { from, to } }) => ({ name, from: bars.time[from], to: bars.time[to - 1] })),
    curve: curveOf(story, time),
    trades: trades.slice(-listed),
    tradesLeftOut: Math.max(0, trades.length - listed),
    months: monthTable(result.returns, time).map(({ year, months, total }) => {
      return { year, months: months.map((each) => rounded(each)), total: rounded(total) }
    }),
    summary: summaryOf(result.summary),
    hold: summaryOf(hold.summary),
    costs: costsOf(result.summary),
  }
}

function curveOf({ bars, rows, result, hold, most }: MarketStory, time: Column): ReportCurve {
  const places = thinnedRows({ equity: result.equity, drawdowns: [result.drawdown, hold.drawdown] }, most)
  const pick = (column: Column, scale = 1) => places.map((row) => shortened(column[row] / scale))
  return {
    bars: time.length,
    time: places.map((row) => time[row]),
    price: pick(bars.close.subarray(rows.from, rows.to)),
    equity: pick(result.equity, result.summary.startEquity),
    drawdown: pick(result.drawdown),
    hold: pick(hold.equity, hold.summary.startEquity),
    holdDrawdown: pick(hold.drawdown),
  }
}

function tradesOf(result: BacktestResult, time: Column): ReportTrade[] {
  return tradeRows(result).map((trade) => ({
    side: trade.side > 0 ? 'long' : 'short',
    entry: time[trade.entryBar],
    exit: trade.reason === 'open' ? null : time[trade.exitBar],
    entryPrice: shortened(trade.entryPrice, 8),
    exitPrice: shortened(trade.exitPrice, 8),
    return: rounded(trade.return),
    bars: trade.duration,
    reason: trade.reason,
  }))
}

function summaryOf(summary: Summary): ReportSummary {
  return {
    totalReturn: rounded(summary.totalReturn, 12),
    cagr: rounded(summary.cagr, 12),
    volatility: rounded(summary.volatility, 12),
    sharpe: rounded(summary.sharpe, 12),
    sortino: rounded(summary.sortino, 12),
    maxDrawdown: rounded(summary.maxDrawdown, 12),
    timeInMarket: rounded(summary.timeInMarket, 12),
    turnover: rounded(summary.turnover, 12),
    trades: summary.trades,
    winRate: rounded(summary.winRate, 12),
    profitFactor: rounded(summary.profitFactor, 12),
    ambiguousShare: rounded(summary.ambiguousShare, 12),
  }
}

function costsOf(summary: Summary): ReportCosts {
  const { grossProfit, fees, slippage, funding, shortfall, startEquity, endEquity } = summary
  const share = (money: number) => shortened(money / startEquity, 12)
  return {
    gross: share(grossProfit),
    fees: share(fees),
    slippage: share(slippage),
    funding: share(funding),
    shortfall: share(shortfall),
    net: share(endEquity - startEquity),
  }
}
