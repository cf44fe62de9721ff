import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, checkKeys, refuse } from '../base/guards.ts'
import { BAR_COLUMNS, type BarColumn, type Bars } from './bars.ts'
import { checkBars } from './check-bars.ts'
import { type Interval, inferInterval, intervalMs } from './interval.ts'

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
 * A market from columns, checked once: equal lengths, times that rise strictly, finite numbers. Extras may hold
 * NaN where a row has no value. `Float64Array`s are kept without a copy, so do not write to them afterwards.
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
  if (typeof symbol !== 'string' || symbol === '') refuse('barsFrom', 'symbol', symbol, { rule: 'a name' })
  const time = toColumn('time', columns.time)
  const length = time.length
  checkInteger('barsFrom', 'the number of bars', length, { min: 1 })
  const bars: Bars = {
    symbol,
    interval: interval === undefined ? inferInterval(time, 'barsFrom') : intervalMs(interval, 'barsFrom'),
    length,
    time,
    open: toColumn('open', columns.open, length),
    high: toColumn('high', columns.high, length),
    low: toColumn('low', columns.low, length),
    close: toColumn('close', columns.close, length),
    volume: toColumn('volume', columns.volume, length),
    ...(columns.funding === undefined ? {} : { funding: toColumn('funding', columns.funding, length) }),
    ...(columns.extras === undefined ? {} : { extras: toColumns(columns.extras, length) }),
  }
  checkBars('barsFrom', bars)
  return bars
}

function toColumns(named: Readonly<Record<string, ArrayLike<number>>>, length: number): Record<string, Column> {
  return Object.fromEntries(
    Object.entries(named).map(([name, values]) => [name, toColumn(`extras.${name}`, values, length)]),
  )
}

function toColumn(name: string, values: ArrayLike<number>, length?: number): Column {
  const isList = Array.isArray(values) || ArrayBuffer.isView(values)
  const column = isList && !(values instanceof Float64Array) ? Float64Array.from(values) : values
  checkColumn('barsFrom', name, column, length)
  return column as Column
}
