import type { Column } from '../base/column.ts'
import type { Problem } from '../base/error.ts'
import type { Cursor } from './csv-cell.ts'
import type { FileColumn } from './csv-columns.ts'
import type { Role } from './csv-header.ts'
import { isIdle, lineEnd, lineText, splitLine } from './csv-line.ts'
import { numberInto } from './csv-number.ts'

/** Problems kept as data; beyond them bad rows are only counted. */
const KEPT = 100

/** A column of a file and where its numbers go. */
export interface TargetColumn extends FileColumn {
  readonly target: Column
}

/** The file below its header, and where its rows go. */
export interface RowSource {
  readonly cursor: Cursor
  /** Line number of the header. */
  readonly headerLine: number
  readonly columns: readonly TargetColumn[]
  readonly newestFirst: boolean
}

/** What came of the rows. */
export interface RowReport {
  /** Rows that were read and stand in the columns. */
  readonly good: number
  readonly bad: number
  /** How many of the bad rows are wrong only in that their time runs against the order. */
  readonly disordered: number
  /** Line number of the last good row, 0 where there is none. */
  readonly lastGood: number
  /** The first hundred bad rows. */
  readonly problems: readonly Problem[]
}

/** Where the numbers of a role go; undefined when the file has no such column. */
export function targetOf(columns: readonly TargetColumn[], role: Role): Column | undefined {
  return columns.find((column) => column.role === role)?.target
}

/**
 * Reads every row below the header into the columns, good rows one after the other. A row is bad as a whole when
 * its number of cells differs from the header's, when a cell does not hold its value, or when its time does
 * not come after the last good row's (before it, in a file with the newest row first).
 */
export function readRows(source: RowSource): RowReport {
  const { cursor, columns, newestFirst } = source
  const { bytes, newline } = cursor
  const time = targetOf(columns, 'time')!
  const clock = targetOf(columns, 'clock')
  const problems: Problem[] = []
  let good = 0
  let bad = 0
  let disordered = 0
  let lastGood = 0
  for (let line = source.headerLine + 1; cursor.at < bytes.length; line++) {
    const from = cursor.at
    if (isIdle(bytes, from, newline)) {
      cursor.at = lineEnd(bytes, from, newline) + 1
      continue
    }
    const wrong = readRow(columns, good, cursor)
    if (wrong === GOOD && clock !== undefined) time[good] += clock[good]
    const step = wrong === GOOD ? timeStep(time, good, newestFirst) : 0
    if (step > 0) {
      good++
      lastGood = line
      cursor.at += bytes[cursor.at] === newline ? 1 : 2
      continue
    }
    if (problems.length < KEPT) problems.push({ row: line, ...faultOf(source, from, wrong, lastGood) })
    bad++
    if (step < 0) disordered++
    cursor.at = lineEnd(bytes, from, newline) + 1
  }
  return { good, bad, disordered, lastGood, problems }
}

/** Stands for the index of a wrong cell where no cell is wrong. */
const GOOD = -1

/** Reads the cells of a row, which fall into row `row` of the columns; the index of the first wrong one. */
function readRow(columns: readonly TargetColumn[], row: number, cursor: Cursor): number {
  const { bytes, separator } = cursor
  const last = columns.length - 1
  for (let k = 0; k < last; k++) {
    const { read, target } = columns[k]
    // Most cells are prices; a call that is known beforehand costs them less.
    const right = read === numberInto ? numberInto(target, row, cursor) : read(target, row, cursor)
    if (!right || bytes[cursor.at] !== separator) return k
    cursor.at++
  }
  const { read, target } = columns[last]
  return read(target, row, cursor) && bytes[cursor.at] !== separator ? GOOD : last
}

/** 1 where a row's time lies beyond that of the row before it in the order of the file, 0 on it, -1 behind it. */
function timeStep(time: Column, row: number, newestFirst: boolean): -1 | 0 | 1 {
  if (row === 0) return 1
  if (time[row] === time[row - 1]) return 0
  return time[row] > time[row - 1] !== newestFirst ? 1 : -1
}

/** What is wrong with the row that begins at `from`, in words. */
function faultOf(source: RowSource, from: number, wrong: number, lastGood: number): Problem {
  const { columns, cursor, newestFirst } = source
  const line = lineText(cursor.bytes, from, cursor.newline)
  const cells = splitLine(line, String.fromCharCode(cursor.separator))
  if (cells === undefined) return { value: line, message: 'must close its quotes before the line ends' }
  if (cells.length !== columns.length) {
    return { value: cells.length, message: `must have ${columns.length} cells, like the header` }
  }
  if (wrong !== GOOD) return { field: columns[wrong].name, value: cells[wrong], message: columns[wrong].rule }
  const k = columns.findIndex(({ role }) => role === 'time')
  const order = newestFirst ? 'earlier' : 'later'
  return {
    field: columns[k].name,
    value: cells[k],
    message: `must be ${order} than line ${lastGood}, the row before it`,
  }
}
