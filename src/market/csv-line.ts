import { refuse } from '../base/guards.ts'
import { COMMENT, CR, isLineEnd, LF, SPACE, textOf } from './csv-cell.ts'

/** A longer line is refused: no bar needs it, and a file without line ends must not be taken apart. */
const LONGEST_LINE = 2 ** 20

/** The byte that ends a line: LF, or CR in a file that has no LF. */
export function newlineOf(bytes: Uint8Array): number {
  return bytes.includes(LF) || !bytes.includes(CR) ? LF : CR
}

/** How many lines can hold a row, the header among them: lines that are neither empty nor a comment. */
export function countLines(bytes: Uint8Array, newline: number): number {
  let count = 0
  for (let from = 0, line = 1; from < bytes.length; line++) {
    const end = lineEnd(bytes, from, newline)
    if (end - from > LONGEST_LINE) {
      refuse('parseBars', `line ${line}`, end - from, {
        rule: `at most ${LONGEST_LINE} bytes long`,
        code: 'invalid-csv',
        remedy: 'Check that the file is a CSV file with one bar per line.',
      })
    }
    const first = bytes[from]
    if (first !== newline && first !== COMMENT && first !== CR) count++
    from = end + 1
  }
  return count
}

/** Where the line that `from` lies in ends: at its newline byte, or at the end of the file. */
export function lineEnd(bytes: Uint8Array, from: number, newline: number): number {
  const found = bytes.indexOf(newline, from)
  return found < 0 ? bytes.length : found
}

/** Whether the line that begins at `from` holds no row: nothing but spaces, or a comment. */
export function isIdle(bytes: Uint8Array, from: number, newline: number): boolean {
  if (bytes[from] === COMMENT) return true
  let at = from
  while (bytes[at] === SPACE) at++
  return isLineEnd(bytes, at, newline)
}

/** The line that begins at `from` as text, without its line end. */
export function lineText(bytes: Uint8Array, from: number, newline: number): string {
  const end = lineEnd(bytes, from, newline)
  return textOf(bytes, from, end > from && bytes[end - 1] === CR ? end - 1 : end)
}

/**
 * The cells of a line as text, without the spaces and quotes around them; undefined when a quoted cell is not
 * closed, or has text behind its closing quote.
 */
export function splitLine(line: string, separator: string): string[] | undefined {
  const cells: string[] = []
  for (let at = 0; at <= line.length; at++) {
    const from = skipSpaces(line, at)
    const quoted = line[from] === '"'
    const close = quoted ? closingQuote(line, from + 1) : from
    if (close < 0) return undefined
    const found = line.indexOf(separator, close)
    const end = found < 0 ? line.length : found
    if (quoted && skipSpaces(line, close + 1) < end) return undefined
    cells.push(
      quoted
        ? line
            .slice(from + 1, close)
            .replaceAll('""', '"')
            .trim()
        : line.slice(from, end).trim(),
    )
    at = end
  }
  return cells
}

function skipSpaces(line: string, from: number): number {
  let at = from
  while (line[at] === ' ') at++
  return at
}

function closingQuote(line: string, from: number): number {
  let at = line.indexOf('"', from)
  while (at >= 0 && line[at + 1] === '"') at = line.indexOf('"', at + 2)
  return at
}
