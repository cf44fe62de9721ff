import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCheckpoint, toCheckpoint } from '../../src/evolution/checkpoint.ts'
import { evolve } from '../../src/evolution/evolve.ts'
import type { Generation } from '../../src/evolution/generation.ts'
import { polynomial } from '../../src/evolution/mutations.ts'
import { nsga2 } from '../../src/evolution/nsga2.ts'
import type { Bridge, Mutation } from '../../src/evolution/operator.ts'
import { checkGenome, type Genome } from '../../src/genome/genome.ts'
import { genomeHash } from '../../src/genome/identity.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { checkStrategy } from '../../src/strategy/check-strategy.ts'
import { differenceOf } from '../../src/strategy/difference-of.ts'
import { expose } from '../../src/strategy/expose.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { populationOf } from '../../src/strategy/population-of.ts'
import type { Strategy } from '../../src/strategy/strategy.ts'
import {
  addPart,
  dropPart,
  duplicateEntry,
  exchangeParts,
  structureOf,
  swapSeed,
} from '../../src/strategy/structure-of.ts'
import { toGenome } from '../../src/strategy/to-genome.ts'
import { toStrategy } from '../../src/strategy/to-strategy.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { chanceMarket } from './markets.ts'
import { anyGenome, calm, cut, EVERY, half, hold, known, swing, trend } from './seeds.ts'

const options = { catalogue: known, parts: 5, every: EVERY }
const mutations: readonly (readonly [string, Mutation])[] = [
  ['swapSeed', swapSeed(options)],
  ['addPart', addPart(options)],
  ['dropPart', dropPart(options)],
  ['duplicateEntry', duplicateEntry(options)],
  ['structureOf', structureOf({ ...options, rate: 0.5 }).mutation],
]
const bridge: Bridge = exchangeParts(options)

const namesOf = (genome: Genome) => toStrategy(genome).parts.map(({ seed }) => seed)
const rolesOf = ({ parts }: Strategy) => parts.map(({ seed }) => known.byName.get(seed)?.role)

function checkChild(child: Genome, most: number): void {
  checkGenome('test', child)
  const strategy = toStrategy(child)
  checkStrategy(strategy, known)
  expect(strategy.parts.length).toBeLessThanOrEqual(most)
  expect(toStrategy(toGenome(strategy, known, { every: EVERY }))).toEqual(strategy)
}

describe.each(mutations)('%s', (_, mutate) => {
  test('gives valid strategies within the limit, leaves parents alone, and follows chance', () => {
    fc.assert(
      fc.property(anyGenome, fc.integer(), (parent, start) => {
        const before = Array.from(parent.values)
        const child = mutate(parent, randomFrom(start))
        expect(Array.from(parent.values)).toEqual(before)
        checkChild(child, 5)
        expect(genomeHash(mutate(parent, randomFrom(start)))).toBe(genomeHash(child))
      }),
    )
  })
})

describe('exchangeParts', () => {
  test('gives valid strategies of the same sizes, leaves parents alone, and follows chance', () => {
    fc.assert(
      fc.property(anyGenome, anyGenome, fc.integer(), (a, b, start) => {
        const before = [a, b].map(({ values }) => Array.from(values))
        const children = bridge([a, b], randomFrom(start))
        expect([a, b].map(({ values }) => Array.from(values))).toEqual(before)
        for (const child of children) checkChild(child, 5)
        expect(children.map((child) => rolesOf(toStrategy(child)))).toEqual(
          [a, b].map((parent) => rolesOf(toStrategy(parent))),
        )
        const parts = (genomes: readonly Genome[]) =>
          genomes.flatMap((each) => toStrategy(each).parts.map((part) => JSON.stringify(part))).sort()
        expect(parts(children)).toEqual(parts([a, b]))
        expect(bridge([a, b], randomFrom(start)).map(genomeHash)).toEqual(children.map(genomeHash))
      }),
    )
  })
})

