import { checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { BAR_COLUMNS, type BarColumn, type Bars } from './bars.ts'
import { checkBars, EXTRA } from './check-bars.ts'
import { checkByteOrder, HEADER_BYTES, isBuffer, layOut, MAGIC, VERSION, WORD } from './pack-layout.ts'

/** How far packed bytes are believed. */
export interface UnpackOptions {
  /**
   * `'trust'` the rows (default: `packBars` packs markets that were checked when they were made), or `'check'` every
   * row by the rules of `Bars`, in O(n), when the bytes come from somebody else.
   */
  readonly rows?: 'trust' | 'check'
}

interface Directory {
  readonly symbol: string
  readonly interval: number
  readonly length: number
  readonly columns: Readonly<Record<string, number>>
}

/**
 * The market in bytes that `packBars` wrote, as views: nothing is copied, so it takes no longer for a million bars
 * than for one. Takes the buffer itself or any view on it (a Node `Buffer`, a `Uint8Array`) that begins at a
 * multiple of 8 bytes.
 *
 * The structure is checked before any view is made: magic, version, directory, names, sizes. Bytes that are cut
 * short, too long or garbled are refused with code `invalid-pack`. The rows are trusted unless asked otherwise.
 *
 * @example
 * const bars = barsFrom({
 *   time: [0, 1], open: [1, 2], high: [1, 2], low: [1, 2], close: [1, 2], volume: [0, 0],
 * })
 * const packed = packBars(bars)
 * unpackBars(packed).time.buffer === packed // => true
 * unpackBars(packed.slice(0, 100)) // throws 'invalid-pack'
 */
export function unpackBars(packed: ArrayBufferLike | ArrayBufferView, options: UnpackOptions = {}): Bars {
  checkByteOrder('unpackBars')
  checkKeys('unpackBars', options, ['rows'])
  const { rows = 'trust' } = options
  checkOneOf('unpackBars', 'rows', rows, ['trust', 'check'])
  const bytes = bytesOf(packed)
  const { symbol, interval, length, columns } = readDirectory(bytes)
  const names = Object.keys(columns).sort((a, b) => columns[a] - columns[b])
  const layout = layOut({ symbol, interval, length }, names)
  checkLayout(bytes, layout.directory, layout.byteLength)
  const view = (name: string): Float64Array =>
    new Float64Array(bytes.buffer, bytes.byteOffset + layout.offsets[names.indexOf(name)], length)
  const extras = names.filter((name) => name.startsWith(EXTRA))
  const bars: Bars = {
    symbol,
    interval,
    length,
    ...(Object.fromEntries(BAR_COLUMNS.map((name) => [name, view(name)])) as Record<BarColumn, Float64Array>),
    ...(names.includes('funding') ? { funding: view('funding') } : {}),
    ...(extras.length === 0
      ? {}
      : { extras: Object.fromEntries(extras.map((name) => [name.slice(EXTRA.length), view(name)])) }),
  }
  if (rows === 'check') checkBars('unpackBars', bars)
  return bars
}

function bytesOf(packed: ArrayBufferLike | ArrayBufferView): Uint8Array {
  if (!ArrayBuffer.isView(packed) && !isBuffer(packed)) {
    refusePack('the pack', packed, 'an ArrayBuffer, a SharedArrayBuffer or a view on one')
  }
  const bytes = bytesIn(packed)
  if (bytes.byteOffset % WORD === 0) return bytes
  return refuse('unpackBars', 'the byte offset of the view', bytes.byteOffset, {
    rule: `a multiple of ${WORD}`,
    code: 'invalid-pack',
    remedy: 'Copy the bytes once with new Uint8Array(view).',
  })
}

function bytesIn(packed: ArrayBufferLike | ArrayBufferView): Uint8Array {
  // No view can be made of a buffer that was transferred elsewhere; it has no bytes left.
  if (packed.byteLength === 0) return new Uint8Array(0)
  if (!ArrayBuffer.isView(packed)) return new Uint8Array(packed)
  return new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength)
}

function readDirectory(bytes: Uint8Array): Directory {
  if (bytes.length < HEADER_BYTES) refusePack('the pack', bytes, `of at least ${HEADER_BYTES} bytes`)
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES)
  const [magic, version, size, zero] = [0, 4, 8, 12].map((offset) => header.getUint32(offset, true))
  if (magic !== MAGIC) refusePack('the magic number', magic, `${MAGIC}, the letters OBAR`)
  if (version !== VERSION) refusePack('the version', version, `${VERSION}; pack the bars again with this release`)
  if (zero !== 0) refusePack('the fourth word', zero, '0')
  if (size > bytes.length - HEADER_BYTES) {
    refusePack('the length of the directory', size, `of at most ${bytes.length - HEADER_BYTES}, what the pack holds`)
  }
  return checkDirectory(parse(bytes.slice(HEADER_BYTES, HEADER_BYTES + size)))
}

function parse(text: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text))
  } catch (cause) {
    return refusePack('the directory', text, 'JSON in UTF-8', cause)
  }
}

function checkDirectory(directory: unknown): Directory {
  if (!isObject(directory)) return refusePack('the directory', directory, 'an object')
  const { symbol, interval, length, columns } = directory as { [key in keyof Directory]?: unknown }
  if (typeof symbol !== 'string' || !symbol.isWellFormed()) refusePack('the symbol', symbol, 'a name')
  for (const [what, value] of Object.entries({ interval, length })) {
    if (!Number.isSafeInteger(value) || (value as number) < 1) refusePack(`the ${what}`, value, 'a positive integer')
  }
  if (!isObject(columns)) return refusePack('the columns', columns, 'an object')
  for (const name of BAR_COLUMNS) {
    if (!Object.hasOwn(columns, name)) refusePack('the columns', Object.keys(columns), `with one named ${name}`)
  }
  const known: readonly string[] = [...BAR_COLUMNS, 'funding']
  for (const [name, offset] of Object.entries(columns)) {
    if (!known.includes(name) && !name.startsWith(EXTRA)) refusePack('a column', name, 'a known one or an extra')
    if (!name.isWellFormed()) refusePack('a column', name, 'well-formed text')
    if (!Number.isSafeInteger(offset)) refusePack(`the offset of ${name}`, offset, 'an integer')
  }
  return directory as unknown as Directory
}

/** A directory that says the same in other words, or places columns elsewhere, was not written by `packBars`. */
function checkLayout(bytes: Uint8Array, directory: Uint8Array, byteLength: number): void {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true)
  if (size !== directory.length || !directory.every((byte, i) => byte === bytes[HEADER_BYTES + i])) {
    refusePack(
      'the directory',
      bytes.subarray(HEADER_BYTES, HEADER_BYTES + size),
      'the one that packBars writes for these columns',
    )
  }
  if (bytes.length !== byteLength) refusePack('the pack', bytes, `of ${byteLength} bytes, as its directory says`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refusePack(what: string, value: unknown, rule: string, cause?: unknown): never {
  const remedy = 'Hand over the whole of what packBars returned, and nothing else.'
  return refuse('unpackBars', what, value, { rule, remedy, code: 'invalid-pack', cause })
}
