import { checkInteger } from '../base/guards.ts'
import { checkItems, checkRandom } from './check-items.ts'
import type { Random } from './random.ts'

/**
 * One of the items, each equally likely.
 *
 * @example
 * ['long', 'short'].includes(choice(randomFrom(42), ['long', 'short'])) // => true
 */
export function choice<Item>(random: Random, items: ArrayLike<Item>): Item {
  checkRandom('choice', random)
  checkItems('choice', items, 1)
  return items[random.int(0, items.length - 1)]
}

/**
 * `count` of the items, drawn without replacement, in random order: every ordered choice of places is equally
 * likely. O(items), for the copy that is drawn from.
 *
 * @example
 * sample(randomFrom(42), ['a', 'b', 'c'], 3).sort() // => ['a', 'b', 'c']
 */
export function sample<Item>(random: Random, items: ArrayLike<Item>, count: number): Item[] {
  checkRandom('sample', random)
  checkItems('sample', items)
  checkInteger('sample', 'count', count, { min: 0, max: items.length })
  const pool = Array.from(items)
  for (let next = 0; next < count; next++) {
    const chosen = random.int(next, pool.length - 1)
    const item = pool[chosen]
    pool[chosen] = pool[next]
    pool[next] = item
  }
  pool.length = count
  return pool
}