describe('what each does', () => {
  const one = toGenome({ parts: [partOf(trend), partOf(calm)] }, known)
  const many = (mutate: Mutation, parent: Genome) =>
    new Set(Array.from({ length: 60 }, (_, start) => namesOf(mutate(parent, randomFrom(start))).join()))

  test('a part is exchanged for one of equal role', () => {
    const other = toGenome({ parts: [partOf(swing), partOf(cut)] }, known)
    const [a, b] = bridge([one, other], randomFrom(1))
    expect([namesOf(a), namesOf(b)]).toEqual([
      ['swing', 'calm'],
      ['trend', 'cut'],
    ])
  })

  test('a seed is swapped for another of its role', () => {
    expect(many(swapSeed(options), one)).toEqual(new Set(['swing,calm', 'hold,calm', 'trend,busy']))
  })

  test('a part is added behind the entries, a second size never', () => {
    const sized = toGenome({ parts: [partOf(trend), partOf(half)] }, known)
    expect(many(addPart(options), sized)).toEqual(
      new Set([
        'trend,calm,half',
        'trend,busy,half',
        'trend,cut,half',
        'trend,half,calm',
        'trend,half,busy',
        'trend,half,cut',
      ]),
    )
  })

  test('a part is dropped, the last entry never', () => {
    expect(many(dropPart(options), one)).toEqual(new Set(['trend']))
    const two = toGenome({ parts: [partOf(trend), partOf(swing), partOf(calm)], agreement: 0.5 }, known)
    expect(many(dropPart(options), two)).toEqual(new Set(['swing,calm', 'trend,calm', 'trend,swing']))
  })

  test('an agreement of one entry goes with the second', () => {
    const two = toGenome({ parts: [partOf(trend), partOf(swing)], agreement: 0.5 }, known)
    expect(toStrategy(dropPart(options)(two, randomFrom(1))).agreement).toBe(undefined)
  })

  test('an entry votes twice, with other genes', () => {
    const { parts } = toStrategy(duplicateEntry(options)(one, randomFrom(1)))
    expect(parts.map(({ seed }) => seed)).toEqual(['trend', 'trend', 'calm'])
    expect(parts[1].genes).not.toEqual(parts[0].genes)
    expect(differenceOf(toStrategy(one), { parts }).added.length).toBe(1)
  })

  test('what replaces or doubles a part works on the same bars', () => {
    const slow = toGenome({ parts: [{ ...partOf(trend), every: 3 }] }, known, { every: EVERY })
    const bars = (mutate: Mutation) => toStrategy(mutate(slow, randomFrom(2))).parts.map(({ every }) => every)
    expect(bars(duplicateEntry(options))).toEqual([3, 3])
    expect(bars(swapSeed(options))).toEqual([3])
  })

  test('what cannot be done leaves the very parent', () => {
    const alone = toGenome({ parts: [partOf(trend)] }, known)
    const tight = { catalogue: known, parts: 1 }
    expect(addPart(tight)(alone, randomFrom(1))).toBe(alone)
    expect(duplicateEntry(tight)(alone, randomFrom(1))).toBe(alone)
    expect(dropPart(tight)(alone, randomFrom(1))).toBe(alone)
    const single = catalogue([trend])
    expect(swapSeed({ catalogue: single })(alone, randomFrom(1))).toBe(alone)
    const still = toGenome({ parts: [partOf(hold)] }, catalogue([hold]))
    const { mutation } = structureOf({ catalogue: catalogue([hold]), parts: 1, rate: 1 })
    expect(mutation(still, randomFrom(1))).toBe(still)
  })

  test('bad options are refused', () => {
    expect(() => swapSeed({ ...options, parts: 0 })).toThrow('swapSeed: parts must be an integer of at least 1')
    expect(() => addPart({ ...options, every: [0] })).toThrow('addPart: every must be an integer of at least 1')
    expect(() => structureOf({ ...options, rate: 2 })).toThrow('structureOf: rate must be a finite number')
    expect(() => structureOf({ ...options, mutation: 1 as never })).toThrow('structureOf: mutation must be a function')
    expect(() => exchangeParts({ ...options, sparts: 1 } as never)).toThrow('Did you mean "parts"?')
  })
})

describe('in a search', () => {
  const bars = chanceMarket(5, 200)
  const workspace = new Workspace(known)
  const evaluate = (genomes: readonly Genome[]) => {
    const scores = genomes.flatMap((genome) => {
      const exposure = expose(toStrategy(genome), bars, workspace)
      let gain = 0
      let turnover = 0
      for (let t = 1; t < exposure.length; t++) {
        gain += exposure[t - 1] * (bars.close[t] / bars.close[t - 1] - 1)
        turnover += Math.abs(exposure[t] - exposure[t - 1])
      }
      return [gain, turnover]
    })
    return {
      goals: [
        { name: 'gain', direction: 'max' as const },
        { name: 'turnover', direction: 'min' as const },
      ],
      scores: Float64Array.from(scores),
    }
  }
  const founders = populationOf(known, { size: 24, random: randomFrom(9), every: EVERY })
  const space = [...new Map(founders.map(({ blueprint }) => [blueprint.key, blueprint])).values()]
  const box = nsga2(space, { ...structureOf({ ...options, mutation: polynomial() }), outbreeding: 0.5 })
  const search = { ...box, evaluate, size: 24, seed: 42, founders }

  test('every individual of every generation is valid, new species appear, and a resumed run is the same', async () => {
    const run: Generation[] = []
    for await (const generation of evolve({ ...search, generations: 8 })) run.push(generation)
    const all = run.flatMap(({ newborn }) => newborn)
    for (const { genome } of all) checkChild(genome, 5)
    const first = new Set(space.map(({ key }) => key))
    expect(all.filter(({ genome }) => !first.has(genome.blueprint.key)).length).toBeGreaterThan(10)
    expect(all.filter(({ operator }) => operator === 'bridge').length).toBeGreaterThan(10)

    const saved = JSON.parse(JSON.stringify(toCheckpoint(run[3])))
    let last: Generation | undefined
    for await (const generation of evolve({ ...search, generations: 8, from: parseCheckpoint(saved) }))
      last = generation
    expect(toCheckpoint(last as Generation)).toEqual(toCheckpoint(run[7]))
  })
})
