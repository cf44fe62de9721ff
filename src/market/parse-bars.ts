import type { Column } from '../base/column.ts'
import type { Problem } from '../base/error.ts'
import { refuseAll } from '../base/problems.ts'
import { BAR_COLUMNS, type Bars } from './bars.ts'
import { fileColumns } from './csv-columns.ts'
import { openFile, openHeader, sampleRows } from './csv-file.ts'
import type { Role } from './csv-header.ts'
import { countLines } from './csv-line.ts'
import { type RowReport, readRows, type TargetColumn, targetOf } from './csv-rows.ts'
import { inferInterval } from './interval.ts'
import { type ParseOptions, type ParseSettings, parseSettings } from './parse-options.ts'

/** A market read from a file, with what was left out of it. */
export interface ParsedBars extends Bars {
  /** Bad rows that were left out; always none unless `onBadRow` is `'skip'`. */
  readonly skipped: {
    readonly count: number
    /** The first hundred of them; `row` is the line number in the file. */
    readonly problems: readonly Problem[]
  }
  /** Names of the columns that are not among the extras: they hold text, or have no name (`''`). */
  readonly ignored: readonly string[]
}

/**
 * A market from a CSV file, read once and checked row by row. Nothing is mended: a cell that is not the number or
 * the time it should be makes its row a bad row, and bad rows are refused together or left out and counted
 * (never when half of the rows or more are out of order: one wrong time far ahead would cost all rows behind it).
 *
 * The header names the columns in any case and order: time (or date, timestamp, open time, unix; or a date beside
 * a time of day), open, high, low, close, volume, and funding if there is one; any other column with a
 * number among its first rows becomes an extra, in which an empty cell, `NaN` or `null` is NaN. Times are numbers since 1970 or ISO dates, and
 * **a time without a zone is UTC**. Cells may be quoted, but not across lines; spaces around a cell, blank lines,
 * lines that begin with `#` and a byte order mark are no content. Rows are named by their line number in the file.
 *
 * @example
 * const csv = 'date,open,high,low,close,volume\n2024-02-28,10,12,9,11,500\n2024-02-29,11,11.5,10,10.5,400'
 * const bars = parseBars(csv, { symbol: 'TOY' })
 * Array.from(bars.close) // => [11, 10.5]
 * bars.interval // => 86400000
 * parseBars(csv.replace('11.5', 'n/a')) // throws 'invalid-csv'
 */
export function parseBars(csv: string | Uint8Array, options: ParseOptions = {}): ParsedBars {
  const settings = parseSettings(options)
  const cursor = openFile(csv, settings.separator)
  const lines = countLines(cursor.bytes, cursor.newline)
  const { header, headerLine } = openHeader(cursor, neededRoles(settings))
  const capacity = Math.min(lines - 1, mostRows(cursor.bytes.length, header.length))
  const columns = fileColumns(header, sampleRows(cursor, header.length), settings).map((column): TargetColumn => {
    return { ...column, target: new Float64Array(column.kept ? capacity : 0) }
  })
  const report = readRows({ cursor, headerLine, columns, newestFirst: settings.order === 'newest-first' })
  checkReport(report, settings)
  return marketOf(columns, report, settings)
}

function neededRoles({ missingVolume }: ParseSettings): Role[] {
  return BAR_COLUMNS.filter((role) => role !== 'volume' || missingVolume === 'throw')
}

/** Rows that fit into so many bytes when time and prices take one byte each and other cells are empty. */
function mostRows(size: number, width: number): number {
  return Math.floor((size + 1) / (width + 5))
}

/** Bad rows are refused unless they may be skipped; an order that most rows break is refused in any case. */
function checkReport({ good, bad, disordered, lastGood, problems }: RowReport, settings: ParseSettings): void {
  const total = good + bad
  const isDisordered = bad > 0 && 2 * disordered >= total
  if (good > 0 && !isDisordered && (bad === 0 || settings.onBadRow === 'skip')) return
  const reversed = settings.order === 'oldest-first' ? 'newest-first' : 'oldest-first'
  const skip = good > 0 ? ", or pass { onBadRow: 'skip' } to leave them out" : ''
  refuseAll('parseBars', problems, {
    code: 'invalid-csv',
    summary: total === 0 ? 'the file has no row below its header' : `${bad} of ${total} rows cannot be used`,
    remedy: isDisordered
      ? `Times run the other way: pass { order: '${reversed}' }. If they do not, look for a wrong time on line ${lastGood}.`
      : `Mend the file${skip}; a row is named by its line number.`,
    total: bad,
  })
}

/** The good rows as a market, oldest first. */
function marketOf(
  columns: readonly TargetColumn[],
  { good, bad, problems }: RowReport,
  settings: ParseSettings,
): ParsedBars {
  const columnOf = (role: Role): Column => finish(targetOf(columns, role) ?? new Float64Array(good), good, settings)
  const extras = columns
    .filter(({ role, kept }) => role === 'extra' && kept)
    .map(({ name, target }) => [name, finish(target, good, settings)] as const)
  const time = columnOf('time')
  return {
    symbol: settings.symbol,
    interval: settings.interval ?? inferInterval(time, 'parseBars'),
    length: good,
    time,
    open: columnOf('open'),
    high: columnOf('high'),
    low: columnOf('low'),
    close: columnOf('close'),
    volume: columnOf('volume'),
    ...(targetOf(columns, 'funding') !== undefined ? { funding: columnOf('funding') } : {}),
    ...(extras.length > 0 ? { extras: Object.fromEntries(extras) } : {}),
    skipped: { count: bad, problems },
    ignored: columns.filter((column) => !column.kept).map(({ name }) => name),
  }
}

/** Cuts a column to the rows that were filled, and turns it round if the newest came first. */
function finish(target: Column, length: number, { order }: ParseSettings): Column {
  const column = target.length === length ? target : target.slice(0, length)
  return order === 'newest-first' ? column.reverse() : column
}
