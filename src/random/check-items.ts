import { refuse } from '../base/guards.ts'
import type { Random } from './random.ts'

/** Refuses what is not a list, or a list of fewer than `min` items. */
export function checkItems(where: string, items: ArrayLike<unknown>, min = 0): void {
  const isView = ArrayBuffer.isView(items) && !(items instanceof DataView)
  const isList = Array.isArray(items) || typeof items === 'string' || isView
  if (isList && items.length >= min) return
  refuse(where, 'items', items, {
    rule: min === 0 ? 'an array or a column' : `an array or a column of at least ${min} item`,
  })
}

/** Refuses a list whose places cannot be written: text, and a frozen array. */
export function checkWritable(where: string, items: ArrayLike<unknown>): void {
  if (typeof items !== 'string' && !Object.isFrozen(items)) return
  refuse(where, 'items', items, {
    rule: 'an array or a column that can be changed',
    remedy: 'Use shuffle, which gives a copy.',
  })
}

/** Refuses anything that is not a stream of random numbers. */
export function checkRandom(where: string, random: Random): void {
  if (typeof random?.int === 'function') return
  refuse(where, 'random', random, {
    rule: 'a stream of random numbers',
    remedy: 'Pass it first, for example randomFrom(42).',
  })
}
