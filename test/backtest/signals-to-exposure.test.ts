import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signalsToExposure } from '../../src/backtest/signals-to-exposure.ts'

const column = (signals: object, options = {}) => Array.from(signalsToExposure(signals, options))

describe('signalsToExposure', () => {
  test('holds from entry to exit, on either side', () => {
    expect(column({ longEntry: [0, 1, 0, 0, 0], longExit: [0, 0, 0, 1, 0] })).toEqual([0, 1, 1, 0, 0])
    expect(column({ shortEntry: [true, false, false], shortExit: [false, true, true] })).toEqual([-1, 0, 0])
  })

  test.each([
    ['ignore-both', [0, 1, 1]],
    ['exit-first', [1, 1, 1]],
    ['entry-first', [0, 1, 0]],
  ])('entry and exit in one bar, %s', (onConflict, expected) => {
    expect(column({ longEntry: [1, 1, 1], longExit: [1, 0, 1] }, { onConflict })).toEqual(expected)
  })

  test.each([
    ['ignore-both', [0, 1, 1]],
    ['long', [1, 1, 1]],
    ['short', [-1, 1, -1]],
  ])('both entries in one bar, %s', (onBothSides, expected) => {
    expect(column({ longEntry: [1, 1, 1], shortEntry: [1, 0, 1] }, { onBothSides })).toEqual(expected)
  })

  test.each([
    ['reverse', [1, -1, -1]],
    ['close', [1, 0, -1]],
    ['ignore', [1, 1, 1]],
  ])('an entry against the position, %s', (onOpposite, expected) => {
    expect(column({ longEntry: [1, 0, 0], shortEntry: [0, 1, 1] }, { onOpposite })).toEqual(expected)
  })

  test('an exit acts before the entry of the other side', () => {
    expect(column({ shortEntry: [1, 0], shortExit: [0, 1], longEntry: [0, 1] }, { onOpposite: 'ignore' })).toEqual([
      -1, 1,
    ])
  })

  test('repeated entries add levels up to the limit', () => {
    expect(column({ longEntry: [1, 1, 1, 1, 0], longExit: [0, 0, 0, 0, 1] }, { levels: 2 })).toEqual([0.5, 1, 1, 1, 0])
    expect(column({ shortEntry: [1, 1, 1] }, { levels: 3, size: 0.25 })).toEqual([-0.25, -0.5, -0.75])
  })

  test('after an exit entries wait, and may have to be fresh', () => {
    const signals = { longEntry: [1, 1, 1, 1, 1], longExit: [0, 1, 0, 0, 0] }
    const rules = { onConflict: 'entry-first' }
    expect(column(signals, rules)).toEqual([1, 0, 1, 1, 1])
    expect(column(signals, { ...rules, cooldown: 2 })).toEqual([1, 0, 0, 0, 1])
    expect(column(signals, { ...rules, freshOnly: true })).toEqual([1, 0, 0, 0, 0])
  })

  test('never looks at a later row', () => {
    const signal = fc.array(fc.boolean(), { minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(signal, signal, signal, signal, fc.nat(19), (longEntry, longExit, shortEntry, shortExit, length) => {
        const signals = { longEntry, longExit, shortEntry, shortExit }
        const part = Object.fromEntries(
          Object.entries(signals).map(([name, values]) => [name, values.slice(0, length)]),
        )
        expect(column(part, { cooldown: 1 })).toEqual(column(signals, { cooldown: 1 }).slice(0, length))
      }),
    )
  })

  test.each([
    [{}, {}, 'at least one of'],
    [{ longEntry: [1], longExit: [1, 0] }, {}, 'longExit.length'],
    [{ longEntri: [1] }, {}, 'Did you mean "longEntry"?'],
    [{ longEntry: [1] }, { onConflict: 'exit' }, 'onConflict'],
    [{ longEntry: [1] }, { levels: 0 }, 'levels'],
    [{ longEntry: [Number.NaN] }, {}, 'longEntry[0]'],
  ])('refuses %o with %o', (signals, options, message) => {
    expect(() => column(signals, options)).toThrow(message)
  })
})
