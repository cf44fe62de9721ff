import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blueprint } from '../../src/genome/blueprint.ts'
import { int, oneOf, real } from '../../src/genome/gene.ts'
import { checkGenome, clamp } from '../../src/genome/genome.ts'
import { GenomeSet } from '../../src/genome/genome-set.ts'
import { genomeDistance, genomeHash, isSameGenome } from '../../src/genome/identity.ts'
import { defaultGenome, sampleAround, sampleLatin, sampleUniform } from '../../src/genome/sample.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { anyBlueprint, anyGenomes } from '../arbitraries/genomes.ts'

describe('samples', () => {
  test('lie on the grid and repeat with their stream', () => {
    fc.assert(
      fc.property(anyBlueprint, fc.integer(), (plan, seed) => {
        const draw = () => {
          const random = randomFrom(seed)
          return [
            sampleUniform(plan, random),
            ...sampleLatin(plan, 5, random),
            ...sampleAround(plan, 5, random),
            defaultGenome(plan),
          ]
        }
        const genomes = draw()
        for (const genome of genomes) expect(() => checkGenome('test', genome)).not.toThrow()
        expect(draw().map(({ values }) => values)).toEqual(genomes.map(({ values }) => values))
      }),
    )
  })

  test('of a Latin hypercube meet every slice of every gene once', () => {
    const plan = blueprint({ a: real(0, 1, { digits: 12 }), b: real(1, 1000, { scale: 'log', digits: 12 }) })
    const genomes = sampleLatin(plan, 50, randomFrom(7))
    const slices = (of: (values: Float64Array) => number) =>
      new Set(genomes.map(({ values }) => Math.floor(50 * of(values))))
    expect(slices(([a]) => a).size).toBe(50)
    expect(slices(([, b]) => Math.log(b) / Math.log(1000)).size).toBe(50)
  })

  test('of a log gene are even over ratios', () => {
    const plan = blueprint({ period: int(1, 10_000, { scale: 'log' }) })
    const below = sampleLatin(plan, 1000, randomFrom(7)).filter(({ values }) => values[0] < 100).length
    // Half a step below 1 belongs to 1, so the lower decades own (ln 99.5 - ln 0.5) / (ln 10000.5 - ln 0.5) of the cube.
    expect(below).toBeGreaterThan(530)
    expect(below).toBeLessThan(540)
  })

  test('around the defaults begin with them and stay near', () => {
    const plan = blueprint({ period: int(0, 1000, { default: 500 }), side: oneOf('a', 'b') })
    const genomes = sampleAround(plan, 200, randomFrom(7), { spread: 0.01 })
    expect(genomes[0].values).toEqual(Float64Array.of(500, 1))
    expect(Math.max(...genomes.map(({ values }) => Math.abs(values[0] - 500)))).toBeLessThan(50)
  })
})

test('around the defaults refuses an option it does not know', () => {
  const plan = blueprint({ period: int(0, 1000) })
  expect(() => sampleAround(plan, 2, randomFrom(7), { spred: 0.01 } as never)).toThrow('Did you mean "spread"?')
})

describe('identity', () => {
  test('equal hashes, sameness and distance 0 say the same', () => {
    fc.assert(
      fc.property(anyGenomes(2), ([a, b]) => {
        const isEqual = a.values.every((value, i) => value === b.values[i])
        expect(isSameGenome(a, b)).toBe(isEqual)
        expect(genomeHash(a) === genomeHash(b)).toBe(isEqual)
        expect(genomeDistance(a, b) === 0).toBe(isEqual)
        expect(new GenomeSet().add(a)).toBe(true)
        const set = new GenomeSet()
        set.add(a)
        expect(set.add(b)).toBe(!isEqual)
      }),
    )
  })

  test('distance is symmetric, at most 1, and obeys the triangle', () => {
    fc.assert(
      fc.property(anyGenomes(3), ([a, b, c]) => {
        expect(genomeDistance(a, b)).toBe(genomeDistance(b, a))
        expect(genomeDistance(a, b)).toBeLessThanOrEqual(1 + 1e-12)
        expect(genomeDistance(a, c)).toBeLessThanOrEqual(genomeDistance(a, b) + genomeDistance(b, c) + 1e-12)
      }),
    )
  })

  test('is kept by a set of many, which tells neighbours apart', () => {
    const plan = blueprint({ x: int(0, 99), y: int(0, 99) })
    const set = new GenomeSet()
    const all = Array.from({ length: 10_000 }, (_, i) => clamp(plan, [i % 100, Math.floor(i / 100)]))
    expect(all.every((genome) => set.add(genome))).toBe(true)
    expect(all.some((genome) => set.add(genome))).toBe(false)
  })

  test('differs between species, whatever the values', () => {
    const [a, b] = [blueprint({ x: int(0, 9) }, { name: 'a' }), blueprint({ x: int(0, 9) }, { name: 'b' })]
    expect(genomeHash(clamp(a, [1])) === genomeHash(clamp(b, [1]))).toBe(false)
    expect(genomeDistance(clamp(a, [1]), clamp(b, [1]))).toBe(1)
  })
})
