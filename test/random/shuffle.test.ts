import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OrganismError } from '../../src/base/error.ts'
import { choice, sample } from '../../src/random/choice.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { permutation, shuffle, shuffleInPlace } from '../../src/random/shuffle.ts'
import { evenness } from './fit.ts'

/** How often each order of `length` items comes out. */
function orders(length: number, count: number): number[] {
  const random = randomFrom(1, 'orders', length)
  const counts = new Map<string, number>()
  for (let i = 0; i < count; i++) {
    const order = permutation(random, length).join()
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  return [...counts.values()]
}

describe('permutation', () => {
  it.each([
    [3, 6],
    [4, 24],
    [5, 120],
  ])('of %i items gives each of the %i orders equally often', (length, count) => {
    const counts = orders(length, 60_000)
    expect(counts).toHaveLength(count)
    expect(Math.abs(evenness(counts))).toBeLessThan(3.3)
  })

  it('holds every index once', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer(), (length, seed) => {
        expect(permutation(randomFrom(seed), length).sort()).toEqual(Uint32Array.from({ length }, (_, i) => i))
      }),
    )
  })

  it.each([-1, 1.5, 2 ** 27 + 1, Number.NaN])('refuses the length %d', (length) => {
    expect(() => permutation(randomFrom(1), length)).toThrow(/permutation: length must be an integer of at least 0/)
  })
})

it('is refused without a stream', () => {
  for (const draw of [
    () => permutation(undefined as never, 3),
    () => shuffle(42 as never, [1, 2]),
    () => shuffleInPlace({} as never, [1, 2]),
    () => choice(Math.random as never, [1, 2]),
    () => sample(null as never, [1, 2], 1),
  ]) {
    expect(draw).toThrow(/random must be a stream of random numbers.*randomFrom/)
    expect(draw).toThrow(OrganismError)
  }
})

describe('shuffle', () => {
  it('keeps the items and leaves its input alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const before = [...items]
        const shuffled = shuffle(randomFrom(seed), items)
        expect(items).toEqual(before)
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b))
      }),
    )
  })

  it('gives the order that shuffling in place gives', () => {
    const column = Float64Array.from({ length: 50 }, (_, i) => i)
    const list = shuffle(randomFrom(9), column)
    expect(shuffleInPlace(randomFrom(9), column)).toBeUndefined()
    expect(list).toEqual(Array.from(column))
    expect(list).not.toEqual(list.toSorted((a, b) => a - b))
  })

  it('refuses what is not a list', () => {
    for (const items of ['abc', Object.freeze([1, 2]), new DataView(new ArrayBuffer(8))]) {
      expect(() => shuffleInPlace(randomFrom(1), items as never)).toThrow(OrganismError)
    }
    expect(() => shuffle(randomFrom(1), undefined as never)).toThrow(/shuffle: items must be an array or a column/)
    expect(() => shuffleInPlace(randomFrom(1), {} as never)).toThrow(
      /shuffleInPlace: items must be an array or a column/,
    )
  })
})
