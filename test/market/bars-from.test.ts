import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barsFrom, type RawColumns } from '../../src/market/bars-from.ts'
import { columnsOf } from '../../src/market/check-bars.ts'
import { anyBars } from '../arbitraries/bars.ts'
import { errorOf, expectSameBits } from './market.ts'

const toy = { time: [0, 60], open: [1, 2], high: [3, 4], low: [1, 1], close: [2, 3], volume: [5, 8] }
const from = (changes: object, options?: object) => () => barsFrom({ ...toy, ...changes } as RawColumns, options)

describe('barsFrom', () => {
  test('makes columns of plain arrays, in the order of BAR_COLUMNS', () => {
    const bars = barsFrom({ ...toy, funding: [0, 0.1], extras: { vwap: [Number.NaN, 2.5] } }, { symbol: 'TOY' })
    expect(bars).toEqual({
      symbol: 'TOY',
      interval: 60,
      length: 2,
      time: Float64Array.of(0, 60),
      open: Float64Array.of(1, 2),
      high: Float64Array.of(3, 4),
      low: Float64Array.of(1, 1),
      close: Float64Array.of(2, 3),
      volume: Float64Array.of(5, 8),
      funding: Float64Array.of(0, 0.1),
      extras: { vwap: Float64Array.of(Number.NaN, 2.5) },
    })
    expect(columnsOf(bars).map(([name]) => name)).toEqual([
      'time',
      'open',
      'high',
      'low',
      'close',
      'volume',
      'funding',
      'extras.vwap',
    ])
  })

  test('has no funding and no extras when none are given', () => {
    expect(Object.keys(barsFrom(toy))).toEqual([
      'symbol',
      'interval',
      'length',
      'time',
      'open',
      'high',
      'low',
      'close',
      'volume',
    ])
  })

  test('keeps typed columns without a copy and copies other numbers once', () => {
    const open = Float64Array.from(toy.open)
    const close = Float32Array.from(toy.close)
    const bars = barsFrom({ ...toy, open, close })
    expect(bars.open).toBe(open)
    expect(bars.close).toEqual(Float64Array.of(2, 3))
  })

  test('takes the interval given, and otherwise the one it sees', () => {
    expect(from({}, { interval: '1m' })().interval).toBe(60_000)
    expect(from({ time: [0, 3_600_000] })().interval).toBe(3_600_000)
    expect(from({}, {})().symbol).toBe('market')
  })

  test('takes a single bar when its interval is given', () => {
    const one = Object.fromEntries(Object.entries(toy).map(([name, values]) => [name, values.slice(1)]))
    expect(from(one, { interval: '1h' })().length).toBe(1)
    expect(from(one)).toThrow(/interval must be given/)
  })

  test('gives back the market whose columns it is given', () => {
    fc.assert(
      fc.property(anyBars(), ({ symbol, interval, length, ...columns }) => {
        expectSameBits(barsFrom(columns, { symbol, interval }), { symbol, interval, length, ...columns })
      }),
    )
  })

  test.each([
    ['an unknown column', { volum: [1, 2] }, 'unknown-option', 'Did you mean "volume"?'],
    ['a missing column', { close: undefined }, 'invalid-column', 'close must be a Float64Array, received undefined'],
    ['a column of another length', { high: [3] }, 'length-mismatch', 'high.length must be 2'],
    ['funding of another length', { funding: [3] }, 'length-mismatch', 'funding.length must be 2'],
    ['an extra of another length', { extras: { rsi: [1, 2, 3] } }, 'length-mismatch', 'extras.rsi.length must be 2'],
    ['no rows', { time: [] }, 'invalid-argument', 'the number of bars must be an integer of at least 1, received 0'],
    ['text for a column', { open: '12' }, 'invalid-column', 'open must be a Float64Array, received "12"'],
    ['a view without numbers', { open: new DataView(new ArrayBuffer(2)) }, 'invalid-column', 'received DataView(2)'],
    ['big integers', { time: BigInt64Array.of(0n, 60n) }, 'invalid-column', 'time[0] must be a number, received 0n'],
    ['null for a price', { open: [1, null] }, 'invalid-column', 'open[1] must be a number, received null'],
    ['text for a price', { low: ['1O2.5', 1] }, 'invalid-column', 'low[0] must be a number, received "1O2.5"'],
    [
      'a hole',
      { low: Object.assign([1], { length: 2 }) },
      'invalid-column',
      'low[1] must be a number, received undefined',
    ],
    ['NaN for a price', { close: [1, Number.NaN] }, 'invalid-bars', 'row 1, close: must be finite, received NaN'],
    ['an infinite volume', { volume: [Infinity, 1] }, 'invalid-bars', 'row 0, volume: must be finite'],
    ['a negative volume', { volume: [1, -1] }, 'invalid-bars', 'row 1, volume: must not be negative, received -1'],
    [
      'an infinite extra',
      { extras: { rsi: [1, -Infinity] } },
      'invalid-bars',
      'row 1, extras.rsi: must be finite, or NaN',
    ],
    ['NaN for a funding rate', { funding: [0, Number.NaN] }, 'invalid-bars', 'row 1, funding: must be finite'],
    ['times that stand still', { time: [60, 60] }, 'invalid-bars', 'row 1, time: must be later'],
    ['times that fall', { time: [60, 0] }, 'invalid-bars', 'row 1, time: must be later than the row before it (60)'],
    [
      'extras that are none',
      { extras: null },
      'invalid-argument',
      'extras must be an object of columns, received null',
    ],
    ['extras in an array', { extras: [[1, 2]] }, 'invalid-argument', 'extras must be an object of columns'],
  ])('refuses %s', (_, changes, code, message) => {
    const error = errorOf(from(changes))
    expect(error.message).toContain(message)
    expect(error.message).toMatch(/^barsFrom: /)
    expect(error.code).toBe(code)
  })

  test.each([
    ['an unknown option', { intervall: '1h' }, 'unknown-option', 'Did you mean "interval"?'],
    ['an empty symbol', { symbol: '' }, 'invalid-argument', 'symbol must be a name, received ""'],
    ['a symbol that is no text', { symbol: 7 }, 'invalid-argument', 'symbol must be a name, received 7'],
    ['a symbol with half a letter', { symbol: 'A\uD800' }, 'invalid-argument', 'symbol must be a name'],
    ['an interval of 0', { interval: 0 }, 'invalid-argument', 'interval must be a positive whole number'],
    ['options that are none', null, 'invalid-argument', 'options must be an object, received null'],
  ])('refuses %s', (_, options, code, message) => {
    const error = errorOf(from({}, options as object))
    expect(error.message).toContain(message)
    expect(error.code).toBe(code)
  })

  test('refuses columns that are none', () => {
    for (const wrong of [undefined, null, 7, [1, 2]]) {
      expect(errorOf(() => barsFrom(wrong as unknown as RawColumns)).code).toBe('invalid-argument')
    }
  })

  test('either refuses or gives finite rising columns, whatever the numbers', () => {
    const column = fc.array(fc.double(), { minLength: 2, maxLength: 4 })
    const columns = fc.record({ time: column, open: column, high: column, low: column, close: column, volume: column })
    fc.assert(
      fc.property(columns, (raw) => {
        try {
          const bars = barsFrom(raw, { interval: 1 })
          for (const [, values] of columnsOf(bars)) expect(values.every(Number.isFinite)).toBe(true)
          expect(bars.time.every((time, t) => t === 0 || time > bars.time[t - 1])).toBe(true)
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^(invalid-bars|length-mismatch)$/)
        }
      }),
    )
  })
})
