import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OrganismError } from '../../src/base/error.ts'
import { checkShape, columnsOf } from '../../src/market/check-bars.ts'
import { type PackOptions, packBars, packBarsInto } from '../../src/market/pack-bars.ts'
import { unpackBars } from '../../src/market/unpack-bars.ts'
import { anyBars } from '../arbitraries/bars.ts'
import { errorOf, expectSameBits, flatBars } from './market.ts'

const toy = flatBars([0, 1], [1, 2], 1)
const kinds = fc.constantFrom<NonNullable<PackOptions['buffer']>>('plain', 'shared')
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** A pack with another directory: the given text, filled up, and the columns as they were. */
function withDirectory(directory: string): ArrayBuffer {
  const original = new Uint8Array(packBars(toy))
  const columns = original.subarray(original.length - 6 * 2 * 8)
  const encoded = new TextEncoder().encode(directory.padEnd(Math.ceil(directory.length / 8) * 8))
  const bytes = new Uint8Array(16 + encoded.length + columns.length)
  bytes.set(original.subarray(0, 16))
  new DataView(bytes.buffer).setUint32(8, encoded.length, true)
  bytes.set(encoded, 16)
  bytes.set(columns, 16 + encoded.length)
  return bytes.buffer
}

const header = () => new DataView(packBars(toy))
const directoryOf = (packed: ArrayBuffer) => text(new Uint8Array(packed, 16, new DataView(packed).getUint32(8, true)))

describe('a pack', () => {
  test('has the documented layout', () => {
    const packed = packBars(toy)
    expect(text(new Uint8Array(packed, 0, 4))).toBe('OBAR')
    const view = new DataView(packed)
    expect([4, 8, 12].map((offset) => view.getUint32(offset, true))).toEqual([1, 120, 0])
    expect(directoryOf(packed).trimEnd()).toBe(
      '{"columns":{"close":64,"high":32,"low":48,"open":16,"time":0,"volume":80},"interval":1,"length":2,"symbol":"market"}',
    )
    expect(new Float64Array(packed, 16 + 120 + 64, 2)).toEqual(Float64Array.of(1, 2))
    expect(packed.byteLength).toBe(16 + 120 + 6 * 2 * 8)
  })

  test('gives back every bit, from plain and shared memory', () => {
    fc.assert(
      fc.property(anyBars(), kinds, (bars, buffer) => {
        const packed = packBars(bars, { buffer })
        const unpacked = unpackBars(packed, { rows: 'check' })
        expectSameBits(unpacked, bars)
        expect(Object.keys(unpacked.extras ?? {})).toEqual(Object.keys(bars.extras ?? {}))
        expect(new Uint8Array(packBars(unpacked))).toEqual(new Uint8Array(packed))
      }),
    )
  })

  test('is read in place: every column is a view', () => {
    fc.assert(
      fc.property(anyBars(), kinds, (bars, buffer) => {
        const packed = packBars(bars, { buffer })
        for (const [, column] of columnsOf(unpackBars(packed))) {
          expect(column.buffer).toBe(packed)
          expect(column.byteOffset % 8).toBe(0)
        }
      }),
    )
  })

  test('keeps the bits of NaN and the sign of zero', () => {
    const odd = new Float64Array(new BigUint64Array([0x7ff8_0000_0000_beefn, 0x8000_0000_0000_0000n]).buffer)
    const bars = { ...toy, extras: { odd } }
    expectSameBits(unpackBars(packBars(bars)), bars)
  })

  test('keeps names of any alphabet', () => {
    const bars = {
      ...toy,
      symbol: 'Öl/€ "💡"\n',
      extras: { __proto__: toy.open, '': toy.open, 'a.b': toy.open, 1: toy.open },
    }
    expectSameBits(unpackBars(packBars(bars)), bars)
    const proto = { ...toy, extras: Object.fromEntries([['__proto__', toy.open]]) }
    expect(Object.keys(unpackBars(packBars(proto)).extras ?? {})).toEqual(['__proto__'])
  })

  test('may be a view that begins at a multiple of 8 bytes', () => {
    const bytes = new Uint8Array(packBars(toy))
    const arena = new Uint8Array(bytes.length + 64)
    arena.set(bytes, 24)
    const view = arena.subarray(24, 24 + bytes.length)
    expectSameBits(unpackBars(view), toy)
    expectSameBits(unpackBars(new DataView(view.buffer, 24, bytes.length)), toy)
    expectSameBits(unpackBars(Buffer.from(view.buffer, 24, bytes.length)), toy)
    expect(unpackBars(view).close.buffer).toBe(arena.buffer)
    arena.set(bytes, 25)
    const error = errorOf(() => unpackBars(arena.subarray(25, 25 + bytes.length)))
    expect([error.code, error.message]).toEqual([
      'invalid-pack',
      'unpackBars: the byte offset of the view must be a multiple of 8, received 25. Copy the bytes once with new Uint8Array(view).',
    ])
    expectSameBits(unpackBars(new Uint8Array(arena.subarray(25, 25 + bytes.length))), toy)
  })

  test('of untrusted rows is checked on demand', () => {
    const broken = packBars({ ...toy, time: Float64Array.of(1, 0) })
    expect(unpackBars(broken).length).toBe(2)
    expect(errorOf(() => unpackBars(broken, { rows: 'check' }))).toMatchObject({
      code: 'invalid-bars',
      problems: [{ row: 1, field: 'time' }],
    })
  })
})

