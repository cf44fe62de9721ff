import fc from 'fast-check'
import { erf } from 'mathjs'
import alea from 'seedrandom/lib/alea.js'
import { describe, expect, it } from 'vitest'
import { Random } from '../../src/random/random.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { draws, evenness, kolmogorov, meanDeviate, tally } from './fit.ts'

describe('the generator', () => {
  it('gives the three numbers that the README of seedrandom 3.0.5 prints for the seed "hello."', () => {
    const random = new Random('hello.')
    expect(random.int(0, 2 ** 32 - 1) / 2 ** 32).toBe(0.4783254903741181)
    expect(random.float()).toBe(0.8297006866124559)
    expect(random.int(0, 2 ** 32 - 1) | 0).toBe(1076136327)
  })

  it('agrees with the package bit for bit over a long stream', () => {
    const random = new Random('long')
    const oracle = alea('long')
    for (let i = 0; i < 10_000; i++) expect(random.float()).toBe(oracle.double())
  })

  it('leaves the global Math.random alone', () => {
    expect('seedrandom' in Math).toBe(false)
  })
})

describe('float', () => {
  const sample = draws(200_000, floatsOf(randomFrom(1, 'float')))

  it('stays in [0, 1) on multiples of 2^-53', () => {
    expect(sample.findIndex((x) => !(x >= 0 && x < 1 && Number.isSafeInteger(x * 2 ** 53)))).toBe(-1)
  })

  it('sets each of its 53 bits in half of the draws', () => {
    for (let bit = 0; bit < 53; bit++) {
      const ones = sample.reduce((sum, x) => sum + (Math.floor(x * 2 ** (53 - bit)) % 2), 0)
      expect(Math.abs(ones / sample.length - 0.5) * 2 * Math.sqrt(sample.length)).toBeLessThan(3.9)
    }
  })

  it('is uniform', () => {
    expect(kolmogorov(sample, (x) => x)).toBeLessThan(1.95)
    expect(Math.abs(meanDeviate(sample, 1 / 2, 1 / 12))).toBeLessThan(3.3)
  })

  it('fills the cube evenly with three neighbouring draws', () => {
    const random = randomFrom(1, 'cube')
    const side = () => Math.floor(random.float() * 8)
    expect(Math.abs(evenness(tally(512, 200_000, () => side() + 8 * side() + 64 * side())))).toBeLessThan(3.3)
  })
})

describe('int', () => {
  it('reaches both bounds and nothing outside them', () => {
    const random = randomFrom(1, 'bounds')
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(2 ** 31 - 1), fc.boolean(), (min, span, isWide) => {
        const max = Math.min(min + (isWide ? span * 2 ** 21 : span), Number.MAX_SAFE_INTEGER)
        const drawn = random.int(min, max)
        expect(Number.isSafeInteger(drawn) && drawn >= min && drawn <= max).toBe(true)
      }),
    )
    const counts = tally(3, 1000, () => random.int(-1, 1) + 1)
    expect(Math.min(...counts)).toBeGreaterThan(0)
    expect(random.int(7, 7)).toBe(7)
    expect(random.int(Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER)).toBe(Number.MIN_SAFE_INTEGER)
  })

  it.each([2, 3, 6, 7, 10, 64, 100, 1000])('is even over %i values', (count) => {
    const random = randomFrom(2, 'even', count)
    expect(Math.abs(evenness(tally(count, 100_000, () => random.int(1, count) - 1)))).toBeLessThan(3.3)
  })

  it.each([3 * 2 ** 30, 3 * 2 ** 51])(
    'has no modulo bias where a remainder would double the lowest third: %i values',
    (count) => {
      const random = randomFrom(3, 'bias', count)
      const thirds = tally(3, 60_000, () => Math.floor(random.int(0, count - 1) / (count / 3)))
      expect(Math.abs(evenness(thirds))).toBeLessThan(3.3)
    },
  )

  it('draws odd and even numbers equally often from the widest ranges', () => {
    const random = randomFrom(4, 'widest')
    for (const min of [0, -(2 ** 52), Number.MIN_SAFE_INTEGER]) {
      const parities = tally(2, 20_000, () => Math.abs(random.int(min, min + 2 ** 53 - 1) % 2))
      expect(Math.abs(evenness(parities))).toBeLessThan(3.3)
    }
  })

  it.each([
    [0.5, 3, 'Random.int: min must be an integer, received 0.5.'],
    [Number.NaN, 3, 'Random.int: min must be an integer, received NaN.'],
    [0, 2 ** 53, 'Random.int: max must be an integer of at least 0, received 9007199254740992.'],
    [4, 3, 'Random.int: max must be an integer of at least 4, received 3.'],
    [-1, 2 ** 53 - 1, /max - min must be at most 9007199254740991, received 9007199254740992\. Draw from a narrower/],
  ])('refuses the bounds %d and %d', (min, max, message) => {
    expect(() => randomFrom(1).int(min, max)).toThrow(message)
  })
})

describe('normal', () => {
  const random = randomFrom(1, 'normal')
  const sample = draws(200_000, () => random.normal())

  it('is normal', () => {
    expect(kolmogorov(sample, (x) => (1 + erf(x / Math.SQRT2)) / 2)).toBeLessThan(1.95)
  })

  it('has the moments 0, 1, 0, 3', () => {
    expect(Math.abs(meanDeviate(sample, 0, 1))).toBeLessThan(3.3)
    expect(
      Math.abs(
        meanDeviate(
          sample.map((x) => x ** 2),
          1,
          2,
        ),
      ),
    ).toBeLessThan(3.3)
    expect(
      Math.abs(
        meanDeviate(
          sample.map((x) => x ** 3),
          0,
          15,
        ),
      ),
    ).toBeLessThan(3.3)
    expect(
      Math.abs(
        meanDeviate(
          sample.map((x) => x ** 4),
          3,
          96,
        ),
      ),
    ).toBeLessThan(3.3)
  })

  it('reaches beyond four standard deviations as often as it must', () => {
    const beyond = sample.filter((x) => Math.abs(x) > 4).length
    expect(beyond).toBeGreaterThan(12.67 - 3.3 * Math.sqrt(12.67))
    expect(beyond).toBeLessThan(12.67 + 3.3 * Math.sqrt(12.67))
  })

  it('does not repeat a sign or size in the next draw', () => {
    expect(Math.abs(lagged(sample))).toBeLessThan(3.3 / Math.sqrt(sample.length))
    expect(Math.abs(lagged(sample.map(Math.abs)))).toBeLessThan(3.3 / Math.sqrt(sample.length))
  })
})

function floatsOf(random: Random): () => number {
  return () => random.float()
}

function lagged(sample: Float64Array): number {
  const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length
  let [product, square] = [0, 0]
  for (let i = 1; i < sample.length; i++) {
    product += (sample[i] - mean) * (sample[i - 1] - mean)
    square += (sample[i] - mean) ** 2
  }
  return product / square
}
