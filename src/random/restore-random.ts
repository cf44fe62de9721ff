import { refuse } from '../base/guards.ts'
import { Random, type RandomState } from './random.ts'

/** The multiplier of Alea; every carry is below it. */
const MULTIPLIER = 2091639
const LARGEST_WORD = 2 ** 32 - 1

/**
 * The stream that `random.state()` was taken from, standing where it stood. Anything that such a state cannot be
 * is refused, the two standstills of the generator included.
 *
 * @example
 * const random = randomFrom(42)
 * const saved = JSON.stringify(random.state())
 * restoreRandom(JSON.parse(saved)).float() === random.float() // => true
 * restoreRandom({ version: 1, words: [1, 2, -3], carry: 4 }) // throws 'invalid-state'
 */
export function restoreRandom(state: RandomState): Random {
  if (typeof state !== 'object' || state === null) refuseState('state', state, 'an object')
  const { version, words, carry } = state
  if (version !== 1) refuseState('version', version, '1')
  if (!Array.isArray(words) || words.length !== 3) refuseState('words', words, 'an array of three numbers')
  for (let i = 0; i < 3; i++) {
    if (!isWhole(words[i], LARGEST_WORD)) refuseState(`words[${i}]`, words[i], `an integer from 0 to ${LARGEST_WORD}`)
  }
  if (!isWhole(carry, MULTIPLIER - 1)) refuseState('carry', carry, `an integer from 0 to ${MULTIPLIER - 1}`)
  if (standsStill(state, 0, 0) || standsStill(state, LARGEST_WORD, MULTIPLIER - 1)) {
    refuseState('state', state, 'one that moves')
  }
  return new Random(state)
}

/** Whether the generator would repeat one word for ever. */
function standsStill({ words, carry }: RandomState, word: number, rest: number): boolean {
  return carry === rest && words.every((each) => each === word)
}

function isWhole(value: unknown, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max
}

function refuseState(what: string, value: unknown, rule: string): never {
  return refuse('restoreRandom', what, value, {
    rule,
    code: 'invalid-state',
    remedy: 'Pass what random.state() returned, unchanged.',
  })
}
