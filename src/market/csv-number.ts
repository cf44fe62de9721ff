import type { Column } from '../base/column.ts'
import { type CellReader, type Cursor, closeCell, MINUS, openCell, POINT, ZERO } from './csv-cell.ts'
import { longDecimalInto, TEN } from './long-decimal.ts'

/** Below it every integer is exact; a mantissa that has been rounded is not below it. */
const EXACT = 2 ** 53

/**
 * Reads a decimal number, times ten to the power `shift`, as the nearest double: bit for bit what `Number` makes of
 * the text. A mantissa below 2^53 and a power of ten up to 22 are both exact, so that their product or quotient is
 * rounded once (Clinger 1990, "How to read floating point numbers accurately"). Every other spelling of a number,
 * and quotes or spaces around it, takes the longer way.
 */
export function numberInto(column: Column, row: number, cursor: Cursor, shift = 0): boolean {
  const { bytes, separator, newline } = cursor
  const end = bytes.length
  let at = cursor.at
  const negative = at < end && bytes[at] === MINUS
  if (negative) at++
  const first = at
  let mantissa = 0
  let point = -1
  for (; at < end; at++) {
    const digit = bytes[at] - ZERO
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit
    else if (digit === POINT - ZERO && point < 0) point = at
    else break
  }
  const digits = point < 0 ? at - first : at - first - 1
  const places = (point < 0 ? 0 : at - point - 1) - shift
  const next = at < end ? bytes[at] : newline
  const exact = digits > 0 && mantissa < EXACT && places <= 22 && places >= -22
  if (!exact || (next !== separator && next !== newline)) return longDecimalInto(column, row, cursor, shift)
  const value = places === 0 ? mantissa : places > 0 ? mantissa / TEN[places] : mantissa * TEN[-places]
  column[row] = negative ? -value : value
  cursor.at = at
  return true
}

/** A traded amount: a finite number of at least 0. */
export const amountInto: CellReader = (column, row, cursor) => numberInto(column, row, cursor) && !(column[row] < 0)

/** A traded amount, 0 where the cell is empty. */
export const amountOrZeroInto: CellReader = (column, row, cursor) =>
  emptyInto(column, row, cursor, 0) || amountInto(column, row, cursor)

/** A number, or no value: an empty cell, `NaN` or `null` in any case. */
export const valueInto: CellReader = (column, row, cursor) =>
  emptyInto(column, row, cursor, Number.NaN) ||
  numberInto(column, row, cursor) ||
  wordInto(column, row, cursor, NAN) ||
  wordInto(column, row, cursor, NULL)

const NAN: readonly number[] = [110, 97, 110]
const NULL: readonly number[] = [110, 117, 108, 108]

function emptyInto(column: Column, row: number, cursor: Cursor, value: number): boolean {
  if (!closeCell(cursor, openCell(cursor))) return false
  column[row] = value
  return true
}

function wordInto(column: Column, row: number, cursor: Cursor, word: readonly number[]): boolean {
  const from = openCell(cursor)
  for (let i = 0; i < word.length; i++) if ((cursor.bytes[from + i] | 32) !== word[i]) return false
  if (!closeCell(cursor, from + word.length)) return false
  column[row] = Number.NaN
  return true
}
