import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OrganismError } from '../../src/base/error.ts'
import { exponential } from '../../src/random/exponential.ts'
import { beta, gamma } from '../../src/random/gamma.ts'
import { Random, type RandomState } from '../../src/random/random.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { restoreRandom } from '../../src/random/restore-random.ts'
import { permutation } from '../../src/random/shuffle.ts'

const STILL: RandomState = { version: 1, words: [0, 0, 0], carry: 0 }
const LARGEST = 2 ** 32 - 1

const KINDS: ReadonlyArray<(random: Random) => unknown> = [
  (random) => random.float(),
  (random) => random.int(1, 6),
  (random) => random.int(0, 2 ** 50),
  (random) => random.normal(),
  (random) => exponential(random, 3),
  (random) => gamma(random, 0.4),
  (random) => beta(random, 2, 0.5),
  (random) => permutation(random, 5),
]

describe('a restored stream', () => {
  it('goes on bit for bit, wherever it is cut', () => {
    const kinds = fc.array(fc.nat(KINDS.length - 1), { maxLength: 60 })
    fc.assert(
      fc.property(fc.integer(), kinds, kinds, (seed, before, after) => {
        const random = randomFrom(seed)
        for (const kind of before) KINDS[kind](random)
        const resumed = restoreRandom(JSON.parse(JSON.stringify(random.state())))
        expect(resumed.state()).toEqual(random.state())
        expect(after.map((kind) => KINDS[kind](resumed))).toEqual(after.map((kind) => KINDS[kind](random)))
      }),
    )
  })

  it('does not share its place with the one it was taken from', () => {
    const random = randomFrom(1)
    const state = random.state()
    const resumed = restoreRandom(state)
    const drawn = [resumed.float(), resumed.float()]
    expect(random.state()).toEqual(state)
    expect([random.float(), random.float()]).toEqual(drawn)
  })

  it('accepts every state that a stream can have', () => {
    const random = new Random('any')
    for (let i = 0; i < 20_000; i++) {
      random.int(0, LARGEST)
      const { words, carry } = random.state()
      expect(words.every((word) => Number.isInteger(word) && word >= 0 && word <= LARGEST)).toBe(true)
      expect(Number.isInteger(carry) && carry >= 0 && carry < 2091639).toBe(true)
    }
    expect(restoreRandom({ ...STILL, carry: 1 }).state()).toEqual({ ...STILL, carry: 1 })
    const edge = restoreRandom({ version: 1, words: [LARGEST, LARGEST, LARGEST], carry: 2091637 })
    expect(edge.int(0, LARGEST)).toBe(LARGEST - 1)
  })

  it.each<[unknown, RegExp]>([
    [undefined, /state must be an object, received undefined/],
    ['{}', /state must be an object/],
    [{}, /version must be 1, received undefined/],
    [{ ...STILL, version: 2 }, /version must be 1, received 2/],
    [{ version: 1, carry: 1 }, /words must be an array of three numbers, received undefined/],
    [{ version: 1, words: [1, 2], carry: 1 }, /words must be an array of three numbers, received an array of length 2/],
    [{ version: 1, words: [1, 2, 0.5], carry: 1 }, /words\[2\] must be an integer from 0 to 4294967295, received 0\.5/],
    [{ version: 1, words: [1, -1, 2], carry: 1 }, /words\[1\] must be/],
    [{ version: 1, words: [2 ** 32, 1, 2], carry: 1 }, /words\[0\] must be/],
    [{ version: 1, words: [1, '2', 3], carry: 1 }, /words\[1\] must be .* received "2"/],
    [{ version: 1, words: [1, 2, 3] }, /carry must be an integer from 0 to 2091638, received undefined/],
    [{ version: 1, words: [1, 2, 3], carry: 2091639 }, /carry must be/],
    [STILL, /state must be one that moves/],
    [{ version: 1, words: [LARGEST, LARGEST, LARGEST], carry: 2091638 }, /state must be one that moves/],
  ])('is refused for %j', (state, message) => {
    const restore = () => restoreRandom(state as RandomState)
    expect(restore).toThrow(message)
    expect(restore).toThrow(expect.objectContaining({ code: 'invalid-state', constructor: OrganismError }))
  })
})
