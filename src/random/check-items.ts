import { refuse } from '../base/guards.ts'

/** Refuses what is not a list, or a list of fewer than `min` items. */
export function checkItems(where: string, items: ArrayLike<unknown>, min = 0): void {
  const isList = Array.isArray(items) || typeof items === 'string' || ArrayBuffer.isView(items)
  if (isList && items.length >= min) return
  refuse(where, 'items', items, {
    rule: min === 0 ? 'an array or a column' : `an array or a column of at least ${min} item`,
  })
}