describe('packBarsInto', () => {
  test('writes what packBars does, over whatever was there, and leaves the rest alone', () => {
    fc.assert(
      fc.property(anyBars(), fc.boolean(), fc.nat({ max: 20 }), (bars, isShared, room) => {
        const fresh = new Uint8Array(packBars(bars))
        const size = fresh.length + room
        const buffer = isShared ? new SharedArrayBuffer(size) : new ArrayBuffer(size)
        const all = new Uint8Array(buffer).fill(0xa5)
        const bytes = packBarsInto(buffer, bars)
        expect(bytes.buffer).toBe(buffer)
        expect(bytes).toEqual(fresh)
        expect(all.subarray(fresh.length).every((byte) => byte === 0xa5)).toBe(true)
        expectSameBits(unpackBars(bytes), bars)
      }),
    )
  })

  test.each([
    ['a buffer that is too small', new ArrayBuffer(231), toy, 'of at least 232 bytes, received 231'],
    ['a view', new Uint8Array(1000), toy, 'buffer must be an ArrayBuffer or a SharedArrayBuffer'],
    ['no buffer', undefined, toy, 'received undefined'],
    ['no market', new ArrayBuffer(1000), {}, 'packBarsInto:'],
  ])('refuses %s', (_, buffer, bars, message) => {
    expect(errorOf(() => packBarsInto(buffer as ArrayBuffer, bars as typeof toy)).message).toContain(message)
  })

  test('refuses the buffer that holds the market', () => {
    const buffer = packBars(toy)
    const before = new Uint8Array(buffer.slice(0))
    expect(errorOf(() => packBarsInto(buffer, { ...toy, close: unpackBars(buffer).close })).message).toContain(
      'packBarsInto: close must be outside of the buffer that is written',
    )
    expect(new Uint8Array(buffer)).toEqual(before)
  })
})

describe('packBars refuses', () => {
  test.each([
    ['what is no market', 7, {}, 'packBars: bars must be a market'],
    ['columns of different lengths', { ...toy, close: new Float64Array(3) }, {}, 'packBars: close.length must be 2'],
    ['an unknown option', toy, { shared: true }, 'packBars: option must be one of buffer, received "shared"'],
    ['an unknown kind of memory', toy, { buffer: 'share' }, 'Did you mean "shared"?'],
    ['half a letter in a name', { ...toy, symbol: '\uD800' }, {}, '$.symbol must be well-formed text'],
  ])('%s', (_, bars, options, message) => {
    expect(errorOf(() => packBars(bars as typeof toy, options as PackOptions)).message).toContain(message)
  })
})

