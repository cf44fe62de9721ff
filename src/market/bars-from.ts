import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, refuse } from '../base/guards.ts'
import { BAR_COLUMNS, type BarColumn, type Bars } from './bars.ts'
import { checkBars } from './check-bars.ts'
import { type Interval, inferInterval, intervalMs } from './interval.ts'
import { toColumn } from './to-column.ts'

/** Columns to build a market from: typed columns are taken as they are, plain arrays are copied once. */
export type RawColumns = Readonly<Record<BarColumn, ArrayLike<number>>> & {
  readonly funding?: ArrayLike<number>
  readonly extras?: Readonly<Record<string, ArrayLike<number>>>
}

/** Name and bar length of a market. */
export interface BarsOptions {
  /** Name of the market; `'market'` by default. */
  readonly symbol?: string
  /** Length of a bar; by default the most common gap among the first thousand times. */
  readonly interval?: Interval
}

const KNOWN_COLUMNS = [...BAR_COLUMNS, 'funding', 'extras']

/**
 * A market from columns, checked once: equal lengths, times in whole milliseconds that rise strictly, finite
 * numbers. Extras may hold NaN where a row has no value. `Float64Array`s are kept without a copy, so do not
 * write to them afterwards.
 *
 * @example
 * const bars = barsFrom(
 *   { time: [0, 60_000], open: [1, 2], high: [2, 3], low: [1, 2], close: [2, 3], volume: [5, 8] },
 *   { symbol: 'TOY' },
 * )
 * bars.interval // => 60000
 */
export function barsFrom(columns: RawColumns, options: BarsOptions = {}): Bars {
  checkKeys('barsFrom', columns, KNOWN_COLUMNS)
  checkKeys('barsFrom', options, ['symbol', 'interval'])
  const { symbol = 'market', interval } = options
  checkSymbol('barsFrom', symbol)
  const time = toColumn('barsFrom', 'time', columns.time)
  const length = time.length
  checkInteger('barsFrom', 'the number of bars', length, { min: 1 })
  const bars = {
    time,
    open: toColumn('barsFrom', 'open', columns.open, length),
    high: toColumn('barsFrom', 'high', columns.high, length),
    low: toColumn('barsFrom', 'low', columns.low, length),
    close: toColumn('barsFrom', 'close', columns.close, length),
    volume: toColumn('barsFrom', 'volume', columns.volume, length),
    ...(columns.funding === undefined ? {} : { funding: toColumn('barsFrom', 'funding', columns.funding, length) }),
    ...(columns.extras === undefined ? {} : { extras: toColumns(columns.extras, length) }),
  }
  checkBars('barsFrom', bars)
  const ms = interval === undefined ? inferInterval(time, 'barsFrom') : intervalMs(interval, 'barsFrom')
  return { symbol, interval: ms, length, ...bars }
}

/** Refuses a name that is empty or no text. */
export function checkSymbol(where: string, symbol: unknown): void {
  if (typeof symbol === 'string' && symbol !== '' && symbol.isWellFormed()) return
  refuse(where, 'symbol', symbol, { rule: 'a name', remedy: "Pass text, for example { symbol: 'BTC-USD' }." })
}

function toColumns(named: Readonly<Record<string, ArrayLike<number>>>, length: number): Record<string, Column> {
  if (typeof named !== 'object' || named === null || Array.isArray(named)) {
    refuse('barsFrom', 'extras', named, { rule: 'an object of columns', remedy: 'Give each extra column a name.' })
  }
  return Object.fromEntries(
    Object.entries(named).map(([name, values]) => [name, toColumn('barsFrom', `extras.${name}`, values, length)]),
  )
}
