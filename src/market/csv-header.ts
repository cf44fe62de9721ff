import { refuse } from '../base/guards.ts'
import { show } from '../base/show.ts'
import { BAR_COLUMNS, type BarColumn } from './bars.ts'
import { splitLine } from './csv-line.ts'

/** What a column of a file is to a market; a clock is a time of day that stands beside its date. */
export type Role = BarColumn | 'clock' | 'funding' | 'extra' | 'unnamed'

/** A column as the header names it. */
export interface HeaderCell {
  readonly role: Role
  /** The header's own word; for an extra, its name in `extras`. */
  readonly name: string
}

/** Separators a file may have between its cells. */
export const SEPARATORS = [',', ';', '\t', '|'] as const

/** What may stand between two cells. */
export type Separator = (typeof SEPARATORS)[number]

/** The header's words for each role: lower case, letters and digits only. */
const WORDS: readonly (readonly [role: Role, words: string])[] = [
  ['time', 'time date datetime timestamp opentime unix unixtime unixtimestamp epoch t'],
  ['open', 'open openprice o'],
  ['high', 'high highprice h'],
  ['low', 'low lowprice l'],
  ['close', 'close closeprice c'],
  ['volume', 'volume vol v'],
  ['funding', 'funding fundingrate'],
]
const ROLES: ReadonlyMap<string, Role> = /* @__PURE__ */ new Map(
  WORDS.flatMap(([role, words]) => words.split(' ').map((word) => [word, role] as const)),
)

/** What a single word of a header means, whatever its case, spaces and punctuation. */
export function headerCell(word: string): HeaderCell {
  const name = word.trim()
  if (name === '') return { role: 'unnamed', name }
  const plain = plainWord(name)
  if (plain === 'adjclose') return { role: 'extra', name: 'adjClose' }
  return { role: ROLES.get(plain) ?? 'extra', name }
}

/** The columns that a header line names; refuses one that lacks a column, or names it twice. */
export function readHeader(line: string, separator: Separator, needed: readonly Role[]): HeaderCell[] {
  const words = splitLine(line, separator)
  if (words === undefined) return refuseHeader(line, 'a line with closed quotes', 'Close the quotes, or remove them.')
  const cells = pairClock(words.map(headerCell))
  const missing = needed.filter((role) => !cells.some((cell) => cell.role === role))
  if (missing.length > 0) refuseIncomplete(line, cells, missing)
  const seen = new Set<string>()
  for (const { role, name } of cells) {
    const key = role === 'extra' ? `extra ${name}` : role
    if (seen.has(key) && role !== 'unnamed') {
      const what = role === 'extra' ? show(name) : role
      refuseHeader(line, `a line that names ${what} once`, 'Rename or remove all but one of these columns.')
    }
    seen.add(key)
  }
  return cells
}

/** A `date` beside a `time` is its day, and the `time` a time of day. */
function pairClock(cells: readonly HeaderCell[]): HeaderCell[] {
  const hasDate = cells.some(({ name }) => plainWord(name) === 'date')
  return cells.map((cell) => (hasDate && plainWord(cell.name) === 'time' ? { ...cell, role: 'clock' } : cell))
}

function refuseIncomplete(line: string, cells: readonly HeaderCell[], missing: readonly Role[]): never {
  const other = cells.length > 1 ? undefined : SEPARATORS.find((separator) => line.includes(separator))
  if (other !== undefined) {
    refuseHeader(line, 'cells with the separator between them', `Pass { separator: ${show(other)} }.`)
  }
  if (missing.length >= BAR_COLUMNS.length - 1 && cells.some(({ name }) => /^[-+]?\d/.test(name))) {
    refuseHeader(line, 'a line that names the columns', `Put a line such as ${BAR_COLUMNS.join(',')} before the rows.`)
  }
  const remedy = missing.includes('volume') && missing.length === 1 ? " or pass { missingVolume: 'zero' }" : ''
  refuseHeader(line, `a line that names ${missing.join(', ')} too`, `Rename the columns that hold them${remedy}.`)
}

function refuseHeader(line: string, rule: string, remedy: string): never {
  return refuse('parseBars', 'the header', line, { rule, remedy, code: 'invalid-csv' })
}

function plainWord(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '')
}
