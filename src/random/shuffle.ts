import { checkInteger } from '../base/guards.ts'
import { checkItems, checkRandom, checkWritable } from './check-items.ts'
import type { Random } from './random.ts'

/** An order of more places takes over half a gigabyte. */
const LONGEST = 2 ** 27

/**
 * A copy of the items in random order, every order equally likely.
 *
 * @example
 * const deck = shuffle(randomFrom(42), ['a', 'b', 'c'])
 * deck.sort() // => ['a', 'b', 'c']
 */
export function shuffle<Item>(random: Random, items: ArrayLike<Item>): Item[] {
  checkRandom('shuffle', random)
  checkItems('shuffle', items)
  const copy = Array.from(items)
  shuffleInPlace(random, copy)
  return copy
}

/**
 * Puts the caller's own array or column into random order: Fisher and Yates, last place first.
 *
 * @example
 * const column = Float64Array.of(1, 2, 3)
 * shuffleInPlace(randomFrom(42), column)
 * Array.from(column).sort() // => [1, 2, 3]
 */
export function shuffleInPlace<Item>(random: Random, items: { readonly length: number; [index: number]: Item }): void {
  checkRandom('shuffleInPlace', random)
  checkItems('shuffleInPlace', items)
  checkWritable('shuffleInPlace', items)
  for (let last = items.length - 1; last > 0; last--) {
    const chosen = random.int(0, last)
    const item = items[last]
    items[last] = items[chosen]
    items[chosen] = item
  }
}

/**
 * The integers from 0 to length - 1 in random order: an index to go through columns by.
 *
 * @example
 * Array.from(permutation(randomFrom(42), 3)).sort() // => [0, 1, 2]
 */
export function permutation(random: Random, length: number): Uint32Array {
  checkRandom('permutation', random)
  checkInteger('permutation', 'length', length, { min: 0, max: LONGEST })
  const order = new Uint32Array(length)
  for (let i = 0; i < length; i++) order[i] = i
  shuffleInPlace(random, order)
  return order
}
