import { civilDate, DAY } from '../base/civil-date.ts'
import type { Column } from '../base/column.ts'
import { checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import type { Bars } from './bars.ts'
import { checkBars, checkShape, columnsOf, EXTRA } from './check-bars.ts'
import { headerCell, SEPARATORS, type Separator } from './csv-header.ts'

/** How a market is written as CSV. */
export interface WriteOptions {
  /** What stands between two cells: `','` by default, `';'`, a tab or `'|'`. */
  readonly separator?: Separator
  /** `'iso'` (default) writes `2024-02-29T14:30:00Z`, in the years 0 to 9999; `'ms'` writes milliseconds since 1970. */
  readonly time?: 'iso' | 'ms'
}

/** Rows joined at a time, so that a long file is never a million small strings at once. */
const BLOCK = 4096
/** 0000-01-01 and 10000-01-01, between which a year has four digits. */
const FIRST = -62_167_219_200_000
const END = 253_402_300_800_000

/**
 * A market as CSV text that `parseBars` reads back with every bit of every column: each number in the fewest
 * digits that still name it, an empty cell where an extra has no value. Symbol and interval are not in the text.
 * Times written as milliseconds are read back with `{ timeUnit: 'ms' }` when they lie before 1973.
 *
 * @example
 * const bars = barsFrom(
 *   { time: [0, 60_000], open: [1, 2], high: [2, 3], low: [1, 2], close: [2, 2.5], volume: [5, 8] },
 *   { symbol: 'TOY' },
 * )
 * writeBars(bars).split('\n')[2] // => '1970-01-01T00:01:00Z,2,3,2,2.5,8'
 */
export function writeBars(bars: Bars, options: WriteOptions = {}): string {
  checkKeys('writeBars', options, ['separator', 'time'])
  const { separator = ',', time = 'iso' } = options
  checkOneOf('writeBars', 'separator', separator, SEPARATORS)
  checkOneOf('writeBars', 'time', time, ['iso', 'ms'])
  checkShape('writeBars', bars)
  checkBars('writeBars', bars)
  if (time === 'iso') checkYears(bars.time)
  const columns = columnsOf(bars)
  const header = columns.map(([name]) => cellOf(name, separator)).join(separator)
  const writers = columns.map(([name, column]) => (name === 'time' && time === 'iso' ? isoCells : numberCells)(column))
  const blocks = [`${header}\n`]
  for (let from = 0; from < bars.length; from += BLOCK) {
    blocks.push(blockOf(writers, separator, from, Math.min(from + BLOCK, bars.length)))
  }
  return blocks.join('')
}

/** Writes the cell of one row. */
type CellWriter = (row: number) => string

function blockOf(writers: readonly CellWriter[], separator: string, from: number, to: number): string {
  const lines: string[] = []
  for (let row = from; row < to; row++) lines.push(`${writers.map((cell) => cell(row)).join(separator)}\n`)
  return lines.join('')
}

function numberCells(column: Column): CellWriter {
  return (row) => {
    const value = column[row]
    if (Number.isNaN(value)) return ''
    return Object.is(value, -0) ? '-0' : String(value)
  }
}

function isoCells(column: Column): CellWriter {
  return (row) => {
    const day = Math.floor(column[row] / DAY)
    const ms = column[row] - day * DAY
    const seconds = Math.floor(ms / 1000)
    const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':')
    const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`
    return `${dateOf(day)}T${clock}${fraction}Z`
  }
}

/** `YYYY-MM-DD` of a day counted from 1970-01-01. */
function dateOf(days: number): string {
  const { year, month, day } = civilDate(days)
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0')
}

function checkYears(time: Column): void {
  const row = time.findIndex((ms) => ms < FIRST || ms >= END || Object.is(ms, -0))
  if (row < 0) return
  refuse('writeBars', 'time', time[row], {
    rule: 'within the years 0 to 9999 to be written as a date',
    row,
    remedy: "Pass { time: 'ms' }, and { timeUnit: 'ms' } to parseBars.",
  })
}

/** A column's name as a header cell; an extra must keep its name and its role on the way back. */
function cellOf(column: string, separator: string): string {
  const name = column.startsWith(EXTRA) ? column.slice(EXTRA.length) : column
  const back = headerCell(name)
  const isExtra = back.role === 'extra' && back.name === name && name.isWellFormed() && !/[\r\n]/.test(name)
  if (column !== name && !isExtra) {
    refuse('writeBars', 'the name of an extra', name, {
      rule: 'one line without spaces around it that does not name another column',
      remedy: 'Rename the extra.',
    })
  }
  return name.includes('"') || name.includes(separator) ? `"${name.replaceAll('"', '""')}"` : name
}
