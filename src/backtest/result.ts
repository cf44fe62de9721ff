import type { JsonValue } from '../base/canonical-json.ts'
import type { Column } from '../base/column.ts'
import { undefinedAsNull } from '../metrics/undefined-as-null.ts'
import type { Curve } from './curve.ts'
import { grossProfit, tradeProfit } from './fill.ts'
import { OPEN, recordTrade } from './record-trade.ts'
import {
  columnsOf,
  FILL_COLUMNS,
  openRows,
  REJECT_COLUMNS,
  type Recorder,
  type Rows,
  TRADE_COLUMNS,
} from './recorder.ts'
import type { Account, Run } from './run.ts'
import { type Summary, summaryOf } from './summary.ts'
import type { TradeColumns } from './trade-columns.ts'

/** Every fill as columns, in the order they happened. */
export interface FillColumns extends Readonly<Record<(typeof FILL_COLUMNS)[number], Column>> {
  /** Number of fills. */
  readonly length: number
}

/** Every order, or part of one, that was not filled. */
export interface RejectColumns extends Readonly<Record<(typeof REJECT_COLUMNS)[number], Column>> {
  readonly length: number
}

/** A backtest to be read: columns by bar, fills and trades as columns, and the summary that fitness sees too. */
export interface BacktestResult {
  readonly summary: Summary
  /** Marked at each close, after its fills. */
  readonly equity: Column
  readonly returns: Column
  /** Fall below the highest equity so far, at most 0. */
  readonly drawdown: Column
  /** Value of the position over equity at each close: what was held, not what was wanted. */
  readonly exposure: Column
  /** Units held at each close. */
  readonly quantity: Column
  readonly fills: FillColumns
  /** Trades from flat to flat, in the order they ended. */
  readonly trades: TradeColumns
  /** Trades still open, valued at the last close; the summary does not count them. */
  readonly openTrades: TradeColumns
  readonly rejects: RejectColumns
}

/** A result of many markets: the position columns are one per market, in the order given. */
export interface PortfolioResult extends Omit<BacktestResult, 'exposure' | 'quantity'> {
  readonly exposures: readonly Column[]
  readonly quantities: readonly Column[]
}

/** What the kernel hands over when it has run. */
export interface Ended {
  readonly runs: readonly Run[]
  readonly account: Account
  readonly curve: Curve
  readonly recorder: Recorder
}

/** The readable result of what the kernel recorded. */
export function resultOf({ runs, account, curve, recorder }: Ended): PortfolioResult {
  const { tape, terms, periodsPerYear } = runs[0].setup
  const { equity, returns, drawdown, exposures, quantities } = recorder
  const last = tape.length - 1
  const open = openRows()
  let openGross = 0
  for (const run of runs) {
    if (run.quantity === 0) continue
    const price = run.setup.tape.close[last]
    openGross += grossProfit(run, price)
    recordTrade(run, open, tradeProfit(run, price), OPEN)
  }
  const books = { account, start: terms.cash, bars: tape.length, periodsPerYear, openGross }
  return readable({
    summary: summaryOf(curve, books),
    equity,
    returns,
    drawdown,
    exposures,
    quantities,
    fills: counted(FILL_COLUMNS, recorder.fills),
    trades: counted(TRADE_COLUMNS, recorder.trades),
    openTrades: counted(TRADE_COLUMNS, open),
    rejects: counted(REJECT_COLUMNS, recorder.rejects),
  })
}

/**
 * Gives a result the `toJSON` that `JSON.stringify` asks for: columns become arrays and undefined numbers null. It does
 * not show among the keys, so a result still crosses to a worker.
 */
export function readable<Result extends object>(result: Result): Result {
  const toJSON = (): JsonValue => undefinedAsNull(result)
  return Object.defineProperty(result, 'toJSON', { value: toJSON })
}

function counted<Name extends string>(names: readonly Name[], rows: Rows) {
  return { length: rows.length, ...columnsOf(names, rows) }
}
