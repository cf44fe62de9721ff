import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blend } from '../../src/evolution/blend.ts'
import { adaptive, creep, flip, gaussian, inTurn, polynomial, reset } from '../../src/evolution/mutations.ts'
import type { Crossover, Mutation } from '../../src/evolution/operator.ts'
import { sbx } from '../../src/evolution/sbx.ts'
import { onePointCrossover, twoPointCrossover, uniformCrossover } from '../../src/evolution/swap-crossover.ts'
import { blueprint } from '../../src/genome/blueprint.ts'
import { flag, int, oneOf, real } from '../../src/genome/gene.ts'
import { checkGenome, clamp } from '../../src/genome/genome.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { anyGenomes } from '../arbitraries/genomes.ts'

const CROSSOVERS: Readonly<Record<string, Crossover>> = {
  sbx: sbx({ probability: 1 }),
  'sbx, eta 0': sbx({ probability: 1, eta: 0, perGene: 1 }),
  blend: blend({ probability: 1 }),
  uniform: uniformCrossover({ probability: 1 }),
  'one-point': onePointCrossover({ probability: 1 }),
  'two-point': twoPointCrossover({ probability: 1 }),
}

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  polynomial: polynomial({ probability: 1 }),
  'polynomial, eta 0': polynomial({ probability: 1, eta: 0 }),
  gaussian: gaussian({ probability: 1 }),
  reset: reset({ probability: 1 }),
  creep: creep({ probability: 1, step: 3 }),
  flip: flip({ probability: 1 }),
  'in turn': inTurn(creep(), flip(), polynomial()),
  adaptive: adaptive((probability) => polynomial({ probability }), { best: 0.1, worst: 0.9 }),
}

/** Genes of every kind with room to move, and two parents that differ in all of them. */
const plan = blueprint({
  period: int(2, 200, { scale: 'log' }),
  count: int(-5, 5),
  width: real(0.5, 3, { digits: 3 }),
  rate: real(0.001, 10, { scale: 'log', digits: 2 }),
  side: oneOf('long', 'short', 'both'),
  isOn: flag(),
})
const mother = clamp(plan, [10, -2, 1, 0.01, 0, 0])
const father = clamp(plan, [100, 3, 2.5, 1, 2, 1])

describe.each(Object.entries(CROSSOVERS))('%s crossover', (name, cross) => {
  test('children lie on the grid, parents stay, the same stream gives the same children', () => {
    fc.assert(
      fc.property(anyGenomes(2), fc.integer(), ([a, b], seed) => {
        const before = [a.values.slice(), b.values.slice()]
        const children = cross([a, b], randomFrom(seed))
        for (const child of children) expect(() => checkGenome('child', child)).not.toThrow()
        expect([a.values, b.values]).toEqual(before)
        expect(cross([a, b], randomFrom(seed)).map(({ values }) => values)).toEqual(
          children.map(({ values }) => values),
        )
      }),
    )
  })

  test('every kind of gene takes part', () => {
    const changed = new Set<number>()
    for (let seed = 0; seed < 100; seed++) {
      const [first, second] = cross([mother, father], randomFrom(seed))
      for (let gene = 0; gene < plan.genes.length; gene++) {
        const isChanged = first.values[gene] !== mother.values[gene] || second.values[gene] !== father.values[gene]
        if (isChanged) changed.add(gene)
      }
    }
    // Whatever the point, the first gene is before it.
    expect(changed.size).toBe(name === 'one-point' ? plan.genes.length - 1 : plan.genes.length)
  })

  test('equal parents have children like them', () => {
    for (const child of cross([mother, mother], randomFrom(3))) expect(child.values).toEqual(mother.values)
  })

  test('names in a child are those of a parent', () => {
    for (let seed = 0; seed < 100; seed++) {
      for (const { values } of cross([mother, father], randomFrom(seed))) expect(values[4]).not.toBe(1)
    }
  })

  test('refuses parents of two species', () => {
    const stranger = clamp(blueprint({ period: int(2, 50) }), [7])
    expect(() => cross([mother, stranger], randomFrom(1))).toThrow('of the species of the first')
  })
})

