/**
 * One honest kernel: from an exposure column to fills, trades, equity and a summary, with every cost accounted for.
 *
 * @module backtest
 */
export { backtest } from './backtest.ts'
export {
  backtestMany,
  type ManyOptions,
  type Panel,
  type RowFault,
  type Scores,
  SUMMARY_KEYS,
} from './backtest-many.ts'
export { backtestPortfolio, type Caps, type PortfolioOptions } from './backtest-portfolio.ts'
export {
  type Distance,
  type Execution,
  type Fees,
  frictionless,
  perpetual,
  type Slippage,
  type Stops,
  spot,
} from './execution.ts'
export { FILL_REASONS, type FillReason, REJECT_REASONS, type RejectReason } from './reasons.ts'
export type { BacktestResult, FillColumns, PortfolioResult, RejectColumns } from './result.ts'
export type { BacktestOptions } from './setup.ts'
export { type EntrySignals, type SignalOptions, type Signals, signalsToExposure } from './signals-to-exposure.ts'
export { summarise } from './summarise.ts'
export type { Summary } from './summary.ts'
export { type TradeColumns, type TradeRow, tradeRows } from './trade-columns.ts'
