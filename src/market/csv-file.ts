import { refuse } from '../base/guards.ts'
import type { Cursor } from './csv-cell.ts'
import { type HeaderCell, type Role, readHeader, type Separator } from './csv-header.ts'
import { isIdle, lineEnd, lineText, newlineOf, splitLine } from './csv-line.ts'

/** Rows that are looked at to tell text from numbers and how times are written. */
const SAMPLE = 100

/** A file as bytes with the cursor at its start, behind the byte order mark if there is one. */
export function openFile(csv: string | Uint8Array, separator: Separator): Cursor {
  const bytes = toBytes(csv)
  checkText(bytes)
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return {
    bytes,
    separator: separator.charCodeAt(0),
    newline: newlineOf(bytes),
    decimal: { negative: false, head: 0, tail: 0, tailDigits: 0, power: 0 },
    at: marked ? 3 : 0,
  }
}

/** Bytes that are looked at to tell text from other things. */
const HEAD = 4096

/** What a file that is no UTF-8 text may be instead, and what to do about it. */
const OTHERS: readonly { rule: string; remedy: string; is: (bytes: Uint8Array) => boolean }[] = [
  {
    rule: 'UTF-8 text, not UTF-16',
    remedy: 'Save it as UTF-8, or decode it and pass the text.',
    is: ([first, second]) => (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff),
  },
  {
    rule: 'text, not compressed bytes',
    remedy: 'This is gzip: unpack it first, for example with gunzipSync of node:zlib.',
    is: ([first, second]) => first === 0x1f && second === 0x8b,
  },
  {
    rule: 'text, not binary data',
    remedy: 'It holds NUL bytes: it is no CSV file, or is saved as UTF-16; save it as UTF-8.',
    is: (bytes) => bytes.subarray(0, HEAD).includes(0),
  },
]

function checkText(bytes: Uint8Array): void {
  const other = OTHERS.find(({ is }) => is(bytes))
  if (other === undefined) return
  const { rule, remedy } = other
  refuse('parseBars', 'the file', bytes, { rule, remedy, code: 'invalid-csv' })
}

/** Text is encoded; bytes are taken as they are, seen through a plain view whatever class they came in. */
function toBytes(csv: string | Uint8Array): Uint8Array {
  if (typeof csv === 'string') return new TextEncoder().encode(csv)
  if (csv instanceof Uint8Array) return new Uint8Array(csv.buffer, csv.byteOffset, csv.byteLength)
  return refuse('parseBars', 'csv', csv, {
    rule: 'a string or a Uint8Array',
    remedy: 'Read the file first; wrap an ArrayBuffer as new Uint8Array(buffer).',
  })
}

/** The columns that the header names, and the line it stands on; the cursor moves to the line below it. */
export function openHeader(cursor: Cursor, needed: readonly Role[]): { header: HeaderCell[]; headerLine: number } {
  const { bytes, newline } = cursor
  const separator = String.fromCharCode(cursor.separator) as Separator
  for (let headerLine = 1; cursor.at < bytes.length; headerLine++) {
    const from = cursor.at
    cursor.at = lineEnd(bytes, from, newline) + 1
    if (isIdle(bytes, from, newline)) continue
    return { header: readHeader(lineText(bytes, from, newline), separator, needed), headerLine }
  }
  return refuse('parseBars', 'csv', '', {
    rule: 'text with a header line and rows',
    code: 'invalid-csv',
    remedy: 'Check that the file was read and is not empty.',
  })
}

/** The cells of the first rows below the cursor that have as many as the header, as text. */
export function sampleRows({ bytes, newline, separator, at }: Cursor, width: number): string[][] {
  const rows: string[][] = []
  let looked = 0
  for (let from = at; from < bytes.length && looked < SAMPLE; from = lineEnd(bytes, from, newline) + 1) {
    if (isIdle(bytes, from, newline)) continue
    looked++
    const cells = splitLine(lineText(bytes, from, newline), String.fromCharCode(separator))
    if (cells?.length === width) rows.push(cells)
  }
  return rows
}
