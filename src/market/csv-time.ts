import { DAY, daysFromCivil, daysInMonth } from '../base/civil-date.ts'
import type { Column } from '../base/column.ts'
import { type CellReader, closeCell, MINUS, openCell, PLUS, POINT, SPACE, ZERO } from './csv-cell.ts'
import { numberInto } from './csv-number.ts'

/** Units of a time written as a number, with the power of ten that turns it into milliseconds. */
export const TIME_UNITS = { s: 3, ms: 0, us: -3, ns: -6 } as const

/** Unit of a time written as a number. */
export type TimeUnit = keyof typeof TIME_UNITS

/** A number of some unit since 1970 as milliseconds between two bounds. */
export function numberTimeInto(unit: TimeUnit, least: number, most: number): CellReader {
  const shift = TIME_UNITS[unit]
  return (column, row, cursor) => {
    if (!numberInto(column, row, cursor, shift)) return false
    return column[row] >= least && column[row] <= most && Number.isSafeInteger(column[row])
  }
}

/** A calendar date, with a time of day and its zone if there is one, as milliseconds UTC; or digits such as `202402291430`. */
export const instantInto: CellReader = (column, row, cursor) => {
  const { bytes } = cursor
  const from = openCell(cursor)
  let at = dayInto(column, row, bytes, from)
  if (at === from + 8 && isDigit(bytes[at])) at = compactClockOnto(column, row, bytes, at)
  else if (at >= 0 && startsClock(bytes, at)) at = clockOnto(column, row, bytes, at + 1)
  return at >= 0 && closeCell(cursor, at)
}

/** A calendar date alone, as milliseconds UTC of its start. */
export const dateInto: CellReader = (column, row, cursor) => {
  const at = dayInto(column, row, cursor.bytes, openCell(cursor))
  return at >= 0 && closeCell(cursor, at)
}

/** A time of day alone, as milliseconds since midnight UTC. */
export const clockInto: CellReader = (column, row, cursor) => {
  column[row] = 0
  const at = clockOnto(column, row, cursor.bytes, openCell(cursor))
  return at >= 0 && closeCell(cursor, at)
}

const LETTER_T = 116
const LETTER_Z = 122
const COLON = 58
const SLASH = 47

/** Writes the start of the day that is written at `at`; where its text ends, or -1 if there is no such day. */
function dayInto(column: Column, row: number, bytes: Uint8Array, at: number): number {
  const mark = bytes[at + 4]
  const gap = mark === MINUS || mark === SLASH || mark === POINT ? 1 : 0
  const year = 100 * pair(bytes, at) + pair(bytes, at + 2)
  const month = pair(bytes, at + 4 + gap)
  const day = pair(bytes, at + 6 + 2 * gap)
  if (gap === 1 && bytes[at + 7] !== mark) return -1
  if (!(year >= 0 && day >= 1 && day <= daysInMonth(year, month))) return -1
  column[row] = daysFromCivil(year, month, day) * DAY
  return at + 8 + 2 * gap
}

function startsClock(bytes: Uint8Array, at: number): boolean {
  return (bytes[at] | 32) === LETTER_T || (bytes[at] === SPACE && isDigit(bytes[at + 1]))
}

/** Adds a time of day, less the offset of its zone; where its text ends, or -1 if there is no such time. */
function clockOnto(column: Column, row: number, bytes: Uint8Array, from: number): number {
  const gap = bytes[from + 2] === COLON ? 1 : 0
  const hour = pair(bytes, from)
  const minute = pair(bytes, from + 2 + gap)
  let at = from + 4 + gap
  let second = 0
  if (gap === 1 ? bytes[at] === COLON : isDigit(bytes[at])) {
    second = pair(bytes, at + gap)
    at += 2 + gap
    if (bytes[at] === POINT) at = fractionOnto(column, row, bytes, at + 1)
  }
  if (at < 0 || !(hour <= 23 && minute <= 59 && second <= 59)) return -1
  column[row] += ((hour * 60 + minute) * 60 + second) * 1000
  return zoneOnto(column, row, bytes, at)
}

/** Adds the time of day of a calendar time that is nothing but digits: `HHMM`, `HHMMSS` or `HHMMSSmmm`. */
function compactClockOnto(column: Column, row: number, bytes: Uint8Array, from: number): number {
  const at = clockOnto(column, row, bytes, from)
  if (at !== from + 6 || !isDigit(bytes[at])) return at
  const end = fractionOnto(column, row, bytes, at)
  return end === at + 3 ? end : -1
}

/** Adds a fraction of a second; where its digits end, or -1 when it has none or is no whole millisecond. */
function fractionOnto(column: Column, row: number, bytes: Uint8Array, from: number): number {
  let unit = 1000
  let at = from
  for (; isDigit(bytes[at]); at++) {
    unit /= 10
    if (unit >= 1) column[row] += (bytes[at] - ZERO) * unit
    else if (bytes[at] !== ZERO) return -1
  }
  return at === from ? -1 : at
}

/** Takes off the offset of a zone: `Z`, `+02:00`, `+0200` or `+02`; none means UTC. */
function zoneOnto(column: Column, row: number, bytes: Uint8Array, at: number): number {
  if ((bytes[at] | 32) === LETTER_Z) return at + 1
  if (bytes[at] !== PLUS && bytes[at] !== MINUS) return at
  const hours = pair(bytes, at + 1)
  const gap = bytes[at + 3] === COLON ? 1 : 0
  const hasMinutes = gap === 1 || isDigit(bytes[at + 3])
  const minutes = hasMinutes ? pair(bytes, at + 3 + gap) : 0
  if (!(hours <= 23 && minutes <= 59)) return -1
  const offset = (hours * 60 + minutes) * 60_000
  column[row] -= bytes[at] === PLUS ? offset : -offset
  return hasMinutes ? at + 5 + gap : at + 3
}

/** Two digits as a number, NaN if they are none. */
function pair(bytes: Uint8Array, at: number): number {
  return isDigit(bytes[at]) && isDigit(bytes[at + 1]) ? 10 * (bytes[at] - ZERO) + bytes[at + 1] - ZERO : Number.NaN
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9
}
