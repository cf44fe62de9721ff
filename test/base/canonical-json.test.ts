import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/base/canonical-json.ts'
import { OrganismError } from '../../src/base/error.ts'

describe('canonicalJson', () => {
  test('writes the worked example of RFC 8785, section 3.2.2', () => {
    const input = JSON.parse(`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`)
    expect(canonicalJson(input)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('sorts keys by UTF-16 code unit, as in RFC 8785, section 3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])))
    expect([...text.matchAll(/"([^"]+)":0/g)].map(([, key]) => JSON.parse(`"${key}"`))).toEqual([
      '\r',
      '1',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ])
  })

  test('reads back as the same value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const wellFormed = JSON.stringify(value).isWellFormed()
        fc.pre(wellFormed && !/\\ud[89a-f]/i.test(JSON.stringify(value)))
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value))).toBe(text)
      }),
    )
  })

  test('leaves out keys without a value, as plain JSON does', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}')
  })

  test('writes negative zero as zero', () => {
    expect(canonicalJson(-0)).toBe('0')
  })

  test('treats a key named __proto__ as any other key', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}')
  })

  test.each([
    ['NaN', { a: [1, Number.NaN] }, '$.a[1]', 'NaN'],
    ['an infinity', { a: Number.NEGATIVE_INFINITY }, '$.a', '-Infinity'],
    ['undefined in an array', [undefined], '$[0]', 'undefined'],
    ['a hole in an array', new Array(1), '$[0]', 'undefined'],
    ['a big integer', { id: 1n }, '$.id', '1n'],
    ['a function', { of: () => 0 }, '$.of', 'a function'],
    ['a column', { data: new Float64Array(2) }, '$.data', 'Float64Array(2)'],
    ['a date', { at: new Date(0) }, '$.at', 'a Date'],
    ['a map', new Map(), '$', 'a Map'],
    ['a value under a strange key', { 'a.b': { 'c d': Number.NaN } }, '$["a.b"]["c d"]', 'NaN'],
    ['a lone surrogate', ['\ud800'], '$[0]', '"\\ud800"'],
  ])('refuses %s and names its path', (_, value, path, shown) => {
    const act = () => canonicalJson(value)
    expect(act).toThrow(OrganismError)
    expect(act).toThrow(`canonicalJson: ${path} must be`)
    expect(act).toThrow(`received ${shown}.`)
    expect(act).toThrow(expect.objectContaining({ code: 'invalid-json' }))
  })

  test('keeps its message short however deep the fault lies', () => {
    const deep = Array.from({ length: 499 }).reduce((inner) => ({ inner }), Number.NaN)
    let message = ''
    try {
      canonicalJson(deep)
    } catch (error) {
      message = String(error)
    }
    expect(message).toContain('$.inner.inner.inner')
    expect(message.length).toBeLessThan(400)
  })

  test('refuses a cycle instead of overflowing the stack', () => {
    const loop: Record<string, unknown> = {}
    loop['self'] = loop
    expect(() => canonicalJson(loop)).toThrow('cycles have no end')
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  )
}
