import type { Column } from '../base/column.ts'

/**
 * A market as columns: one row per bar, oldest first. `time[t]` is the opening time of bar t in milliseconds
 * UTC; the bar covers `[time, time + interval)`. Times rise strictly and prices are finite: every door of this
 * folder checks that once, so no loop behind it has to.
 */
export interface Bars {
  /** Name of the market, for example `'BTC-USD'`. */
  readonly symbol: string
  /** Nominal length of a bar in milliseconds; gaps such as weekends do not change it. */
  readonly interval: number
  /** Number of bars; every column has this length. */
  readonly length: number
  readonly time: Column
  readonly open: Column
  readonly high: Column
  readonly low: Column
  readonly close: Column
  /** Amount traded in the bar, in units of the asset. */
  readonly volume: Column
  /** Funding rate settled in the bar (positive: longs pay shorts), 0 where none is settled. */
  readonly funding?: Column
  /** Any other column by name; NaN marks a row without a value. */
  readonly extras?: Readonly<Record<string, Column>>
}

/** The columns every market has, in the order they are written and packed. */
export const BAR_COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const

/** Name of a column that every market has. */
export type BarColumn = (typeof BAR_COLUMNS)[number]
