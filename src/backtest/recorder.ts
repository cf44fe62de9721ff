import type { Column } from '../base/column.ts'
import type { Curve } from './curve.ts'
import type { Setup } from './setup.ts'
import type { Tape } from './tape.ts'
import type { Costs } from './terms.ts'
import { windowsOf } from './windows.ts'

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
  'duration',
  'mae',
  'mfe',
] as const

/** Columns of the orders, or parts of orders, that were not filled. */
export const REJECT_COLUMNS = ['market', 'bar', 'quantity', 'reason'] as const

/** What the full pass keeps and the summary pass does not: rows of numbers one after the other, no object per row. */
export interface Recorder {
  /** Equity at each close, its return and its fall below the highest so far. */
  readonly equity: Column
  readonly returns: Column
  readonly drawdown: Column
  /** Units held at each close, and their value over equity, one column per market. */
  readonly quantities: readonly Column[]
  readonly exposures: readonly Column[]
  /** What `windowsOf` gives, per market. */
  readonly windows: readonly Column[]
  readonly fills: Rows
  readonly trades: Rows
  readonly rejects: Rows
}

/** Rows of numbers that grow at the end, in pieces that never move. Mutable, owned by one recorder. */
export interface Rows {
  readonly pieces: Column[]
  /** The last piece, and the numbers written to it so far. */
  data: Column
  used: number
  /** Rows written so far. */
  length: number
}

/** Numbers in the first piece, for the many backtests with few fills, and in those after it. */
const FIRST = 1024
const NEXT = 8192

/** No rows yet. */
export function openRows(): Rows {
  const data = new Float64Array(FIRST)
  return { pieces: [data], data, used: 0, length: 0 }
}

/** Makes room for a row of `width` numbers at the end and says where in `data` it begins. */
export function roomFor(rows: Rows, width: number): number {
  let start = rows.used
  if (start + width > rows.data.length) {
    rows.data = new Float64Array(NEXT)
    rows.pieces.push(rows.data)
    start = 0
  }
  rows.used = start + width
  rows.length++
  return start
}

/** Where a row belongs: a market and the bar it lives through. */
interface Place {
  readonly market: number
  readonly bar: number
}

/** A place whose fills are recorded. */
interface Recording extends Place {
  readonly recorder: Recorder | null
}

/** A market and what is held of it. */
interface Held {
  readonly market: number
  readonly quantity: number
  readonly setup: Setup
}

/** Writes a fill of `delta` units at a raw price as a row of `FILL_COLUMNS`; the costs are added up as the kernel does. */
export function recordFill(run: Recording, price: number, delta: number, costs: Costs): void {
  const rows = run.recorder!.fills
  const at = roomFor(rows, FILL_COLUMNS.length)
  const { data } = rows
  const size = Math.abs(delta)
  const filled = delta > 0 ? price * (1 + costs.slippage) : price * (1 - costs.slippage)
  data[at] = run.market
  data[at + 1] = run.bar
  data[at + 2] = delta > 0 ? 1 : -1
  data[at + 3] = filled
  data[at + 4] = size
  data[at + 5] = size * filled * costs.fee + costs.fixed
  data[at + 6] = size * price * costs.slippage
  data[at + 7] = costs.reason
}

/** An empty recorder. */
export function openRecorder(tapes: readonly Tape[]): Recorder {
  const column = () => new Float64Array(tapes[0].length)
  return {
    equity: column(),
    returns: column(),
    drawdown: column(),
    quantities: tapes.map(column),
    exposures: tapes.map(column),
    windows: tapes.map(windowsOf),
    fills: openRows(),
    trades: openRows(),
    rejects: openRows(),
  }
}

/** Writes the close of a bar after it was marked; `before` is the equity of the close before. */
export function recordClose(recorder: Recorder, t: number, before: number, curve: Curve): void {
  const { equity, peak } = curve
  recorder.equity[t] = equity
  recorder.returns[t] = before > 0 ? equity / before - 1 : 0
  recorder.drawdown[t] = equity / peak - 1
}

/** Writes the position of a market at a close; what is not held stays 0, as the columns begin. */
export function recordHeld(recorder: Recorder, t: number, equity: number, run: Held): void {
  const { market, quantity } = run
  if (quantity === 0) return
  recorder.quantities[market][t] = quantity
  recorder.exposures[market][t] = (quantity * run.setup.tape.close[t]) / equity
}

/** Writes an order of the run, or the part of one, that was not filled as a row of `REJECT_COLUMNS`. */
export function recordReject(run: Place, rows: Rows, size: number, reason: number): void {
  const at = roomFor(rows, REJECT_COLUMNS.length)
  const { data } = rows
  data[at] = run.market
  data[at + 1] = run.bar
  data[at + 2] = size
  data[at + 3] = reason
}

/** Rows of numbers as one column per name; piece by piece, so that each is read while it is at hand. */
export function columnsOf<Name extends string>(names: readonly Name[], rows: Rows): Record<Name, Column> {
  const width = names.length
  const columns = names.map(() => new Float64Array(rows.length))
  let first = 0
  for (const piece of rows.pieces) {
    const end = Math.min(rows.length, first + Math.floor(piece.length / width))
    for (let place = 0; place < width; place++) copyOut(columns[place], piece, { first, end, place, width })
    first = end
  }
  return Object.fromEntries(names.map((name, place) => [name, columns[place]])) as Record<Name, Column>
}

function copyOut(
  column: Column,
  piece: Column,
  { first, end, place, width }: Record<'first' | 'end' | 'place' | 'width', number>,
): void {
  for (let row = first, at = place; row < end; row++, at += width) column[row] = piece[at]
}
