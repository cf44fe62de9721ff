import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { OrganismError } from '../base/error.ts'
import type { Bars } from '../market/bars.ts'
import { parseBars } from '../market/parse-bars.ts'
import type { ParseOptions } from '../market/parse-options.ts'
import type { Options, Words } from './words.ts'

/** How files of bars are written, for all of them alike. */
export const CSV_OPTIONS: Options = {
  separator: { kind: 'text', value: "';'", about: 'what stands between two cells; a comma unless told otherwise' },
  order: { kind: 'text', value: 'newest-first', about: 'when the newest row comes first' },
  interval: { kind: 'text', value: '1h', about: 'length of a bar, when the times do not show it' },
  'time-unit': { kind: 'text', value: 's', about: 'unit of times that are numbers: s, ms, us or ns' },
  'missing-volume': { kind: 'text', value: 'zero', about: 'read a file without volume' },
  'on-bad-row': { kind: 'text', value: 'skip', about: 'leave bad rows out instead of refusing the file' },
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

/** What the words say about how files are written. */
export function csvFrom(words: Words): Record<string, string> {
  const given = NAMES.map(([option]) => [option, words.text(option)] as const)
  return Object.fromEntries(
    given.filter((each): each is readonly [keyof ParseOptions, string] => each[1] !== undefined),
  )
}

/** Bars of a file. What is wrong with it is said with its name. */
export function readMarket(file: string, words: Pick<Words, 'text'>, symbol: string = basename(file, '.csv')): Bars {
  const given = NAMES.flatMap(([option, name]) => {
    const text = words.text(option)
    return text === undefined ? [] : [[name, text] as const]
  })
  try {
    return parseBars(readFileSync(file), { ...Object.fromEntries(given), symbol })
  } catch (error) {
    throw error instanceof OrganismError ? renamed(file, error) : error
  }
}

/** The error with the file's name before it, and the reader's options called what they are called here. */
function renamed(file: string, error: OrganismError): OrganismError {
  const text = NAMES.reduce((message, [option, name]) => {
    return message.replace(new RegExp(`\\{ ${name}: "([^"]*)" \\}`), (_, value: string) => `--${option}='${value}'`)
  }, error.message)
  return new OrganismError(error.code, `${file}: ${text}`, { cause: error, problems: error.problems })
}
