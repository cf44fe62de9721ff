import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkColumn,
  checkFinite,
  checkInteger,
  checkKeys,
  checkNumber,
  checkOneOf,
  refuse,
} from '../../src/base/guards.ts'

describe('refuse', () => {
  test('says where, what, the rule, the value and the remedy, and keeps them as data', () => {
    const cause = new Error('deep')
    const act = () => refuse('f', 'x', 3, { rule: 'even', remedy: 'Double it.', row: 2, code: 'invalid-column', cause })
    expect(act).toThrow('f: x[2] must be even, received 3. Double it.')
    expect(act).toThrow(
      expect.objectContaining({
        code: 'invalid-column',
        cause,
        problems: [{ field: 'x', value: 3, message: 'must be even', row: 2 }],
      }),
    )
  })
})

describe('checkNumber', () => {
  test('lets finite numbers within the bounds pass', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (value) => {
        expect(() => checkNumber('f', 'x', value, { min: -5, max: 5 })).not.toThrow()
      }),
    )
  })

  test.each([
    [Number.NaN, {}, 'f: x must be a finite number, received NaN.'],
    [Number.POSITIVE_INFINITY, {}, 'f: x must be a finite number, received Infinity.'],
    ['3', {}, 'f: x must be a finite number, received "3".'],
    [0, { above: 0 }, 'f: x must be a finite number above 0, received 0.'],
    [1, { below: 1 }, 'f: x must be a finite number below 1, received 1.'],
    [-1, { min: 0, max: 1 }, 'f: x must be a finite number of at least 0 and of at most 1, received -1.'],
    [2, { max: 1, remedy: 'Halve it.' }, 'f: x must be a finite number of at most 1, received 2. Halve it.'],
  ])('refuses %j with bounds %j', (value, bounds, message) => {
    expect(() => checkNumber('f', 'x', value, bounds)).toThrow(message)
  })
})

describe('checkInteger', () => {
  test.each([1, 2 ** 53 - 1])('lets %d pass', (value) => {
    expect(() => checkInteger('f', 'n', value, { min: 1 })).not.toThrow()
  })

  test.each([0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1', null, undefined])('refuses %s', (value) => {
    expect(() => checkInteger('f', 'n', value, { min: 1 })).toThrow('f: n must be an integer of at least 1, received')
  })
})

describe('checkOneOf', () => {
  test('lets a listed option pass and refuses any other with the nearest one', () => {
    expect(() => checkOneOf('f', 'seed', 'first', ['sma', 'first'])).not.toThrow()
    expect(() => checkOneOf('f', 'seed', 'frist', ['sma', 'first'])).toThrow(
      'f: seed must be one of "sma", "first", received "frist". Did you mean "first"?',
    )
    expect(() => checkOneOf('f', 'seed', 7, ['sma', 'first'])).toThrow('must be one of "sma", "first", received 7.')
  })
})

describe('checkKeys', () => {
  test('lets known keys pass', () => {
    expect(() => checkKeys('f', { symbol: 'A' }, ['symbol', 'interval'])).not.toThrow()
  })

  test('refuses an unknown key by its own code, and names the nearest known one', () => {
    const act = () => checkKeys('f', { simbol: 'A' }, ['symbol', 'interval'])
    expect(act).toThrow('f: option must be one of symbol, interval, received "simbol". Did you mean "symbol"?')
    expect(act).toThrow(expect.objectContaining({ code: 'unknown-option' }))
    expect(() => checkKeys('f', { zzz: 1 }, ['symbol'])).toThrow('Remove it.')
  })

  test.each([null, 7, 'x', [1], new Map(), new Float64Array(1)])('refuses %s instead of options', (options) => {
    expect(() => checkKeys('f', options, ['symbol'])).toThrow('f: options must be an object, received')
  })
})

describe('checkColumn', () => {
  test('lets a column of the right length pass', () => {
    expect(() => checkColumn('f', 'close', new Float64Array(3), 3)).not.toThrow()
  })

  test('refuses what is no column', () => {
    expect(() => checkColumn('f', 'close', [1, 2])).toThrow(
      'f: close must be a Float64Array, received an array of length 2. Convert plain numbers with Float64Array.from(numbers).',
    )
    expect(() => checkColumn('f', 'close', new Float32Array(2))).toThrow(
      expect.objectContaining({ code: 'invalid-column' }),
    )
  })

  test('refuses another length', () => {
    const act = () => checkColumn('f', 'close', new Float64Array(2), 3)
    expect(act).toThrow('f: close.length must be 3, the length of its neighbours, received 2.')
    expect(act).toThrow(expect.objectContaining({ code: 'length-mismatch' }))
  })
})

describe('checkFinite', () => {
  test('names the first row without a finite number', () => {
    expect(() => checkFinite('f', 'close', Float64Array.of(1, 2))).not.toThrow()
    expect(() => checkFinite('f', 'close', Float64Array.of(1, Number.NaN, Number.NaN))).toThrow(
      'f: close[1] must be finite, received NaN.',
    )
  })
})