describe.each(Object.entries(MUTATIONS))('%s mutation', (name, mutate) => {
  test('children lie on the grid, the parent stays, the same stream gives the same child', () => {
    fc.assert(
      fc.property(
        anyGenomes(1),
        fc.integer(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([parent], seed, standing) => {
          const before = parent.values.slice()
          const child = mutate(parent, randomFrom(seed), standing)
          expect(() => checkGenome('child', child)).not.toThrow()
          expect(parent.values).toEqual(before)
          expect(mutate(parent, randomFrom(seed), standing).values).toEqual(child.values)
        },
      ),
    )
  })

  test('every kind of gene that it speaks of changes, and no other', () => {
    const changed = new Set<number>()
    for (let seed = 0; seed < 200; seed++) {
      const { values } = mutate(mother, randomFrom(seed), 0.5)
      values.forEach((value, gene) => {
        if (value !== mother.values[gene]) changed.add(gene)
      })
    }
    const expected = name === 'creep' ? [0, 1] : name === 'flip' ? [4, 5] : [0, 1, 2, 3, 4, 5]
    expect([...changed].sort()).toEqual(expected)
  })
})

describe('in distribution', () => {
  test('sbx keeps the mean of its parents away from the bounds', () => {
    const wide = blueprint({ x: real(0, 1000, { digits: 12 }) })
    const parents = [clamp(wide, [499]), clamp(wide, [501])] as const
    const random = randomFrom(5)
    const means = Array.from({ length: 2000 }, () => {
      const [a, b] = sbx({ probability: 1, perGene: 1 })(parents, random)
      return (a.values[0] + b.values[0]) / 2
    })
    for (const mean of means) expect(mean).toBeCloseTo(500, 8)
  })

  test.each([
    [0.1, 0.7, 15],
    [0.75, 0.9, 2],
    [0.02, 0.95, 0],
    [0.4, 0.41, 2.5],
  ])(
    'sbx of %d and %d with eta %d is the formula of Deb and Agrawal, each child by its own bound',
    (low, high, eta) => {
      const unit = blueprint({ x: real(0, 1, { digits: 12 }) })
      const spreadBy = (bound: number, draw: number) => {
        const alpha = 2 - (1 + (2 * bound) / (high - low)) ** -(eta + 1)
        return (draw <= 1 / alpha ? draw * alpha : 1 / (2 - draw * alpha)) ** (1 / (eta + 1))
      }
      for (const draw of [0.01, 0.3, 0.5, 0.8, 0.99]) {
        const wanted = [
          (low + high - spreadBy(low, draw) * (high - low)) / 2,
          (low + high + spreadBy(1 - high, draw) * (high - low)) / 2,
        ]
        for (const isSwapped of [false, true]) {
          const draws = [0, 0, draw, isSwapped ? 0.5 : 0.49]
          const cross = sbx({ eta, probability: 1, perGene: 1 })
          const children = cross([clamp(unit, [high]), clamp(unit, [low])], { float: () => draws.shift() as number })
          const [a, b] = children.map(({ values }) => values[0])
          expect(isSwapped ? b : a).toBeCloseTo(wanted[0], 11)
          expect(isSwapped ? a : b).toBeCloseTo(wanted[1], 11)
        }
      }
    },
  )

  test('blend draws both children evenly, each for itself, from the gap and alpha gaps beyond', () => {
    const unit = blueprint({ x: real(0, 1, { digits: 12 }) })
    const child = (draw: number, other: number, alpha: number) => {
      const draws = [0, 0, draw, other]
      const float = () => draws.shift() as number
      const parents = [clamp(unit, [0.4]), clamp(unit, [0.6])] as const
      return blend({ alpha, probability: 1 })(parents, { float }).map(({ values }) => Number(values[0].toFixed(10)))
    }
    expect(child(0, 0.5, 0.5)).toEqual([0.3, 0.5])
    expect(child(0.25, 0.75, 1)).toEqual([0.35, 0.65])
    expect(child(0.75, 0, 2.5)).toEqual([0.8, 0])
    expect(child(0, 0.75, 0)).toEqual([0.4, 0.55])
  })

  test('gaussian mutation has the deviation it is given, a tenth by default', () => {
    const unit = blueprint({ x: real(0, 1, { digits: 12 }) })
    const at = (draw: number, options = {}) => {
      const mutate = gaussian({ probability: 1, ...options })
      return mutate(clamp(unit, [0.5]), { float: () => 0, normal: () => draw }).values[0]
    }
    expect([at(1), at(-2), at(9), at(1, { sigma: 0.25 })]).toEqual([0.6, 0.3, 1, 0.75])
  })

  test('creep takes every step up to its longest, up and down, equally often', () => {
    const counted = blueprint({ x: int(-50, 50) })
    const random = randomFrom(5)
    const counts = new Map<number, number>()
    for (let i = 0; i < 6000; i++) {
      const [to] = creep({ probability: 1, step: 3 })(clamp(counted, [7]), random).values
      counts.set(to - 7, (counts.get(to - 7) ?? 0) + 1)
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-3, -2, -1, 1, 2, 3])
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130)
  })

  test('an adaptive rate goes evenly from the best to the worst', () => {
    const rates: number[] = []
    const mutate = adaptive(
      (probability) => {
        rates.push(probability)
        return (parent) => parent
      },
      { best: 0.25, worst: 0.75 },
    )
    for (const standing of [undefined, 0.5, 1, 0.5]) mutate(mother, randomFrom(1), standing)
    expect(rates).toEqual([0.25, 0.5, 0.75])
    // What it keeps is bounded, and forgetting changes no rate.
    for (let i = 0; i < 3000; i++) mutate(mother, randomFrom(1), i / 3000)
    rates.length = 0
    mutate(mother, randomFrom(1), 1 / 3000)
    expect(rates).toHaveLength(1)
  })

  test('polynomial mutation of eta 20 has the spread of its formula', () => {
    // Far from the bounds |step| has density 21 (1 - s)^20, so its mean is 1 / 22 of the range.
    const wide = blueprint({ x: real(0, 1, { digits: 12 }) })
    const parent = clamp(wide, [0.5])
    const random = randomFrom(5)
    const mutate = polynomial({ probability: 1 })
    let sum = 0
    for (let i = 0; i < 20_000; i++) sum += Math.abs(mutate(parent, random).values[0] - 0.5)
    expect(sum / 20_000).toBeGreaterThan(0.0445)
    expect(sum / 20_000).toBeLessThan(0.0464)
  })

  test('the default rate changes one gene on average', () => {
    const many = blueprint(
      Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`g${i}`, real(0, 1, { digits: 12 })])),
    )
    const parent = clamp(many, new Array(20).fill(0.5))
    const random = randomFrom(5)
    let changes = 0
    for (let i = 0; i < 5000; i++)
      changes += polynomial()(parent, random).values.filter((value) => value !== 0.5).length
    expect(changes / 5000).toBeGreaterThan(0.95)
    expect(changes / 5000).toBeLessThan(1.05)
  })

  test('a flip gives each other name its equal share', () => {
    const names = blueprint({ side: oneOf('a', 'b', 'c', 'd') })
    const random = randomFrom(5)
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 6000; i++) counts[flip({ probability: 1 })(clamp(names, [1]), random).values[0]]++
    expect(counts[1]).toBe(0)
    for (const place of [0, 2, 3]) expect(Math.abs(counts[place] - 2000)).toBeLessThan(150)
  })
})

test.each([
  [() => sbx({ eta: -1 }), 'sbx: eta must be a finite number of at least 0, received -1.'],
  [() => sbx({ probability: 2 }), 'sbx: probability must be'],
  [() => sbx({ etta: 1 } as never), 'Did you mean "eta"?'],
  [() => blend({ alpha: Number.NaN }), 'blend: alpha must be'],
  [() => polynomial({ probability: -0.1 }), 'polynomial: probability must be'],
  [() => gaussian({ sigma: 0 }), 'gaussian: sigma must be a finite number above 0, received 0.'],
  [() => creep({ step: 0.5 }), 'creep: step must be an integer of at least 1, received 0.5.'],
  [() => adaptive(() => flip(), { best: 0, worst: 2 }), 'adaptive: worst must be'],
])('refuses what is no rate: %#', (act, message) => {
  expect(act).toThrow(message)
})
