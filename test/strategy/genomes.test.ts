import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blueprint } from '../../src/genome/blueprint.ts'
import { int } from '../../src/genome/gene.ts'
import { checkGenome, clamp, type Genome } from '../../src/genome/genome.ts'
import { blueprintToJson, parseBlueprint } from '../../src/genome/genome-json.ts'
import { genomeHash } from '../../src/genome/identity.ts'
import { defaultGenome, sampleUniform } from '../../src/genome/sample.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { blueprintOf } from '../../src/strategy/blueprint-of.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { checkStrategy } from '../../src/strategy/check-strategy.ts'
import { parseStrategy } from '../../src/strategy/parse-strategy.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { populationOf } from '../../src/strategy/population-of.ts'
import type { Strategy } from '../../src/strategy/strategy.ts'
import { toGenome } from '../../src/strategy/to-genome.ts'
import { toStrategy } from '../../src/strategy/to-strategy.ts'
import { anyGenome, anyStrategy, calm, cut, EVERY, half, hold, known, swing, trend } from './seeds.ts'

const bytes = ({ values }: Genome) => Array.from(values)

describe('there and back', () => {
  test('strategy, JSON, strategy, genome, strategy: the same all along', () => {
    fc.assert(
      fc.property(anyStrategy, (strategy) => {
        const read = parseStrategy(JSON.parse(JSON.stringify(strategy)), known)
        expect(read).toEqual(strategy)
        expect(toStrategy(toGenome(read, known))).toEqual(strategy)
        expect(toStrategy(toGenome(read, known, { every: EVERY }))).toEqual(strategy)
      }),
    )
  })

  test('genome, strategy, genome: the same, in the same species', () => {
    fc.assert(
      fc.property(anyGenome, (genome) => {
        const again = toGenome(toStrategy(genome), known, { blueprint: genome.blueprint })
        expect(bytes(again)).toEqual(bytes(genome))
        checkGenome('test', again)
        const isSearched = genome.blueprint.names.some((name) => name.endsWith(':every'))
        const own = toGenome(toStrategy(genome), known, isSearched ? { every: EVERY } : {})
        expect(genomeHash(own)).toBe(genomeHash(genome))
      }),
    )
  })

  test('a species that comes from JSON is read like the first', () => {
    fc.assert(
      fc.property(anyGenome, ({ blueprint: species, values }) => {
        const copy = parseBlueprint(JSON.parse(JSON.stringify(blueprintToJson(species))))
        expect(copy.key).toBe(species.key)
        expect(toStrategy({ blueprint: copy, values })).toEqual(toStrategy({ blueprint: species, values }))
      }),
    )
  })
})

