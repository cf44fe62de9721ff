import { contentHash } from '../base/content-hash.ts'
import { refuse } from '../base/guards.ts'
import { Random } from './random.ts'

/** What names a stream: finite numbers and text. `1` and `'1'` are different names. */
export type RandomSeed = number | string

/**
 * The stream of a seed and a path, for example a generation and an index in it. The whole path is hashed, so
 * every path has a stream of its own (`'a', 'b'` is not `'ab'`) that does not depend on which other streams were
 * opened, used or finished before: work may be split and ordered at will.
 *
 * @example
 * const parent = randomFrom(42)
 * const child = randomFrom(42, 'generation', 7)
 * child.float() === parent.float() // => false
 * randomFrom(42, 'generation', 7).float() === randomFrom(42, 'generation', 7).float() // => true
 */
export function randomFrom(seed: RandomSeed, ...path: readonly RandomSeed[]): Random {
  checkSeed('seed', seed)
  for (let i = 0; i < path.length; i++) checkSeed(`path[${i}]`, path[i])
  return new Random(contentHash([seed, ...path]))
}

function checkSeed(what: string, value: unknown): void {
  if (Number.isFinite(value)) return
  if (typeof value === 'string' && value.isWellFormed()) return
  refuse('randomFrom', what, value, {
    rule: 'a finite number or well-formed text',
    remedy: 'Chance is an argument here: choose a seed, for example 42, and write it down with the result.',
  })
}
