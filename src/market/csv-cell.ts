import type { Column } from '../base/column.ts'

export const LF = 10
export const CR = 13
export const SPACE = 32
const QUOTE = 34
export const COMMENT = 35
export const PLUS = 43
export const MINUS = 45
export const POINT = 46
export const ZERO = 48

/** A file as bytes and the place reached in it; a cell reader moves `at` from the start of its cell to its end. */
export interface Cursor {
  readonly bytes: Uint8Array
  readonly separator: number
  /** The byte that ends a line. */
  readonly newline: number
  /** The long number being read, kept here so that no cell makes an object of its own. */
  readonly decimal: Decimal
  at: number
}

/** A decimal number in pieces that are exact: (`head` 10^`tailDigits` + `tail`) 10^`power`. */
export interface Decimal {
  negative: boolean
  /** The first 15 significant digits. */
  head: number
  /** The digits behind them, exact up to 15. */
  tail: number
  tailDigits: number
  power: number
}

/**
 * Reads the cell at the cursor into one row of a column and leaves the cursor on the byte that ends the cell;
 * false when the cell does not hold such a value: the row is then lost, wherever the cursor stands.
 */
export type CellReader = (column: Column, row: number, cursor: Cursor) => boolean

/** Where the content of the cell begins: behind leading spaces and an opening quote. */
export function openCell({ bytes, at }: Cursor): number {
  let from = skipSpaces(bytes, at)
  if (bytes[from] === QUOTE) from = skipSpaces(bytes, from + 1)
  return from
}

/** Moves the cursor to the end of its cell when the content ends at `at`; false when something else follows. */
export function closeCell(cursor: Cursor, at: number): boolean {
  const { bytes } = cursor
  const plain = bytes[cursor.at] !== QUOTE && bytes[cursor.at] !== SPACE
  const next = at < bytes.length ? bytes[at] : cursor.newline
  const end = plain && (next === cursor.separator || next === cursor.newline) ? at : endBehind(cursor, at)
  if (end < 0) return false
  cursor.at = end
  return true
}

/** End of a cell whose content may be followed by spaces, a closing quote or a carriage return; -1 if by more. */
function endBehind({ bytes, at: start, separator, newline }: Cursor, at: number): number {
  const quoted = bytes[skipSpaces(bytes, start)] === QUOTE
  let end = skipSpaces(bytes, at)
  if (quoted && bytes[end] !== QUOTE) return -1
  if (quoted) end = skipSpaces(bytes, end + 1)
  if (end >= bytes.length || bytes[end] === separator || isLineEnd(bytes, end, newline)) return end
  return -1
}

/** Whether a line ends at `at`: with its newline, with the carriage return before it, or with the file. */
export function isLineEnd(bytes: Uint8Array, at: number, newline: number): boolean {
  if (at >= bytes.length || bytes[at] === newline) return true
  return bytes[at] === CR && (at + 1 >= bytes.length || bytes[at + 1] === newline)
}

/** Leaves a cell unread; false when its quotes are not closed on its line. */
export const skipInto: CellReader = (_column, _row, cursor) => {
  const { bytes, separator, newline } = cursor
  let at = skipSpaces(bytes, cursor.at)
  if (bytes[at] === QUOTE) {
    at = closingQuote(bytes, at + 1, newline)
    return at >= 0 && closeCell(cursor, at)
  }
  while (bytes[at] !== separator && !isLineEnd(bytes, at, newline)) at++
  cursor.at = at
  return true
}

/** The quote that closes a quoted cell: a doubled one stands for itself; -1 when the line ends before it. */
function closingQuote(bytes: Uint8Array, from: number, newline: number): number {
  for (let at = from; at < bytes.length && bytes[at] !== newline; at++) {
    if (bytes[at] !== QUOTE) continue
    if (bytes[at + 1] !== QUOTE) return at
    at++
  }
  return -1
}

function skipSpaces(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at] === SPACE) at++
  return at
}

const DECODER = /* @__PURE__ */ new TextDecoder()

/** Bytes as text; copied first, because shared memory cannot be decoded in place everywhere. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  return DECODER.decode(new Uint8Array(bytes.subarray(from, to)))
}