describe('blueprintOf', () => {
  const space = blueprintOf(['trend', 'calm', 'cut', 'trend'], {
    catalogue: known,
    optional: ['calm', 'trend#2', 'cut'],
    agreement: 'search',
    every: EVERY,
  })

  test('lists the genes of the parts in order, and those of the structure', () => {
    expect(space.name).toBe('trend@1 + calm@1? + cut@1? + trend@1?')
    expect(space.names).toEqual([
      ...['trend:every', 'trend.fast', 'trend.gap', 'trend.side'],
      ...['calm:on', 'calm:every', 'calm.period', 'calm.level'],
      ...['cut:on', 'cut.share'],
      ...['trend#2:on', 'trend#2:every', 'trend#2.fast', 'trend#2.gap', 'trend#2.side'],
      'agreement',
    ])
  })

  test('every genome is a valid strategy, and switches leave parts out', () => {
    const random = randomFrom(7)
    const lengths = new Set<number>()
    for (let i = 0; i < 200; i++) {
      const strategy = toStrategy(sampleUniform(space, random))
      checkStrategy(strategy, known)
      lengths.add(strategy.parts.length)
      expect(toStrategy(toGenome(strategy, known, { blueprint: space }))).toEqual(strategy)
    }
    expect([...lengths].sort()).toEqual([1, 2, 3, 4])
  })

  test('the defaults are all parts, on every bar', () => {
    const { parts, agreement } = toStrategy(defaultGenome(space))
    expect(parts.map(({ seed, every }) => [seed, every])).toEqual(
      ['trend', 'calm', 'cut', 'trend'].map((name) => [name, undefined]),
    )
    expect(agreement).toBe(undefined)
  })

  test('what is fixed for all genomes is part of the name', () => {
    const fixed = blueprintOf(['trend', 'swing', 'cut'], { catalogue: known, agreement: 0.5, every: [4] })
    expect(fixed.name).toBe('trend@1 every 4 + swing@1 every 4 + cut@1; agreement 0.5')
    const strategy = toStrategy(defaultGenome(fixed))
    expect(strategy.agreement).toBe(0.5)
    expect(strategy.parts.map(({ every }) => every)).toEqual([4, 4, undefined])
  })

  test('does not remember species for ever', () => {
    const small = catalogue([swing])
    const of = (every: number) => blueprintOf(['swing'], { catalogue: small, every: [every] })
    const first = of(1)
    expect(of(1)).toBe(first)
    for (let every = 2; every <= 4097; every++) of(every)
    expect(of(1)).not.toBe(first)
    expect(of(1)).toEqual(first)
  })

  test('is the same object for the same plan', () => {
    const twice = () => blueprintOf(['trend'], { catalogue: known })
    expect(twice()).toBe(twice())
  })

  test.each([
    [
      ['trent'],
      {},
      'blueprintOf: names must be the name of a seed of the catalogue, received "trent". Did you mean \'trend\'?',
    ],
    [['calm'], {}, 'blueprintOf: names must be with an entry that is not optional, received "calm".'],
    [['trend'], { optional: ['trend'] }, 'with an entry that is not optional, received "trend"'],
    [['trend', 'half', 'third'], {}, 'names must be with one size at most, received "half, third"'],
    [['trend'], { optional: ['calm'] }, 'optional must be one of the parts: trend, received "calm"'],
    [
      ['trend'],
      { agreement: 0.123 },
      "agreement must be a number from 0 to 1 with 2 decimal places, or 'search', received 0.123",
    ],
    [['trend'], { every: [] }, 'every must be an array of multiples'],
    [['trend'], { every: [1.5] }, 'every must be an integer of at least 1'],
    [['trend'], { every: [2, 2] }, 'every must be different from each other'],
    [['trend'], { evry: [2] }, 'option must be one of catalogue, optional, agreement, every, received "evry"'],
    ['trend', {}, 'names must be an array of at most 64 names of seeds'],
    [['hold'], {}, 'at least one gene'],
  ])('%j with %j is refused', (names, options, message) => {
    expect(() => blueprintOf(names as string[], { catalogue: known, ...options } as never)).toThrow(message)
  })
})

describe('toGenome', () => {
  const alone: Strategy = { parts: [partOf(trend)] }

  test('refuses a species without room', () => {
    const space = blueprintOf(['trend', 'calm'], { catalogue: known })
    expect(() => toGenome(alone, known, { blueprint: space })).toThrow(
      'toGenome: blueprint must be a species that has room for the parts of the strategy and its agreement, received "trend@1 + calm@1".',
    )
    const single = blueprintOf(['trend'], { catalogue: known })
    expect(() => toGenome({ ...alone, agreement: 0.5 }, known, { blueprint: single })).toThrow('has room for the parts')
    expect(() => toGenome({ parts: [{ ...partOf(trend), every: 4 }] }, known, { blueprint: single })).toThrow(
      'has room',
    )
  })

  test('refuses what is no strategy', () => {
    expect(() => toGenome({ parts: [partOf(calm)] }, known)).toThrow('must have an entry')
  })

  test('finds room though an optional twin comes first', () => {
    const space = blueprintOf(['trend', 'trend'], { catalogue: known, optional: ['trend'] })
    expect(toStrategy(toGenome(alone, known, { blueprint: space }))).toEqual(alone)
  })

  test('gives up quickly where many optional twins do not fit', () => {
    const names = Array.from({ length: 60 }, () => 'trend')
    const optional = names.slice(1).map((name, i) => `${name}#${i + 2}`)
    const space = blueprintOf(names, { catalogue: known, optional })
    const parts = [partOf(trend), ...Array.from({ length: 29 }, () => partOf(trend))] as const
    expect(toStrategy(toGenome({ parts }, known, { blueprint: space })).parts.length).toBe(30)
    expect(() => toGenome({ parts: [...parts, partOf(swing)] }, known, { blueprint: space })).toThrow('has room for')
  })

  test('a strategy without genes is a species by its agreement', () => {
    const genome = toGenome({ parts: [partOf(hold)] }, known)
    expect(genome.blueprint.names).toEqual(['agreement'])
    expect(toStrategy(genome)).toEqual({ parts: [partOf(hold)] })
  })

  test('keeps a multiple that is not searched', () => {
    const slow: Strategy = { parts: [{ ...partOf(trend), every: 8 }] }
    expect(toGenome(slow, known, { every: EVERY }).blueprint.name).toBe('trend@1 every 8')
    expect(toStrategy(toGenome(slow, known, { every: EVERY }))).toEqual(slow)
  })
})