describe('unpackBars refuses', () => {
  const write = (offset: number, value: number) => {
    const view = header()
    view.setUint32(offset, value, true)
    return view.buffer
  }
  const good = directoryOf(packBars(toy)).trimEnd()
  test.each([
    ['nothing', undefined, 'the pack must be an ArrayBuffer, a SharedArrayBuffer or a view on one, received undefined'],
    ['text', 'OBAR', 'the pack must be an ArrayBuffer'],
    ['a pretender', { byteLength: 100, [Symbol.toStringTag]: 'ArrayBuffer' }, 'the pack must be of at least 16 bytes'],
    ['a lesser pretender', { [Symbol.toStringTag]: 'ArrayBuffer' }, 'the pack must be of at least 16 bytes'],
    ['an empty buffer', new ArrayBuffer(0), 'the pack must be of at least 16 bytes'],
    ['half a header', packBars(toy).slice(0, 15), 'the pack must be of at least 16 bytes, received Uint8Array(15)'],
    [
      'another magic number',
      write(0, 0x5241424e),
      'the magic number must be 1380008527, the letters OBAR, received 1380008526',
    ],
    ['another version', write(4, 2), 'the version must be 1; pack the bars again with this release, received 2'],
    ['a fourth word', write(12, 1), 'the fourth word must be 0, received 1'],
    [
      'a directory that is too long',
      write(8, 2 ** 32 - 1),
      'the length of the directory must be of at most 216, what the pack holds',
    ],
    ['a directory cut short', write(8, 40), 'the directory must be JSON in UTF-8'],
    ['a directory that is none', withDirectory('[1,2]'), 'the directory must be an object'],
    ['null for a directory', withDirectory('null'), 'the directory must be an object, received null'],
    [
      'no symbol',
      withDirectory(good.replace('"symbol":"market"', '"symbol":7')),
      'the symbol must be a name, received 7',
    ],
    ['half a letter in the symbol', withDirectory(good.replace('market', '\\ud800')), 'the symbol must be a name'],
    [
      'a negative length',
      withDirectory(good.replace('"length":2', '"length":-2')),
      'the length must be a positive integer, received -2',
    ],
    [
      'a fractional length',
      withDirectory(good.replace('"length":2', '"length":1.5')),
      'the length must be a positive integer',
    ],
    [
      'a length beyond the whole numbers',
      withDirectory(good.replace('"length":2', '"length":1e300')),
      'the length must be a positive integer',
    ],
    [
      'a length beyond the buffer',
      withDirectory(good.replace('"length":2', '"length":9007199254740991')),
      'the directory must be the one that packBars writes',
    ],
    [
      'an interval of 0',
      withDirectory(good.replace('"interval":1', '"interval":0')),
      'the interval must be a positive integer, received 0',
    ],
    [
      'no columns',
      withDirectory('{"interval":1,"length":2,"symbol":"m"}'),
      'the columns must be an object, received undefined',
    ],
    ['a column too few', withDirectory(good.replace('"close":64,', '')), 'the columns must be with one named close'],
    [
      'an unknown column',
      withDirectory(good.replace('"volume":80', '"volume":80,"x":96')),
      'a column must be a known one or an extra, received "x"',
    ],
    [
      'half a letter in a column',
      withDirectory(good.replace('{"close"', '{"extras.\\ud800":1,"close"')),
      'a column must be well-formed text',
    ],
    [
      'a fractional offset',
      withDirectory(good.replace('64', '64.5')),
      'the offset of close must be an integer, received 64.5',
    ],
    [
      'text for an offset',
      withDirectory(good.replace('64', '"64"')),
      'the offset of close must be an integer, received "64"',
    ],
    [
      'columns that overlap',
      withDirectory(good.replace('64', '48')),
      'the directory must be the one that packBars writes',
    ],
    [
      'columns before the start',
      withDirectory(good.replace('"time":0', '"time":-8')),
      'the directory must be the one that packBars writes',
    ],
    [
      'columns beyond the end',
      withDirectory(good.replace('"volume":80', '"volume":88')),
      'the directory must be the one that packBars writes',
    ],
    [
      'a column named twice',
      withDirectory(good.replace('"close":64', '"close":1,"close":64')),
      'the directory must be the one that packBars writes',
    ],
    [
      'keys it does not know',
      withDirectory(good.replace('{', '{"author":"me",')),
      'the directory must be the one that packBars writes',
    ],
    [
      'keys in another order',
      withDirectory(`{"symbol":"market",${good.slice(1).replace(',"symbol":"market"', '')}`),
      'the directory must be the one',
    ],
    [
      'a byte too many',
      new Uint8Array([...new Uint8Array(packBars(toy)), 0]),
      'the pack must be of 232 bytes, as its directory says, received Uint8Array(233)',
    ],
    ['an unknown option', packBars(toy), 'option must be one of rows, received "check"', { check: true }],
    ['an unknown trust', packBars(toy), 'rows must be one of "trust", "check"', { rows: 'verify' }],
  ])('%s', (_, packed, message, options: object = {}) => {
    const error = errorOf(() => unpackBars(packed as ArrayBuffer, options))
    expect(error.message).toContain(message)
    if (Object.keys(options).length === 0) expect(error.code).toBe('invalid-pack')
  })

  test('a pack cut anywhere', () => {
    const packed = packBars(toy)
    for (let length = 0; length < packed.byteLength; length++) {
      expect(errorOf(() => unpackBars(packed.slice(0, length))).code).toBe('invalid-pack')
    }
  })

  test('a buffer that was handed on to a worker', () => {
    const packed = packBars(toy)
    structuredClone(packed, { transfer: [packed] })
    expect(errorOf(() => unpackBars(packed)).code).toBe('invalid-pack')
  })

  test('a buffer with a directory that reaches into a column of spaces', () => {
    const packed = packBars({ ...toy, time: new Float64Array(new BigUint64Array(2).fill(0x2020202020202020n).buffer) })
    new DataView(packed).setUint32(8, 120 + 8, true)
    expect(errorOf(() => unpackBars(packed)).message).toContain('the directory must be the one that packBars writes')
  })
})

