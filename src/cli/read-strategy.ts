import { everySeed } from '../seeds/catalogue.ts'
import { parseStrategy } from '../strategy/parse-strategy.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { readJson, withFile } from './read-file.ts'

/** The strategy of a JSON file. */
export function readStrategy(file: string): Strategy {
  const json = readJson(file)
  return withFile(file, () => parseStrategy(json, everySeed))
}
