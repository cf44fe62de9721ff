import { readFileSync } from 'node:fs'
import { OrganismError } from '../base/error.ts'

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  ENOTDIR: 'there is no such file: a part of its path is no folder.',
  EISDIR: 'this is a folder. Give a file in it.',
  EACCES: 'it may not be read: this user has no rights to it.',
  EPERM: 'it may not be read: this user has no rights to it.',
}

/** The bytes of a file of the user. */
export function readFile(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const reason = REASONS[code] ?? `it cannot be read: ${error instanceof Error ? error.message : String(error)}.`
    throw new OrganismError('storage-failed', `${file}: ${reason}`, { cause: error })
  }
}

/** The JSON of a file of the user. */
export function readJson(file: string): unknown {
  const text = readFile(file)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const remedy = /\.csv$/i.test(file) ? ' It looks like a file of bars: look at the order of the files.' : ''
    throw new OrganismError('invalid-json', `${file}: this is not JSON: ${reason}.${remedy}`, { cause: error })
  }
}

/** What a door says, with the name of the file that it says it of. */
export function withFile<Value>(file: string, work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof OrganismError)) throw error
    throw new OrganismError(error.code, `${file}: ${error.message}`, { cause: error, problems: error.problems })
  }
}
