import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentHash } from '../../src/base/content-hash.ts'

describe('contentHash', () => {
  test('is the SHA-256 of the canonical text', () => {
    expect(contentHash({ b: 2, a: 1 })).toBe('43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777')
  })

  test('of bytes is their SHA-256', () => {
    expect(contentHash(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })

  test('tells different values apart', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        expect(contentHash([a]) === contentHash([b])).toBe(a === b)
      }),
    )
  })

  test('tells a number from the text that shows it', () => {
    expect(contentHash([1])).not.toBe(contentHash(['1']))
  })
})
