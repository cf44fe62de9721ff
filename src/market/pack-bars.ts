import type { Column } from '../base/column.ts'
import { checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import type { Bars } from './bars.ts'
import { checkShape, columnsOf } from './check-bars.ts'
import { checkByteOrder, HEADER_BYTES, isBuffer, layOut, MAGIC, type PackLayout, VERSION } from './pack-layout.ts'

/** `'plain'` for an `ArrayBuffer`, `'shared'` for a `SharedArrayBuffer`, which workers read in place. */
export type BufferKind = 'plain' | 'shared'

/** The buffer of a kind. */
export type BufferOf<Kind extends BufferKind> = Kind extends 'shared' ? SharedArrayBuffer : ArrayBuffer

/** Where packed bytes live. */
export interface PackOptions<Kind extends BufferKind = BufferKind> {
  /** `'plain'` by default. */
  readonly buffer?: Kind
}

/**
 * A market as one block of bytes, to share with workers or to keep in a file; `unpackBars` reads it in place.
 *
 * | offset | bytes | content |
 * |---|---|---|
 * | 0 | 4 | magic: the letters `OBAR` |
 * | 4 | 4 | version of this layout, unsigned: 1 |
 * | 8 | 4 | length d of the directory in bytes, unsigned, a multiple of 8 |
 * | 12 | 4 | 0 |
 * | 16 | d | directory: canonical JSON in UTF-8, filled up with spaces |
 * | 16 + d | 8 x length each | columns of 64-bit floats |
 *
 * The directory is `{ columns, interval, length, symbol }`, where `columns` gives each column's offset in bytes from
 * the end of the directory; an extra column is named `extras.<name>`. Everything is little-endian, as every
 * machine that runs this library today is. Rows are copied bit by bit and not looked at again.
 *
 * @example
 * const bars = barsFrom({
 *   time: [0, 1], open: [1, 2], high: [1, 2], low: [1, 2], close: [1, 2], volume: [0, 0],
 * })
 * packBars(bars).byteLength // => 232
 * Array.from(unpackBars(packBars(bars, { buffer: 'shared' })).close) // => [1, 2]
 */
export function packBars<Kind extends BufferKind = 'plain'>(
  bars: Bars,
  options: PackOptions<Kind> = {},
): BufferOf<Kind> {
  checkByteOrder('packBars')
  checkShape('packBars', bars)
  checkKeys('packBars', options, ['buffer'])
  const { buffer: kind = 'plain' }: PackOptions = options
  checkOneOf('packBars', 'buffer', kind, ['plain', 'shared'])
  const pack = layOutBars(bars)
  const buffer = kind === 'shared' ? sharedBuffer(pack.layout.byteLength) : new ArrayBuffer(pack.layout.byteLength)
  writePack(buffer, pack)
  return buffer as BufferOf<Kind>
}

/**
 * Packs a market at the start of a buffer that is there already, and gives the bytes that were written as a view on
 * it. For many markets one after the other, for example to a file: memory that was used before is written several
 * times faster than fresh memory. A buffer is large enough when it held a market of as many bars, columns and
 * letters; one that is too small is refused with the size that is needed, as is one that holds columns of the market.
 *
 * @example
 * const bars = barsFrom({
 *   time: [0, 1], open: [1, 2], high: [1, 2], low: [1, 2], close: [1, 2], volume: [0, 0],
 * })
 * const bytes = packBarsInto(new ArrayBuffer(1000), bars)
 * bytes.length // => 232
 * Array.from(unpackBars(bytes).close) // => [1, 2]
 * packBarsInto(new ArrayBuffer(100), bars) // throws 'invalid-argument'
 */
export function packBarsInto<Memory extends ArrayBufferLike>(buffer: Memory, bars: Bars): Uint8Array<Memory> {
  checkByteOrder('packBarsInto')
  checkShape('packBarsInto', bars)
  const pack = layOutBars(bars)
  const { byteLength } = pack.layout
  if (!isBuffer(buffer) || buffer.byteLength < byteLength) {
    refuse('packBarsInto', 'buffer', isBuffer(buffer) ? buffer.byteLength : buffer, {
      rule: `an ArrayBuffer or a SharedArrayBuffer of at least ${byteLength} bytes`,
      remedy: 'Make a larger one, or use packBars.',
    })
  }
  for (const [name, column] of pack.columns) {
    if (column.buffer !== buffer) continue
    refuse('packBarsInto', name, column, {
      rule: 'outside of the buffer that is written',
      remedy: 'Pack into another buffer.',
    })
  }
  writePack(buffer, pack)
  return new Uint8Array(buffer, 0, byteLength)
}

/** The columns of a market by name, and where they go. */
interface Pack {
  readonly columns: readonly (readonly [name: string, column: Column])[]
  readonly layout: PackLayout
}

function layOutBars(bars: Bars): Pack {
  const columns = columnsOf(bars)
  const names = columns.map(([name]) => name)
  return { columns, layout: layOut(bars, names) }
}

function writePack(buffer: ArrayBufferLike, { columns, layout }: Pack): void {
  const header = new DataView(buffer)
  header.setUint32(0, MAGIC, true)
  header.setUint32(4, VERSION, true)
  header.setUint32(8, layout.directory.length, true)
  header.setUint32(12, 0, true)
  new Uint8Array(buffer).set(layout.directory, HEADER_BYTES)
  for (const [place, [, column]] of columns.entries()) {
    new Float64Array(buffer, layout.offsets[place], column.length).set(column)
  }
}

function sharedBuffer(byteLength: number): SharedArrayBuffer {
  if (typeof SharedArrayBuffer !== 'undefined') return new SharedArrayBuffer(byteLength)
  return refuse('packBars', 'buffer', 'shared', {
    rule: 'offered by this environment',
    remedy: "Pass { buffer: 'plain' }; pages need cross-origin isolation to share memory.",
  })
}
