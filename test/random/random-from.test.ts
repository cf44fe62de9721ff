import fc from 'fast-check'
import alea from 'seedrandom/lib/alea.js'
import { describe, expect, it } from 'vitest'
import { contentHash } from '../../src/base/content-hash.ts'
import { OrganismError } from '../../src/base/error.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { average, correlation, draws, evenness, kolmogorov, mixed, tally } from './fit.ts'

const PATHS = 10_000
const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.integer(),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
)

describe('a stream', () => {
  it('is fixed for ever by its seed and path', () => {
    expect(mixed(randomFrom(42))).toEqual([
      0.8954725396060093, 1, -1.6568153765522742, 936541966920, -0.482018603914619, 0.45580354458010264,
    ])
    expect(mixed(randomFrom('market', 'BTC-USD', 3))).toEqual([
      0.9946656726435684, 3, 1.542867405638596, 650016403511, 1.9500771684814424, 0.5127070592962065,
    ])
  })

  it('is Alea seeded with the hash of the whole path', () => {
    const oracle = alea(contentHash(['market', 'BTC-USD', 3]))
    expect(randomFrom('market', 'BTC-USD', 3).float()).toBe(oracle.double())
  })

  it('does not depend on the use of other streams', () => {
    fc.assert(
      fc.property(name, fc.array(name, { maxLength: 4 }), fc.nat(20), (seed, path, used) => {
        const before = mixed(randomFrom(seed, ...path))
        const parent = randomFrom(seed)
        for (let i = 0; i < used; i++) parent.float()
        expect(mixed(randomFrom(seed, ...path))).toEqual(before)
      }),
    )
  })

  it('has a path that cannot be read in two ways', () => {
    const firsts = [
      randomFrom('a', 'b'),
      randomFrom('ab'),
      randomFrom('a,b'),
      randomFrom('a","b'),
      randomFrom('["a","b"]'),
      randomFrom('a', 'b', ''),
      randomFrom('', 'a', 'b'),
      randomFrom('b', 'a'),
      randomFrom(1),
      randomFrom('1'),
      randomFrom(1, 2),
      randomFrom(12),
      randomFrom('1', 2),
      randomFrom(1, '2'),
      randomFrom(0.1),
      randomFrom(Number.MIN_VALUE),
    ].map((random) => random.float())
    expect(new Set(firsts).size).toBe(firsts.length)
  })

  it('differs from every stream of another path', () => {
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 4 }),
        fc.array(name, { minLength: 1, maxLength: 4 }),
        (one, other) => {
          const isSame = one.length === other.length && one.every((step, i) => step === other[i])
          const [a, b] = [one, other].map(([seed, ...path]) => randomFrom(seed, ...path).float())
          expect(a === b).toBe(isSame)
        },
      ),
    )
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, null, {}, 1n, '\ud800'])('refuses the seed %s', (seed) => {
    for (const open of [() => randomFrom(seed as number), () => randomFrom(1, 'x', seed as number)]) {
      expect(open).toThrow(OrganismError)
      expect(open).toThrow(
        /^randomFrom: (seed|path\[1\]) must be a finite number or well-formed text, received .* choose a seed/,
      )
    }
  })
})

describe('the streams of neighbouring paths', () => {
  const streams = Array.from({ length: PATHS }, (_, i) => randomFrom(7, 'generation', i))
  const firsts = Float64Array.from(streams, (random) => random.float())
  const seconds = Float64Array.from(streams, (random) => random.float())

  it('start differently', () => {
    expect(new Set(firsts).size).toBe(PATHS)
  })

  it('start uniformly, in one dimension and in two', () => {
    expect(kolmogorov(firsts, (x) => x)).toBeLessThan(1.95)
    expect(kolmogorov(seconds, (x) => x)).toBeLessThan(1.95)
    let at = 0
    const cells = tally(100, PATHS, () => Math.floor(firsts[at] * 10) * 10 + Math.floor(seconds[at++] * 10))
    expect(Math.abs(evenness(cells))).toBeLessThan(3.3)
  })

  it('start without a trend, an echo or runs', () => {
    const index = Float64Array.from(firsts, (_, i) => i)
    expect(Math.abs(correlation(firsts, index))).toBeLessThan(3.3 / Math.sqrt(PATHS))
    expect(Math.abs(correlation(firsts.subarray(1), firsts.subarray(0, -1)))).toBeLessThan(3.3 / Math.sqrt(PATHS))
    expect(Math.abs(correlation(firsts, seconds))).toBeLessThan(3.3 / Math.sqrt(PATHS))
    let runs = 1
    for (let i = 1; i < PATHS; i++) if (firsts[i] < 0.5 !== firsts[i - 1] < 0.5) runs++
    expect(Math.abs(runs - (PATHS + 1) / 2) / (Math.sqrt(PATHS - 1) / 2)).toBeLessThan(3.3)
  })

  it('are uncorrelated along their length, and so are their averages', () => {
    const columns = Array.from({ length: 100 }, (_, i) => {
      const random = randomFrom(i)
      return draws(1000, () => random.float())
    })
    const scaled = columns.slice(1).map((column, i) => correlation(column, columns[i]) * Math.sqrt(1000))
    expect(Math.max(...scaled.map(Math.abs))).toBeLessThan(4.4)
    expect(Math.abs(average(Float64Array.from(scaled))) * Math.sqrt(scaled.length)).toBeLessThan(3.3)
    const means = Float64Array.from(columns, average)
    expect(Math.abs(correlation(means.subarray(1), means.subarray(0, -1)))).toBeLessThan(3.3 / Math.sqrt(99))
  })
})
