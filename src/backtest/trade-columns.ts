import type { Column } from '../base/column.ts'
import { FILL_REASONS } from './reasons.ts'
import type { TRADE_COLUMNS } from './recorder.ts'

/**
 * Trades as columns, one row per trade from flat to flat. Prices are what was paid, averaged over the fills of the
 * entering and of the leaving side; `quantity` is all that was entered with; `return` is profit over the value entered
 * with; `rMultiple` is profit over what the loss level put at risk, NaN without one. `reason` is the place of the exit
 * reason in `FILL_REASONS`, -1 for a trade still open. `ambiguous` is 1 where the order of events inside a bar
 * mattered and was not known.
 */
export interface TradeColumns extends Readonly<Record<(typeof TRADE_COLUMNS)[number], Column>> {
  readonly length: number
  /** Bars from entry to exit, to the last bar while open. */
  readonly duration: Column
  /**
   * Worst and best price of the trade's bars against its entry price, as fractions: `mae` at most 0, `mfe` at least 0. Of a
   * bar that is left before its close only the open and the exit price count.
   */
  readonly mae: Column
  readonly mfe: Column
}

/** One trade as a plain object, for tables. */
export type TradeRow = Readonly<Record<Exclude<keyof TradeColumns, 'length' | 'reason' | 'ambiguous'>, number>> & {
  readonly reason: (typeof FILL_REASONS)[number] | 'open'
  readonly ambiguous: boolean
}

/**
 * The trades of a result as plain objects, one per trade, for tables and people; those still open come last.
 *
 * @example
 * const close = Float64Array.of(100, 100, 110, 121)
 * const columns = { time: [0, 1, 2, 3], open: close, high: close, low: close, close, volume: [1, 1, 1, 1] }
 * const result = backtest(barsFrom(columns), Float64Array.of(1, 0, 0, 0), frictionless)
 * tradeRows(result).map(({ entryBar, exitBar, profit, reason }) => [entryBar, exitBar, profit, reason]) // => [[1, 2, 1000, 'decision']]
 */
export function tradeRows(result: { readonly trades: TradeColumns; readonly openTrades: TradeColumns }): TradeRow[] {
  return [...rowsOf(result.trades), ...rowsOf(result.openTrades)]
}

function rowsOf({ length, ...columns }: TradeColumns): TradeRow[] {
  const names = Object.keys(columns) as (keyof typeof columns)[]
  const cell = (name: keyof typeof columns, row: number) => {
    const value = columns[name][row]
    if (name === 'reason') return FILL_REASONS[value] ?? 'open'
    return name === 'ambiguous' ? value === 1 : value
  }
  return Array.from(
    { length },
    (_, row) => Object.fromEntries(names.map((name) => [name, cell(name, row)])) as TradeRow,
  )
}
