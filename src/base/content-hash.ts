import { canonicalJson } from './canonical-json.ts'
import type { Column } from './column.ts'
import { sha256 } from './sha256.ts'

/**
 * The identity of a value: SHA-256 of its canonical JSON (for bytes: of the bytes), as 64 lower-case hex
 * digits. Equal content has an equal hash on every machine, whatever the order of its keys.
 *
 * @example
 * contentHash({ b: 1, a: 2 }) === contentHash({ a: 2, b: 1 }) // => true
 * contentHash(new TextEncoder().encode('abc')).slice(0, 8) // => 'ba7816bf'
 */
export function contentHash(value: unknown): string {
  const bytes = value instanceof Uint8Array ? value : new TextEncoder().encode(canonicalJson(value))
  let hex = ''
  for (const byte of sha256(bytes)) hex += byte.toString(16).padStart(2, '0')
  return hex
}

/** The content hash of the bytes of a column. */
export function columnHash(column: Column): string {
  return contentHash(new Uint8Array(column.slice().buffer))
}
