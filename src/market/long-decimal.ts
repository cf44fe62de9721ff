import type { Column } from '../base/column.ts'
import { type Cursor, closeCell, type Decimal, MINUS, openCell, PLUS, POINT, textOf, ZERO } from './csv-cell.ts'

/** Powers of ten that a double holds exactly. */
export const TEN: Column = /* @__PURE__ */ Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))
/** Significant digits that any double holds exactly. */
const DIGITS = 15
/** Far beyond every exponent that leaves a number finite, and beyond the digits that a line has room for. */
const HIGHEST = 1e8
/** Splits a double into two halves whose products are exact (Veltkamp 1968). */
const SPLIT = 2 ** 27 + 1
/** Generous bound of the relative error of the two-double arithmetic below. */
const SLACK = 2 ** -98
const LETTER_E = 101

/**
 * Reads any decimal number, times ten to the power `shift`, as the nearest double: a plus sign, an exponent, and
 * more digits than a double holds. Up to 30 digits are rounded in two-double arithmetic; what that cannot
 * decide, and powers of ten beyond 22, goes through `Number` itself.
 */
export function longDecimalInto(column: Column, row: number, cursor: Cursor, shift: number): boolean {
  const { bytes, decimal, at: start } = cursor
  const from = openCell(cursor)
  const mantissaEnd = readMantissa(bytes, from, decimal)
  if (mantissaEnd < 0) return false
  const places = decimal.power
  const end = readExponent(bytes, mantissaEnd, decimal)
  if (end < 0 || !closeCell(cursor, end)) return false
  decimal.power += shift
  roundInto(column, row, decimal)
  if (Number.isNaN(column[row])) {
    column[row] = Number(`${textOf(bytes, from, mantissaEnd)}e${decimal.power - places}`)
  }
  if (Number.isFinite(column[row])) return true
  cursor.at = start
  return false
}

/** Where the sign, digits and point end; -1 without a digit. */
function readMantissa(bytes: Uint8Array, from: number, decimal: Decimal): number {
  decimal.negative = bytes[from] === MINUS
  decimal.head = 0
  decimal.tail = 0
  decimal.tailDigits = 0
  decimal.power = 0
  let digits = 0
  let significant = 0
  let point = false
  let at = decimal.negative || bytes[from] === PLUS ? from + 1 : from
  for (; at < bytes.length; at++) {
    const digit = bytes[at] - ZERO
    if (digit === POINT - ZERO && !point) {
      point = true
      continue
    }
    if (!(digit >= 0 && digit <= 9)) break
    digits++
    if (point) decimal.power--
    if (significant > 0 || digit > 0) significant++
    if (significant > DIGITS) {
      decimal.tail = decimal.tail * 10 + digit
      decimal.tailDigits++
    } else decimal.head = decimal.head * 10 + digit
  }
  return digits === 0 ? -1 : at
}

/** Where the exponent ends, which is at once when there is none; -1 for an exponent without a digit. */
function readExponent(bytes: Uint8Array, from: number, decimal: Decimal): number {
  if ((bytes[from] | 32) !== LETTER_E) return from
  const negative = bytes[from + 1] === MINUS
  const first = negative || bytes[from + 1] === PLUS ? from + 2 : from + 1
  let exponent = 0
  let at = first
  for (; bytes[at] >= ZERO && bytes[at] <= ZERO + 9; at++) {
    exponent = Math.min(HIGHEST, exponent * 10 + bytes[at] - ZERO)
  }
  decimal.power += negative ? -exponent : exponent
  return at === first ? -1 : at
}

/**
 * The double nearest to a decimal, or NaN when two-double arithmetic (Dekker 1971) cannot tell it: the exact value
 * lies within the slack around `quick + rest`, so when both ends round alike, so does the value (Ziv 1991).
 */
function roundInto(column: Column, row: number, { negative, head, tail, tailDigits, power }: Decimal): void {
  column[row] = Number.NaN
  if (tailDigits > DIGITS || power < -22 || power > 22) return
  const scaled = head * TEN[tailDigits]
  const sum = scaled + tail
  const low = tail - (sum - scaled) + productError(head, TEN[tailDigits], scaled)
  const ten = TEN[Math.abs(power)]
  const quick = power < 0 ? sum / ten : sum * ten
  const product = power < 0 ? quick * ten : quick
  const error = productError(power < 0 ? quick : sum, ten, product)
  const rest = power < 0 ? (sum - product - error + low) / ten : error + low * ten
  const slack = quick * SLACK
  const least = quick + (rest - slack)
  if (least === quick + (rest + slack)) column[row] = negative ? -least : least
}

/** What rounding took from a product: `a * b - product`, exactly. */
function productError(a: number, b: number, product: number): number {
  const aHigh = a * SPLIT - (a * SPLIT - a)
  const bHigh = b * SPLIT - (b * SPLIT - b)
  const aLow = a - aHigh
  const bLow = b - bHigh
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}
