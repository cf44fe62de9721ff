import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OrganismError } from '../../src/base/error.ts'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { parseBars } from '../../src/market/parse-bars.ts'
import { type WriteOptions, writeBars } from '../../src/market/write-bars.ts'

const YEAR_0 = -62_167_219_200_000
const YEAR_10000 = 253_402_300_800_000
const SAFE = 8.64e15

function bars(columns: object = {}): Bars {
  const ones = [1, 1]
  const plain = { time: [0, 60_000], open: ones, high: ones, low: ones, close: ones, volume: ones }
  return barsFrom({ ...plain, ...columns }, { interval: '1m' })
}

function codeOf(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof OrganismError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'none'
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const amount = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })
const missing = fc.oneof({ weight: 3, arbitrary: finite }, fc.constant(Number.NaN))
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _,;|"'#.-]{0,8}[A-Za-z0-9"]$/).filter((word) => {
  return codeOf(() => writeBars(bars({ extras: { [word]: [1, 1] } }))) === 'none'
})

function market(least: number, most: number): fc.Arbitrary<Bars> {
  return fc.integer({ min: 1, max: 12 }).chain((length) => {
    const column = (values: fc.Arbitrary<number>) => fc.array(values, { minLength: length, maxLength: length })
    const time = fc
      .uniqueArray(fc.integer({ min: least, max: most }), { minLength: length, maxLength: length })
      .map((values) => values.map((value) => value + 0).sort((a, b) => a - b))
    const extras = fc.dictionary(name, column(missing), { maxKeys: 3 })
    return fc
      .record({
        time,
        open: column(finite),
        high: column(finite),
        low: column(finite),
        close: column(finite),
        volume: column(amount),
        funding: fc.option(column(finite), { nil: undefined }),
        extras,
      })
      .map(({ funding, ...columns }) => bars(funding === undefined ? columns : { ...columns, funding }))
  })
}

function expectBack(written: Bars, options: WriteOptions): void {
  const separator = options.separator ?? ','
  const timeUnit = options.time === 'ms' ? 'ms' : 'auto'
  const back = parseBars(writeBars(written, options), { separator, timeUnit, interval: '1m' })
  for (const key of ['time', 'open', 'high', 'low', 'close', 'volume', 'funding'] as const) {
    expect(back[key]).toEqual(written[key])
  }
  expect(back.extras ?? {}).toEqual(written.extras)
  expect([back.ignored, back.skipped.count]).toEqual([[], 0])
}

const separator = fc.constantFrom(',', ';', '\t', '|') as fc.Arbitrary<',' | ';' | '\t' | '|'>

describe('writeBars', () => {
  it('is read back with every bit, as dates', () => {
    fc.assert(
      fc.property(market(YEAR_0, YEAR_10000 - 1), separator, (written, by) => {
        expectBack(written, { separator: by })
      }),
      { numRuns: 300 },
    )
  })

  it('is read back with every bit, as milliseconds', () => {
    fc.assert(
      fc.property(market(-SAFE, SAFE), separator, (written, by) => {
        expectBack(written, { separator: by, time: 'ms' })
      }),
      { numRuns: 300 },
    )
  })

  it('writes a header, dates and the shortest numbers', () => {
    const text = writeBars(
      bars({
        time: [1_709_217_000_000, 1_709_217_000_001],
        open: [0.1, -0],
        close: [1e21, 1e-7],
        funding: [0, -0.0001],
        extras: { adjClose: [Number.NaN, 2], 'a "b", c': [3, 4] },
      }),
    )
    expect(text).toBe(
      'time,open,high,low,close,volume,funding,adjClose,"a ""b"", c"\n' +
        '2024-02-29T14:30:00Z,0.1,1,1,1e+21,1,0,,3\n' +
        '2024-02-29T14:30:00.001Z,-0,1,1,1e-7,1,-0.0001,2,4\n',
    )
  })

  it('joins blocks of rows without a seam', () => {
    const length = 10_000
    const time = Float64Array.from({ length }, (_, t) => t * 60_000)
    const price = Float64Array.from({ length }, (_, t) => 100 + t / 8)
    const long = barsFrom({ time, open: price, high: price, low: price, close: price, volume: price })
    expect(writeBars(long).split('\n').length).toBe(length + 2)
    expect(parseBars(writeBars(long)).close).toEqual(price)
    expect(parseBars(writeBars(long)).time).toEqual(time)
  })

  it('refuses names that would not come back', () => {
    for (const word of [
      '',
      ' x',
      'x ',
      'Close',
      'date',
      'vol',
      'Adj Close',
      'a\nb',
      'a\rb',
      '\ud800',
      '\uFEFFx',
      'funding rate',
    ]) {
      expect(codeOf(() => writeBars(bars({ extras: { [word]: [1, 1] } })))).toContain('the name of an extra must be')
    }
  })

  it('refuses years that a date cannot write, unknown options and broken markets', () => {
    expect(codeOf(() => writeBars(bars({ time: [0, YEAR_10000] })))).toContain(
      'time[1] must be within the years 0 to 9999',
    )
    expect(codeOf(() => writeBars(bars({ time: [YEAR_0 - 1, 0] })))).toContain("{ time: 'ms' }")
    expect(codeOf(() => writeBars(bars(), { time: 'sec' as 'ms' }))).toContain('invalid-argument')
    expect(codeOf(() => writeBars(bars(), { seperator: ',' } as WriteOptions))).toContain('unknown-option')
    const broken = bars()
    broken.close[1] = Number.NaN
    expect(codeOf(() => writeBars(broken))).toContain('invalid-bars')
    expect(codeOf(() => writeBars(undefined as unknown as Bars))).toContain('invalid-argument')
  })
})
