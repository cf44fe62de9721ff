import { basename } from 'node:path'
import { OrganismError } from '../base/error.ts'
import type { Bars } from '../market/bars.ts'
import { parseBars } from '../market/parse-bars.ts'
import type { ParseOptions } from '../market/parse-options.ts'
import { readFile } from './read-file.ts'
import type { Options, Words } from './words.ts'

/** How files of bars are written, for all of them alike. */
export const CSV_OPTIONS: Options = {
  separator: { kind: 'text', value: "';'", about: "what stands between two cells: ',' (default), ';', '|' or tab" },
  order: { kind: 'text', value: 'ORDER', about: 'which row comes first: oldest-first (default) or newest-first' },
  interval: { kind: 'text', value: '1h', about: 'length of a bar; by default what the times show' },
  'time-unit': { kind: 'text', value: 'UNIT', about: 'of times that are numbers: auto (default), s, ms, us or ns' },
  'missing-volume': { kind: 'text', value: 'HOW', about: 'without a volume: throw (default) or zero' },
  'on-bad-row': { kind: 'text', value: 'HOW', about: 'a row that cannot be used: throw (default) or skip' },
}

/** The names of the reader's own options. */
const NAMES: readonly (readonly [option: string, name: keyof ParseOptions])[] = [
  ...([
    ['separator', 'separator'],
    ['order', 'order'],
    ['interval', 'interval'],
    ['time-unit', 'timeUnit'],
  ] as const),
  ...([
    ['missing-volume', 'missingVolume'],
    ['on-bad-row', 'onBadRow'],
  ] as const),
]

/** What the words say about how files are written, by the names of the command line. */
export function csvFrom(words: Pick<Words, 'text'>): Record<string, string> {
  const given = NAMES.map(([option]) => [option, words.text(option)] as const)
  return Object.fromEntries(given.filter((each): each is readonly [string, string] => each[1] !== undefined))
}

/** Bars of a file. What is wrong with it is said with its name. */
export function readMarket(file: string, words: Pick<Words, 'text'>, symbol: string = symbolOf(file)): Bars {
  const given = NAMES.flatMap(([option, name]) => {
    const text = words.text(option)
    return text === undefined ? [] : [[name, text === 'tab' ? '\t' : text] as const]
  })
  const bytes = readFile(file)
  try {
    return parseBars(bytes, { ...Object.fromEntries(given), symbol })
  } catch (error) {
    throw error instanceof OrganismError ? renamed(file, error) : error
  }
}

/** The name of a market is that of its file. */
function symbolOf(file: string): string {
  return basename(file).replace(/\.csv$/i, '')
}

/** The error with the file's name before it, and the reader's options called what they are called here. */
function renamed(file: string, error: OrganismError): OrganismError {
  const text = NAMES.reduce((message, [option, name]) => {
    const said = new RegExp(`\\{ ${name}: (["'])([^"']*)\\1 \\}`)
    return message.replace(said, (_, __, value: string) => `--${option}=${quoted(value)}`)
  }, error.message)
  return new OrganismError(error.code, `${file}: ${text}`, { cause: error, problems: error.problems })
}

/** A value as a shell takes it. */
function quoted(value: string): string {
  if (value === '\\t') return 'tab'
  return /^[\w-]+$/.test(value) ? value : `'${value}'`
}
