import { checkKeys, checkOneOf } from '../base/guards.ts'
import { type BarsOptions, checkSymbol } from './bars-from.ts'
import { SEPARATORS, type Separator } from './csv-header.ts'
import { TIME_UNITS, type TimeUnit } from './csv-time.ts'
import { intervalMs } from './interval.ts'

/** How a CSV file is written, and what to do with rows that cannot be used. */
export interface ParseOptions extends BarsOptions {
  /** What stands between two cells: `','` by default, `';'`, a tab or `'|'`. */
  readonly separator?: Separator
  /**
   * `'throw'` (default) refuses a file with a bad row and lists its bad rows; `'skip'` leaves bad rows out and
   * reports them in `skipped`, unless half of the rows or more are out of order.
   */
  readonly onBadRow?: 'throw' | 'skip'
  /** Which bar comes first in the file: `'oldest-first'` (default), or `'newest-first'`, which is turned round. */
  readonly order?: 'oldest-first' | 'newest-first'
  /**
   * Unit of times that are numbers. `'auto'` (default) tells it from the size of the first one and holds every
   * row to it; that works for the years 1973 to 2286. Digits that spell a calendar time of the years 1900 to 2199,
   * `YYYYMMDD` or `YYYYMMDDHHMM` with seconds and milliseconds or without, are one.
   */
  readonly timeUnit?: TimeUnit | 'auto'
  /** Without a volume, in a row or as a whole: `'throw'` (default) is an error, `'zero'` writes 0. */
  readonly missingVolume?: 'throw' | 'zero'
}

/** Options with every default filled in; without an interval, the times will show it. */
export type ParseSettings = Required<Omit<ParseOptions, 'interval'>> & { readonly interval: number | undefined }

const KNOWN = ['symbol', 'interval', 'separator', 'onBadRow', 'order', 'timeUnit', 'missingVolume']

/** Fills in the defaults and refuses options that are unknown or out of their range. */
export function parseSettings(options: ParseOptions): ParseSettings {
  checkKeys('parseBars', options, KNOWN)
  const { symbol = 'market', separator = ',', onBadRow = 'throw', order = 'oldest-first' } = options
  const { interval, timeUnit = 'auto', missingVolume = 'throw' } = options
  checkSymbol('parseBars', symbol)
  checkOneOf('parseBars', 'separator', separator, SEPARATORS)
  checkOneOf('parseBars', 'onBadRow', onBadRow, ['throw', 'skip'])
  checkOneOf('parseBars', 'order', order, ['oldest-first', 'newest-first'])
  checkOneOf('parseBars', 'timeUnit', timeUnit, ['auto', ...Object.keys(TIME_UNITS)])
  checkOneOf('parseBars', 'missingVolume', missingVolume, ['throw', 'zero'])
  const ms = interval === undefined ? undefined : intervalMs(interval, 'parseBars')
  return { symbol, interval: ms, separator, onBadRow, order, timeUnit, missingVolume }
}
