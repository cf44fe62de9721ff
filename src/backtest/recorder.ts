import type { Column } from '../base/column.ts'

/** Columns of the fills, in the order `recordFill` writes them. */
export const FILL_COLUMNS = ['market', 'bar', 'side', 'price', 'quantity', 'fee', 'slippage', 'reason'] as const

/** Columns of the trades, in the order `recordTrade` writes them. */
export const TRADE_COLUMNS = [
  'market',
  'side',
  'entryBar',
  'exitBar',
  'entryPrice',
  'exitPrice',
  'quantity',
  'fee',
  'slippage',
  'funding',
  'profit',
  'return',
  'rMultiple',
  'reason',
  'ambiguous',
] as const

/** Columns of the orders, or parts of orders, that were not filled. */
export const REJECT_COLUMNS = ['market', 'bar', 'quantity', 'reason'] as const

/** What the full pass keeps and the summary pass does not: rows of numbers one after the other, no object per row. */
export interface Recorder {
  /** Equity at each close. */
  readonly equity: Column
  /** Units held at each close, one column per market. */
  readonly quantities: readonly Column[]
  readonly fills: number[]
  readonly trades: number[]
  readonly rejects: number[]
}

/** An empty recorder. */
export function openRecorder(length: number, markets: number): Recorder {
  return {
    equity: new Float64Array(length),
    quantities: Array.from({ length: markets }, () => new Float64Array(length)),
    fills: [],
    trades: [],
    rejects: [],
  }
}

/** Rows of numbers as one column per name. */
export function columnsOf<Name extends string>(names: readonly Name[], rows: readonly number[]): Record<Name, Column> {
  const length = rows.length / names.length
  const entries = names.map((name, place) => {
    const column = new Float64Array(length)
    for (let row = 0; row < length; row++) column[row] = rows[row * names.length + place]
    return [name, column] as const
  })
  return Object.fromEntries(entries) as Record<Name, Column>
}
