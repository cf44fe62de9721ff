import { canonicalJson } from '../base/canonical-json.ts'
import { refuse } from '../base/guards.ts'
import type { Bars } from './bars.ts'

/** The letters `OBAR`, read as a little-endian number. */
export const MAGIC = 0x5241424f
/** Version of the layout; a reader refuses every other. */
export const VERSION = 1
/** Bytes before the directory. */
export const HEADER_BYTES = 16
/** Bytes of a number, to a multiple of which every column is aligned. */
export const WORD = 8

/** Where everything stands in a pack. */
export interface PackLayout {
  /** The directory as it is written, filled up with spaces. */
  readonly directory: Uint8Array
  /** Offset of each column from the start of the pack, in bytes. */
  readonly offsets: readonly number[]
  readonly byteLength: number
}

/** The one layout of a pack with these columns, in this order. */
export function layOut(head: Pick<Bars, 'symbol' | 'interval' | 'length'>, names: readonly string[]): PackLayout {
  const { symbol, interval, length } = head
  const columns = Object.fromEntries(names.map((name, place) => [name, place * WORD * length]))
  const text = new TextEncoder().encode(canonicalJson({ columns, interval, length, symbol }))
  const directory = new Uint8Array(Math.ceil(text.length / WORD) * WORD).fill(0x20)
  directory.set(text)
  const start = HEADER_BYTES + directory.length
  const offsets = names.map((name) => start + columns[name])
  return { directory, offsets, byteLength: start + names.length * WORD * length }
}

/** Whether a value is memory of its own, shared or not, whatever realm it comes from. */
export function isBuffer(value: unknown): value is ArrayBufferLike {
  return /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value))
}

/** Typed arrays have the byte order of the machine; views on a pack need it to be little-endian. */
export function checkByteOrder(where: string): void {
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] === 1) return
  refuse(where, 'the byte order of this machine', 'big-endian', {
    rule: 'little-endian',
    code: 'invalid-pack',
    remedy: 'Move bars between such machines as CSV.',
  })
}
