import { refuse } from '../base/guards.ts'
import type { CellReader } from './csv-cell.ts'
import { skipInto } from './csv-cell.ts'
import type { HeaderCell, Role } from './csv-header.ts'
import { amountInto, amountOrZeroInto, numberInto, valueInto } from './csv-number.ts'
import { clockInto, dateInto, instantInto, numberTimeInto, TIME_UNITS, type TimeUnit } from './csv-time.ts'

/** A column of a file: how its cells are read, and what they must be when that fails. */
export interface FileColumn extends HeaderCell {
  readonly read: CellReader
  readonly rule: string
  /** False for a column of text, which is left out. */
  readonly kept: boolean
}

/** What the header does not tell about the cells. */
export interface CellOptions {
  readonly timeUnit: TimeUnit | 'auto'
  readonly missingVolume: 'throw' | 'zero'
}

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i
const NO_VALUE = /^(nan|null)?$/i
const DATE = 'a date such as 2024-02-29'
const CLOCK = '14:30, 14:30:00 or 14:30:00.250, with Z or an offset such as +02:00 if not in UTC'
const TEXT: Pick<FileColumn, 'read' | 'rule' | 'kept'> = { read: skipInto, rule: 'must close its quotes', kept: false }

/**
 * How to read each column, told from the header and from the first rows: an extra column in which no cell
 * with something in it is a number holds text, and the first time that can be read shows how times are written.
 */
export function fileColumns(
  header: readonly HeaderCell[],
  sample: readonly (readonly string[])[],
  options: CellOptions,
): FileColumn[] {
  const hasClock = header.some(({ role }) => role === 'clock')
  return header.map((cell, k) => {
    const words = sample.map((cells) => cells[k] ?? '')
    if (cell.role === 'time') return { ...cell, ...timeColumn(words, hasClock, options.timeUnit), kept: true }
    if (cell.role === 'extra' && holdsText(words)) return { ...cell, ...TEXT }
    return { ...cell, ...plainColumn(cell.role, options) }
  })
}

function holdsText(words: readonly string[]): boolean {
  return words.some((word) => !NO_VALUE.test(word)) && !words.some((word) => NUMBER.test(word))
}

function plainColumn(role: Role, options: CellOptions): Pick<FileColumn, 'read' | 'rule' | 'kept'> {
  switch (role) {
    case 'unnamed':
      return TEXT
    case 'extra':
      return { read: valueInto, rule: 'must be a finite number, or empty where there is none', kept: true }
    case 'clock':
      return { read: clockInto, rule: `must be a time of day such as ${CLOCK}`, kept: true }
    case 'funding':
      return { read: numberInto, rule: 'must be a finite number, 0 where nothing is settled', kept: true }
    case 'volume':
      if (options.missingVolume === 'throw') {
        return { read: amountInto, rule: 'must be a finite number of at least 0', kept: true }
      }
      return { read: amountOrZeroInto, rule: 'must be a finite number of at least 0, or empty', kept: true }
    default:
      return { read: numberInto, rule: 'must be a finite number with a decimal point', kept: true }
  }
}

function timeColumn(
  words: readonly string[],
  hasClock: boolean,
  timeUnit: TimeUnit | 'auto',
): Pick<FileColumn, 'read' | 'rule'> {
  if (hasClock) return pairedDate(timeUnit)
  if (timeUnit !== 'auto') return numberTime(timeUnit, -LAST, LAST)
  const first = words.find((word) => NUMBER.test(word) || /^\d{4}\W/.test(word))
  if (first === undefined || !NUMBER.test(first) || COMPACT_DATE.test(first) || COMPACT_TIME.test(first)) {
    return { read: instantInto, rule: `must be ${DATE}, or with a time of day such as ${CLOCK}` }
  }
  return numberTime(unitOf(first), RECENT, LATE)
}

function pairedDate(timeUnit: TimeUnit | 'auto'): Pick<FileColumn, 'read' | 'rule'> {
  if (timeUnit !== 'auto') {
    refuse('parseBars', 'timeUnit', timeUnit, {
      rule: "'auto' for a file with a date column beside its time column",
      remedy: 'Leave it out: such columns hold a calendar date and a time of day.',
    })
  }
  return { read: dateInto, rule: `must be ${DATE}` }
}

/** The last millisecond that JavaScript's own dates reach, in either direction. */
const LAST = 8.64e15
/** 1973 and 2286 in milliseconds: between them a number of seconds, ms, us and ns cannot be taken for another. */
const RECENT = 1e11
const LATE = 1e13
/** `YYYYMMDD` of any century, and `YYYYMMDDHHMM`, with seconds and milliseconds or without, of the years 1900 to 2199. */
const COMPACT_DATE = /^(1[6-9]|2\d)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/
const COMPACT_TIME = /^(19|2[01])\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d([0-5]\d(\d{3})?)?$/

function numberTime(unit: TimeUnit, least: number, most: number): Pick<FileColumn, 'read' | 'rule'> {
  const years = least === RECENT ? ' of the years 1973 to 2286, like the first one' : ''
  return { read: numberTimeInto(unit, least, most), rule: `must be a time in ${unit}${years}, on a whole millisecond` }
}

/** The unit in which a number is a time between `RECENT` and `LATE`, unless its digits begin like a calendar time's. */
function unitOf(word: string): TimeUnit {
  const size = Number(word)
  const unit = (['s', 'ms', 'us', 'ns'] as const).find((each) => {
    const ms = size * 10 ** TIME_UNITS[each]
    return ms >= RECENT && ms < LATE
  })
  if (unit !== undefined && !(size >= 1900e8 && size < 2200e8)) return unit
  return refuse('parseBars', 'timeUnit', word, {
    rule: 'given when times are neither numbers of the years 1973 to 2286 nor calendar times such as 202402291430',
    remedy: "Pass it, for example { timeUnit: 's' }; it can be s, ms, us or ns.",
    code: 'invalid-csv',
  })
}
