import { OrganismError } from './error.ts'
import { show } from './show.ts'

/** Everything JSON can say. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/** Deeper nesting than this is refused, so that a hostile value cannot overflow the stack. */
const DEEPEST = 500
/** Characters of a path that a message shows. */
const LONGEST_PATH = 200

/**
 * JSON text in the one canonical form of RFC 8785: keys sorted by UTF-16 code unit, no white space, numbers as
 * ECMAScript prints them. Equal values give equal bytes, so the text can be hashed, compared and signed.
 *
 * Keys whose value is `undefined` are left out, as in plain JSON. Refused, with the path: NaN, infinities,
 * `undefined` in an array, big integers, functions, symbols, class instances, typed arrays, cycles and lone
 * surrogates, because each would be lost or changed on the way back.
 *
 * @example
 * canonicalJson({ b: [1e21, -0], a: 'x' }) // => '{"a":"x","b":[1e+21,0]}'
 */
export function canonicalJson(value: unknown): string {
  return write(value, [])
}

/** Keys and indices that lead to a value; put into words only when the value is refused. */
type Path = (string | number)[]

function write(value: unknown, path: Path): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return writeNumber(value, path)
  if (typeof value === 'string') return writeString(value, path)
  if (typeof value !== 'object') refuseAt(path, value, 'null, a boolean, a number, a string, an array or an object')
  if (path.length === DEEPEST) refuseAt(path, value, `nested at most ${DEEPEST} deep; cycles have no end`)
  if (Array.isArray(value)) return writeArray(value, path)
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    refuseAt(path, value, 'a plain object or array; convert it first, for example Array.from(column)')
  }
  return writeObject(value as Record<string, unknown>, path)
}

function writeNumber(value: number, path: Path): string {
  if (!Number.isFinite(value)) refuseAt(path, value, 'a finite number; write null where a value is undefined')
  return JSON.stringify(value)
}

function writeString(value: string, path: Path): string {
  if (!value.isWellFormed()) refuseAt(path, value, 'well-formed text without lone surrogates')
  return JSON.stringify(value)
}

function writeArray(values: readonly unknown[], path: Path): string {
  const items: string[] = []
  for (let i = 0; i < values.length; i++) {
    path.push(i)
    items.push(write(values[i], path))
    path.pop()
  }
  return `[${items.join(',')}]`
}

function writeObject(value: Record<string, unknown>, path: Path): string {
  const members: string[] = []
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member === undefined) continue
    path.push(key)
    members.push(`${writeString(key, path)}:${write(member, path)}`)
    path.pop()
  }
  return `{${members.join(',')}}`
}

function refuseAt(path: Path, value: unknown, rule: string): never {
  const place = `$${path.map(step).join('')}`
  const field = place.length <= LONGEST_PATH ? place : `${place.slice(0, LONGEST_PATH)}…`
  throw new OrganismError('invalid-json', `canonicalJson: ${field} must be ${rule}, received ${show(value)}.`, {
    problems: [{ field, value, message: `must be ${rule}` }],
  })
}

function step(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}
