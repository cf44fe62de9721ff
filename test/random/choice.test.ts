import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choice, sample } from '../../src/random/choice.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { evenness, tally } from './fit.ts'

describe('choice', () => {
  it('gives each item equally often, from arrays and columns', () => {
    const random = randomFrom(1, 'choice')
    expect(Math.abs(evenness(tally(5, 50_000, () => choice(random, [0, 1, 2, 3, 4]))))).toBeLessThan(3.3)
    expect(Math.abs(evenness(tally(3, 50_000, () => choice(random, Float64Array.of(0, 1, 2)))))).toBeLessThan(3.3)
  })

  it('refuses an empty list and what is none', () => {
    expect(() => choice(randomFrom(1), [])).toThrow(
      'choice: items must be an array or a column of at least 1 item, received an array of length 0.',
    )
    expect(() => choice(randomFrom(1), null as never)).toThrow(/choice: items must be/)
  })
})

describe('sample', () => {
  it('draws different places of the items and leaves them alone', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.integer(), fc.nat(), (items, seed, wish) => {
        const count = items.length === 0 ? 0 : wish % (items.length + 1)
        const before = [...items]
        const drawn = sample(randomFrom(seed), items, count)
        expect(items).toEqual(before)
        expect(drawn).toHaveLength(count)
        expect(new Set(drawn).size).toBe(count)
        expect(drawn.every((item) => items.includes(item))).toBe(true)
      }),
    )
  })

  it('gives each of the 20 ordered pairs of five items equally often', () => {
    const random = randomFrom(1, 'sample')
    const counts = tally(25, 60_000, () => {
      const [first, second] = sample(random, [0, 1, 2, 3, 4], 2)
      return 5 * first + second
    })
    expect([0, 6, 12, 18, 24].map((pair) => counts[pair])).toEqual([0, 0, 0, 0, 0])
    expect(Math.abs(evenness(counts.filter((_, pair) => pair % 6 !== 0)))).toBeLessThan(3.3)
  })

  it('refuses more items than there are', () => {
    expect(() => sample(randomFrom(1), [1, 2], 3)).toThrow(
      'sample: count must be an integer of at least 0 and of at most 2, received 3.',
    )
    expect(() => sample(randomFrom(1), [1, 2], -1)).toThrow(/count must be/)
    expect(() => sample(randomFrom(1), undefined as never, 1)).toThrow(/sample: items must be an array or a column/)
  })
})