test('genomes of other searches are refused', () => {
  expect(() => toStrategy(clamp(blueprint({ period: int(2, 9) }), [3]))).toThrow(
    'toStrategy: the species must be one that blueprintOf, toGenome or populationOf made, received "genome".',
  )
})

describe('populationOf', () => {
  const founders = populationOf(known, { size: 60, random: randomFrom(42), parts: 4, every: EVERY })
  const strategies = founders.map(toStrategy)

  test('is as large as asked, all valid, all different, and the same for the same chance', () => {
    expect(new Set(founders.map(genomeHash)).size).toBe(60)
    for (const strategy of strategies) checkStrategy(strategy, known)
    const again = populationOf(known, { size: 60, random: randomFrom(42), parts: 4, every: EVERY })
    expect(again.map(genomeHash)).toEqual(founders.map(genomeHash))
  })

  test('has every seed, one to four parts, and one of everything', () => {
    const names = strategies.flatMap(({ parts }) => parts.map(({ seed }) => seed))
    expect([...new Set(names)].sort()).toEqual(known.seeds.map(({ name }) => name).sort())
    expect([...new Set(strategies.map(({ parts }) => parts.length))].sort()).toEqual([1, 2, 3, 4])
    const roles = strategies.map(({ parts }) => parts.map(({ seed }) => known.byName.get(seed)?.role).join())
    expect(roles).toContain('entry,filter,stop,size')
  })

  test('every genome of its species is a valid strategy, and stops stay on every bar', () => {
    const random = randomFrom(5)
    for (const { blueprint: species } of founders) {
      for (let i = 0; i < 5; i++) checkStrategy(toStrategy(sampleUniform(species, random)), known)
      expect(species.names).not.toContain('cut:every')
    }
    expect(founders.some(({ blueprint: { names } }) => names.includes('cut.share'))).toBe(true)
  })

  test('about half of those with two entries demand some agreement, the others none', () => {
    const isDivided = ({ parts }: Strategy) =>
      parts.filter(({ seed }) => known.byName.get(seed)?.role === 'entry').length > 1
    const told = strategies.filter(({ agreement = 0 }) => agreement > 0)
    expect(told.length / strategies.filter(isDivided).length).toBeGreaterThan(0.25)
    expect(told.length / strategies.filter(isDivided).length).toBeLessThan(0.75)
    expect(told.every(isDivided)).toBe(true)
  })

  test('seeds of a role come up equally often', () => {
    const counts = ['trend', 'swing'].map(
      (name) =>
        populationOf(known, { size: 90, random: randomFrom(1) })
          .map(toStrategy)
          .flatMap(({ parts }) => parts.filter(({ seed }) => seed === name)).length,
    )
    expect(Math.abs(counts[0] - counts[1])).toBeLessThan(10)
  })

  test('does with the roles there are, and with fewer genomes where there are no more', () => {
    const few = catalogue([swing, cut])
    const species = populationOf(few, { size: 20, random: randomFrom(3) }).map(({ blueprint: { name } }) => name)
    expect([...new Set(species)].sort()).toEqual(['swing@1', 'swing@1 + cut@1', 'swing@1 + swing@1'])
    expect(populationOf(catalogue([hold]), { size: 5, random: randomFrom(3), parts: 1 }).length).toBe(1)
  })

  test('refuses a catalogue without an entry', () => {
    expect(() => populationOf(catalogue([calm, half]), { size: 5, random: randomFrom(3) })).toThrow(
      'populationOf: catalogue must be one with an entry, received "calm, half". A strategy without an entry never takes a position.',
    )
  })
})
