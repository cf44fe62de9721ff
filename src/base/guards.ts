import type { Column } from './column.ts'
import { type ErrorCode, OrganismError } from './error.ts'
import { nearest } from './nearest.ts'
import { show } from './show.ts'

/** The parts of a refusal; `refuse` puts them in the order that every message of the library has. */
export interface Refusal {
  /** What must hold: "must be" is put before it. */
  readonly rule: string
  /** What to do about it: one whole sentence. */
  readonly remedy?: string
  /** First offending row, for columns. */
  readonly row?: number
  /** Defaults to `'invalid-argument'`. */
  readonly code?: ErrorCode
  readonly cause?: unknown
}

/** Bounds of a number; `min` and `max` are allowed values, `above` and `below` are not. */
export interface Bounds {
  readonly min?: number
  readonly max?: number
  readonly above?: number
  readonly below?: number
  readonly remedy?: string
}

/**
 * Throws the refusal "`where`: `what` must be `rule`, received `value`. `remedy`" Every guard ends here, so
 * every message reads the same and names the value it speaks of.
 */
export function refuse(where: string, what: string, value: unknown, refusal: Refusal): never {
  const { rule, remedy, row, code = 'invalid-argument', cause } = refusal
  const place = row === undefined ? what : `${what}[${row}]`
  const found = `${where}: ${place} must be ${rule}, received ${show(value)}.`
  throw new OrganismError(code, remedy === undefined ? found : `${found} ${remedy}`, {
    cause,
    problems: [{ field: what, value, message: `must be ${rule}`, ...(row === undefined ? {} : { row }) }],
  })
}

/** Refuses anything but a finite number within the bounds. */
export function checkNumber(where: string, what: string, value: unknown, bounds: Bounds = {}): void {
  if (typeof value === 'number' && Number.isFinite(value) && within(value, bounds)) return
  refuse(where, what, value, { rule: `a finite number${inWords(bounds)}`, ...remedyOf(bounds) })
}

/** Refuses anything but a safe integer within the bounds. */
export function checkInteger(where: string, what: string, value: unknown, bounds: Bounds = {}): void {
  if (Number.isSafeInteger(value) && within(value as number, bounds)) return
  refuse(where, what, value, { rule: `an integer${inWords(bounds)}`, ...remedyOf(bounds) })
}

/** Refuses anything that is not one of the listed options, and names the nearest one. */
export function checkOneOf(where: string, what: string, value: unknown, options: readonly unknown[]): void {
  if (options.includes(value)) return
  const guess = typeof value === 'string' ? nearest(value, options.filter(isString)) : undefined
  refuse(where, what, value, {
    rule: `one of ${options.map(show).join(', ')}`,
    ...(guess === undefined ? {} : { remedy: `Did you mean ${show(guess)}?` }),
  })
}

/** Refuses an options object that is none, or that has a key the callee does not know. */
export function checkKeys(where: string, options: unknown, known: readonly string[]): void {
  if (Object.prototype.toString.call(options) !== '[object Object]') {
    refuse(where, 'options', options, { rule: 'an object', remedy: `Known options: ${known.join(', ')}.` })
  }
  for (const key of Object.keys(options as object)) {
    if (known.includes(key)) continue
    const guess = nearest(key, known)
    throw new OrganismError(
      'unknown-option',
      `${where}: option must be one of ${known.join(', ')}, received ${show(key)}.` +
        (guess === undefined ? ' Remove it.' : ` Did you mean ${show(guess)}?`),
      { problems: [{ field: key, message: 'is not a known option' }] },
    )
  }
}

/** Refuses anything but a `Float64Array`, of the given length when there is one. */
export function checkColumn(where: string, what: string, value: unknown, length?: number): void {
  if (!(value instanceof Float64Array)) {
    refuse(where, what, value, {
      rule: 'a Float64Array',
      code: 'invalid-column',
      remedy: 'Convert plain numbers with Float64Array.from(numbers).',
    })
  }
  if (length !== undefined && value.length !== length) {
    refuse(where, `${what}.length`, value.length, {
      rule: `${length}, the length of its neighbours`,
      code: 'length-mismatch',
      remedy: 'Give columns that cover the same bars.',
    })
  }
}

/** Refuses a column that holds NaN or an infinity, and names the first such row. */
export function checkFinite(where: string, what: string, column: Column): void {
  for (let row = 0; row < column.length; row++) {
    if (Number.isFinite(column[row])) continue
    refuse(where, what, column[row], {
      rule: 'finite',
      row,
      code: 'invalid-column',
      remedy: 'Drop or fill the rows that have no value before calling.',
    })
  }
}

function within(value: number, { min, max, above, below }: Bounds): boolean {
  if (min !== undefined && value < min) return false
  if (max !== undefined && value > max) return false
  if (above !== undefined && value <= above) return false
  return below === undefined || value < below
}

function inWords({ min, max, above, below }: Bounds): string {
  const rules: string[] = []
  if (min !== undefined) rules.push(`of at least ${min}`)
  if (above !== undefined) rules.push(`above ${above}`)
  if (max !== undefined) rules.push(`of at most ${max}`)
  if (below !== undefined) rules.push(`below ${below}`)
  return rules.length === 0 ? '' : ` ${rules.join(' and ')}`
}

function remedyOf({ remedy }: Bounds): { remedy?: string } {
  return remedy === undefined ? {} : { remedy }
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}
