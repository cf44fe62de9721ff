import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellReader, Cursor } from '../../src/market/csv-cell.ts'
import { amountInto, amountOrZeroInto, numberInto, valueInto } from '../../src/market/csv-number.ts'

function cursorOn(text: string, separator = ','): Cursor {
  const decimal = { negative: false, head: 0, tail: 0, tailDigits: 0, power: 0 }
  return { bytes: new TextEncoder().encode(text), separator: separator.charCodeAt(0), newline: 10, decimal, at: 0 }
}

/** The value of a cell, or undefined when it is refused; what follows the cell must not change it. */
function read(reader: CellReader, cell: string): number | undefined {
  const values = ['', ',7', '\n7', '\r\n7'].map((rest) => {
    const cursor = cursorOn(cell + rest)
    const column = new Float64Array(1)
    const isRead = reader(column, 0, cursor)
    if (isRead) expect(cursor.at).toBe(cell.length)
    return isRead ? column[0] : undefined
  })
  for (const value of values) expect(value).toBe(values[0])
  return values[0]
}

const digits = (most: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: most })
const sign = fc.constantFrom('', '-', '+')
const exponent = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  fc.tuple(fc.constantFrom('e', 'E'), sign, fc.integer({ min: 0, max: 330 })).map(([e, s, n]) => `${e}${s}${n}`),
)
const decimalText = fc
  .tuple(sign, digits(24), fc.boolean(), digits(24), exponent)
  .filter(([, whole, point, fraction]) => whole.length + (point ? fraction.length : 0) > 0)
  .map(([s, whole, point, fraction, e]) => `${s}${whole}${point ? `.${fraction}` : ''}${e}`)

function expectNearest(text: string): void {
  const expected = Number(text)
  expect(read(numberInto, text)).toBe(Number.isFinite(expected) ? expected : undefined)
}

describe('numberInto', () => {
  it('reads every decimal text as Number does, bit for bit', () => {
    fc.assert(fc.property(decimalText, expectNearest), { numRuns: 8000 })
  })

  it('reads every double back from its shortest text and from its seventeen digits', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
        expectNearest(Object.is(value, -0) ? '-0' : String(value))
        expectNearest(value.toPrecision(17))
      }),
      { numRuns: 2500 },
    )
  })

  it('rounds texts that lie on, just above and just below the middle of two doubles', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n - 1n }), fc.integer({ min: 0, max: 8 }), (mantissa, k) => {
        const middle = (2n * mantissa + 1n) * 5n ** BigInt(k)
        for (const near of [middle - 1n, middle, middle + 1n]) {
          const text = `${near}`.padStart(k + 2, '0')
          expectNearest(`${near}e-${k}`)
          expectNearest(k === 0 ? text : `${text.slice(0, -k)}.${text.slice(-k)}`)
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('rounds the middles of two doubles cut to 15 to 32 digits, and their neighbours', () => {
    const odd = fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n - 1n }).map((mantissa) => 2n * mantissa + 1n)
    fc.assert(
      fc.property(odd, fc.integer({ min: 1, max: 70 }), fc.integer({ min: 15, max: 32 }), (middle, k, digits) => {
        const whole = `${middle * 5n ** BigInt(k)}`
        const cut = BigInt(whole.slice(0, digits))
        for (const near of [cut - 1n, cut, cut + 1n]) {
          expectNearest(`${near}e${whole.length - Math.min(digits, whole.length) - k}`)
        }
      }),
      { numRuns: 2500 },
    )
  })

  it.each([
    '90071992547409.93',
    '9007199254740992',
    '9007199254740993',
    '9007199254740995',
    '0.1',
    '-0',
    '-0.0',
    '.5',
    '5.',
    '+1.5',
    '1e22',
    '1e23',
    '123456789012345678',
    '0.30000000000000004',
    '1.7976931348623157e308',
    '5e-324',
    '2.5e-324',
    '8.41e21',
    '1469.250000',
    '0.000000000000000000000000000000123',
    '1e-99999999999999999999',
    '0e99999999999999999999',
    '00012',
  ])('reads %s as Number does', expectNearest)

  it.each([
    '',
    ' ',
    '.',
    '-',
    '+',
    '-.',
    'e5',
    '1e',
    '1e+',
    '1.2.3',
    '--1',
    '1,',
    'NaN',
    'nan',
    'Infinity',
    '-Infinity',
    'null',
    '0x10',
    '1_000',
    '1 000',
    '1e400',
    '-1e400',
    '$5',
    '5%',
    '1.5M',
    '١',
    '1"',
    '"1',
    '"1"2',
    '""',
    'true',
    '1n',
    '\t1',
  ])('refuses %j', (cell) => expect(read(numberInto, cell.replace(/,$/, 'x'))).toBeUndefined())

  it('reads quoted and spaced cells', () => {
    for (const cell of [' 1.5', '1.5 ', '"1.5"', ' "1.5" ', '" 1.5 "', '"+1.5e0"'])
      expect(read(numberInto, cell)).toBe(1.5)
  })

  it('shifts the point exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 19n }), fc.constantFrom(3, 0, -3, -6), (value, shift) => {
        const column = new Float64Array(1)
        expect(numberInto(column, 0, cursorOn(`${value}`), shift)).toBe(true)
        expect(column[0]).toBe(Number(`${value}e${shift}`))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('amountInto and amountOrZeroInto', () => {
  it('refuse negative amounts', () => {
    for (const reader of [amountInto, amountOrZeroInto]) {
      expect(read(reader, '0')).toBe(0)
      expect(read(reader, '2e3')).toBe(2000)
      expect(read(reader, '-1')).toBeUndefined()
      expect(read(reader, 'x')).toBeUndefined()
    }
  })

  it('differ in an empty cell', () => {
    for (const cell of ['', '  ', '""', ' "" ']) {
      expect(read(amountInto, cell)).toBeUndefined()
      expect(read(amountOrZeroInto, cell)).toBe(0)
    }
  })
})

describe('valueInto', () => {
  it('reads no value as NaN and refuses other words', () => {
    for (const cell of ['', ' ', '""', 'NaN', 'nan', 'NULL', '"null"', ' NaN ']) expect(read(valueInto, cell)).toBeNaN()
    expect(read(valueInto, '-3.25')).toBe(-3.25)
    for (const cell of ['nanx', 'nul', 'Infinity', '-', 'n/a', '-NaN', 'none'])
      expect(read(valueInto, cell)).toBeUndefined()
  })
})
