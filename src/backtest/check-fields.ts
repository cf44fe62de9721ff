import type { Problem } from '../base/error.ts'
import { nearest } from '../base/nearest.ts'
import { show } from '../base/show.ts'

/** Says what must hold ("must be …") when a value breaks its rule, or nothing. */
export type Rule = (value: unknown) => string | undefined

/** The rule of every known key of an object. */
export type Rules = Readonly<Record<string, Rule>>

/** Adds a problem for each unknown key and each value that breaks its rule; keys left undefined are left out. */
export function collectProblems(path: string, value: unknown, rules: Rules, problems: Problem[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push({ field: path === '' ? 'options' : path, value, message: 'must be an object' })
    return
  }
  for (const [key, member] of Object.entries(value)) {
    const field = path === '' ? key : `${path}.${key}`
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined
    const message = rule === undefined ? unknownKey(key, rules) : member === undefined ? undefined : rule(member)
    if (message !== undefined) problems.push({ field, value: member, message })
  }
}

/** How `collectProblems` words a key that no rule knows. */
export const UNKNOWN = 'is not a known option'

function unknownKey(key: string, rules: Rules): string {
  const guess = nearest(key, Object.keys(rules))
  return guess === undefined ? UNKNOWN : `${UNKNOWN} (did you mean ${show(guess)}?)`
}

/** A finite number from `min` to `max`, both allowed. */
export function between(min: number, max: number): Rule {
  const rule = `must be a finite number from ${min} to ${max}`
  const atLeast = `must be a finite number of at least ${min}`
  return (value) => {
    if (typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max) return undefined
    return max === Number.MAX_VALUE ? atLeast : rule
  }
}

/** A finite number of at least `min`. */
export function atLeast(min: number): Rule {
  return between(min, Number.MAX_VALUE)
}

/** A finite number above 0. */
export const positive: Rule = (value) =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? undefined : 'must be a finite number above 0'

/** A whole number of at least 1. */
export const count: Rule = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 1 ? undefined : 'must be an integer of at least 1'

/** True or false. */
export const flag: Rule = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false')

/** One of the listed words; the nearest one is named. */
export function oneOf(...options: readonly string[]): Rule {
  const rule = `must be one of ${options.map(show).join(', ')}`
  return (value) => {
    if (typeof value === 'string' && options.includes(value)) return undefined
    const guess = typeof value === 'string' ? nearest(value, options) : undefined
    return guess === undefined ? rule : `${rule} (did you mean ${show(guess)}?)`
  }
}
