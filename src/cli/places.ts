import { OrganismError } from '../base/error.ts'
import type { Words } from './words.ts'

/** Refuses a number of files that is not the one a command takes. */
export function checkPlaces(command: string, { places }: Words, takes: readonly string[]): void {
  if (places.length === takes.length) return
  const problem =
    places.length < takes.length
      ? `${takes[places.length]} is missing`
      : `there is no use for '${places[takes.length]}'`
  const usage = `usage: organism ${command} ${takes.join(' ')}`
  throw new OrganismError('invalid-argument', `organism ${command}: ${problem}.\n${usage}`)
}