describe('whatever the bytes, unpackBars refuses them or gives a market of the right shape', () => {
  const survives = (bytes: Uint8Array) => {
    try {
      checkShape('test', unpackBars(bytes))
    } catch (error) {
      expect(error).toBeInstanceOf(OrganismError)
      expect((error as OrganismError).code).toBe('invalid-pack')
    }
  }

  test('random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), survives))
  })

  test('random directories behind a good header', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (directory) => {
        survives(new Uint8Array(withDirectory(directory)))
      }),
    )
  })

  test('plausible directories', () => {
    const offset = fc.oneof(fc.constantFrom(0, 16, 32, 48, 64, 80), fc.integer(), fc.double(), fc.constant(null))
    const names = ['time', 'open', 'high', 'low', 'close', 'volume', 'funding', 'extras.a', 'vwap']
    const directory = fc.record({
      columns: fc.record(Object.fromEntries(names.map((name) => [name, offset])), { requiredKeys: names.slice(0, 6) }),
      interval: fc.oneof(fc.constant(1), fc.double()),
      length: fc.oneof(fc.constant(2), fc.maxSafeInteger(), fc.double()),
      symbol: fc.string(),
    })
    fc.assert(fc.property(directory, (value) => survives(new Uint8Array(withDirectory(JSON.stringify(value))))))
  })

  test('good packs with some bytes changed, or cut, or both', () => {
    const edit = fc.tuple(fc.nat(), fc.nat({ max: 255 }))
    const arbitrary = fc.tuple(
      anyBars({ maxLength: 5 }),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      fc.option(fc.nat(), { freq: 3 }),
    )
    fc.assert(
      fc.property(arbitrary, ([bars, edits, cut]) => {
        const bytes = new Uint8Array(packBars(bars))
        const size = new DataView(bytes.buffer).getUint32(8, true)
        for (const [place, value] of edits) bytes[place % (16 + size)] = value
        survives(cut === null ? bytes : bytes.slice(0, cut % bytes.length))
      }),
      { numRuns: 2_000 },
    )
  })
})
