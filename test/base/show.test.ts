import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { show } from '../../src/base/show.ts'

describe('show', () => {
  test.each<[unknown, string]>([
    [0, '0'],
    [-0, '-0'],
    [Number.NaN, 'NaN'],
    [null, 'null'],
    [undefined, 'undefined'],
    [true, 'true'],
    [12n, '12n'],
    ['a "b"\n', '"a \\"b\\"\\n"'],
    [[1, 2], 'an array of length 2'],
    [{}, 'an object'],
    [Object.create(null), 'an object'],
    [new Map(), 'a Map'],
    [new Float64Array(4), 'Float64Array(4)'],
    [new DataView(new ArrayBuffer(8)), 'DataView(8)'],
    [() => 0, 'a function'],
    [Symbol('s'), 'a symbol'],
    [new ArrayBuffer(1), 'an ArrayBuffer'],
    [Object.create({ constructor: { name: 'two\nlines' } }), 'an object'],
    [Object.create({ constructor: { name: 7 } }), 'an object'],
  ])('%s reads as %s', (value, text) => {
    expect(show(value)).toBe(text)
  })

  test('survives objects that throw when looked at', () => {
    const hostile = {
      get constructor(): never {
        throw new Error('no')
      },
    }
    expect(show(Object.create(hostile))).toBe('an object')
    const trap = new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw new Error('no')
        },
      },
    )
    expect(show(trap)).toBe('an object')
  })

  test('shortens long text and says how long it was', () => {
    expect(show('x'.repeat(1000))).toBe(`"${'x'.repeat(60)}… (1000 characters)"`)
  })

  test('never throws and stays on one short line, whatever the value', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withMap: true, withTypedArray: true, withNullPrototype: true }),
        (value) => {
          const text = show(value)
          expect(text).not.toContain('\n')
          expect(text.length).toBeLessThan(500)
        },
      ),
    )
  })
})
