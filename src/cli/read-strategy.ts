import { readFileSync } from 'node:fs'
import { OrganismError } from '../base/error.ts'
import { everySeed } from '../seeds/catalogue.ts'
import { parseStrategy } from '../strategy/parse-strategy.ts'
import type { Strategy } from '../strategy/strategy.ts'

/** The strategy of a JSON file. */
export function readStrategy(file: string): Strategy {
  const text = readFileSync(file, 'utf8')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new OrganismError('invalid-json', `${file}: this is not JSON: ${reason}.`, { cause: error })
  }
  try {
    return parseStrategy(json, everySeed)
  } catch (error) {
    if (!(error instanceof OrganismError)) throw error
    throw new OrganismError(error.code, `${file}: ${error.message}`, { cause: error, problems: error.problems })
  }
}
