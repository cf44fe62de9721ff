import { describe, expect, test } from 'vitest'
import { bayesianSearch } from '../../src/evolution/bayesian-search.ts'
import type { Evaluate } from '../../src/evolution/evaluation.ts'
import { evolve } from '../../src/evolution/evolve.ts'
import type { Generation } from '../../src/evolution/generation.ts'
import { hypervolume } from '../../src/evolution/hypervolume.ts'
import type { Individual } from '../../src/evolution/individual.ts'
import { islands } from '../../src/evolution/islands.ts'
import { intercepts, widened } from '../../src/evolution/normalise-front.ts'
import { nsga2 } from '../../src/evolution/nsga2.ts'
import { nsga3 } from '../../src/evolution/nsga3.ts'
import { drawParzen, logParzen, parzenOf } from '../../src/evolution/parzen.ts'
import { randomSearch } from '../../src/evolution/random-search.ts'
import { partitionsFor, referenceDirections } from '../../src/evolution/reference-directions.ts'
import { scoresOf } from '../../src/evolution/scores.ts'
import { crowdedTournament, randomSelection, tournament } from '../../src/evolution/selection.ts'
import { sheltered } from '../../src/evolution/shelter.ts'
import { singleObjective } from '../../src/evolution/single-objective.ts'
import type { Toolbox } from '../../src/evolution/toolbox.ts'
import { blueprint } from '../../src/genome/blueprint.ts'
import { flag, int, oneOf, real } from '../../src/genome/gene.ts'
import { clamp, fromUnit, type Genome } from '../../src/genome/genome.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { PROBLEMS } from '../support/problems.ts'

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]

async function last(
  toolbox: Toolbox,
  evaluate: Evaluate,
  { size = 100, generations = 250, seed = 1 } = {},
): Promise<Generation> {
  let end: Generation | undefined
  for await (const each of evolve({ ...toolbox, evaluate, size, generations, seed, archive: 0 })) end = each
  return end as Generation
}

async function volume(
  name: keyof typeof PROBLEMS,
  make: (space: Genome['blueprint']) => Toolbox,
  seed: number,
  generations = 250,
) {
  const { space, evaluate, objectives } = PROBLEMS[name]
  const { population } = await last(make(space), evaluate, { seed, generations })
  return hypervolume(scoresOf(population).values, new Array(objectives).fill(1.1))
}

describe('quality', () => {
  test('NSGA-II reaches the front of ZDT1 in 250 generations of 100', async () => {
    // The front itself has 1.21 - 1/3 = 0.8767; what is left is what 100 points cannot cover.
    const volumes = [await volume('zdt1', nsga2, 1), await volume('zdt1', nsga2, 2), await volume('zdt1', nsga2, 3)]
    expect(median(volumes)).toBeGreaterThan(0.869)
    expect(Math.max(...volumes)).toBeLessThan(0.8767)
  })

  test('NSGA-III covers three goals better than NSGA-II', async () => {
    const [two, three] = [await volume('dtlz2', nsga2, 1, 100), await volume('dtlz2', nsga3, 1, 100)]
    expect(three).toBeGreaterThan(two + 0.02)
  })

  const mixed = blueprint({
    x: real(-5, 5),
    y: real(-5, 5),
    n: int(1, 100, { scale: 'log' }),
    side: oneOf('a', 'b', 'c'),
    on: flag(),
  })
  const distance = ({ values: [x, y, n, side, on] }: Genome) =>
    (x - 1) ** 2 + (y + 2) ** 2 + Math.log(n / 20) ** 2 + side + on
  const bowl: Evaluate = (genomes) => ({
    goals: [{ name: 'd', direction: 'min' }],
    scores: Float64Array.from(genomes, distance),
  })
  const best = async (toolbox: Toolbox, seed: number) => {
    const { population } = await last(toolbox, bowl, { size: 20, generations: 15, seed })
    return population[0].scores[0]
  }
  const over = (make: (space: Genome['blueprint']) => Toolbox) =>
    Promise.all([1, 2, 3, 4, 5, 6, 7].map((seed) => best(make(mixed), seed)))

  test('with 300 evaluations of mixed genes every search beats chance by far', async () => {
    const chance = median(await over(randomSearch))
    const bred = median(await over(singleObjective))
    expect(bred).toBeLessThan(chance / 10)
    expect(median(await over((space) => islands(singleObjective(space), { count: 2 })))).toBeLessThan(chance / 5)
    expect(median(await over(bayesianSearch))).toBeLessThan(bred / 5)
  })
})

describe('selection', () => {
  const ranking = { rank: Uint32Array.of(0, 0, 1, 2), crowding: Float64Array.of(1, 5, 9, 9) }

  test('crowded tournament prefers front, then room, and lets nobody win more than once a round', () => {
    const wins = [0, 0, 0, 0]
    for (let seed = 0; seed < 500; seed++) {
      const winners = crowdedTournament(ranking, 4, randomFrom(seed))
      for (const place of winners) wins[place]++
      for (const place of [0, 1, 2, 3])
        expect(winners.filter((winner) => winner === place).length).toBeLessThanOrEqual(2)
    }
    expect(wins[1]).toBe(1000)
    expect(wins[3]).toBe(0)
    expect(wins[0]).toBeGreaterThan(wins[2])
  })

  test('a large tournament takes the best front, random selection takes everybody', () => {
    const random = randomFrom(1)
    expect(new Set(tournament({ size: 60 })(ranking, 50, random))).toEqual(new Set([0, 1]))
    expect(new Set(randomSelection(ranking, 200, random)).size).toBe(4)
  })
})

describe('reference directions', () => {
  test.each([
    [2, 99, 100],
    [3, 12, 91],
    [4, 6, 84],
    [5, 4, 70],
  ])('of %d objectives, %d partitions are %d', (objectives, partitions, count) => {
    const directions = referenceDirections(objectives, partitions)
    expect(directions.length / objectives).toBe(count)
    const rows = Array.from({ length: count }, (_, i) =>
      Array.from(directions.subarray(i * objectives, (i + 1) * objectives)),
    )
    for (const row of rows) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expect(new Set(rows.map(String)).size).toBe(count)
    expect(partitionsFor(objectives, count)).toBe(partitions)
    expect(partitionsFor(objectives, count - 1)).toBe(partitions - 1)
  })

  test('scores are scaled to the plane through the extremes', () => {
    const front = [Float64Array.of(1, 12), Float64Array.of(3, 6), Float64Array.of(5, 2)]
    const bounds = widened(null, front)
    expect(bounds).toEqual({
      ideal: [1, 2],
      extremes: [
        [5, 2],
        [1, 12],
      ],
    })
    expect(intercepts(bounds, front)).toEqual([4, 10])
  })

  test('extremes and the ideal are remembered; one row falls back to its own size', () => {
    const bounds = widened(widened(null, [Float64Array.of(0, 10), Float64Array.of(10, 0)]), [Float64Array.of(4, 4)])
    expect(bounds).toEqual({
      ideal: [0, 0],
      extremes: [
        [10, 0],
        [0, 10],
      ],
    })
    const single = [Float64Array.of(4, 4)]
    expect(intercepts(widened(null, single), single)).toEqual([1, 1])
  })
})

describe('shelter', () => {
  const [old, young] = [blueprint({ x: int(0, 99) }, { name: 'old' }), blueprint({ x: int(0, 99) }, { name: 'young' })]
  const individual = (plan: Genome['blueprint'], x: number): Individual => {
    return {
      id: `${plan.name}-${x}`,
      genome: clamp(plan, [x]),
      scores: Float64Array.of(x),
      violation: 0,
      born: 1,
      parents: [],
      operator: 'x',
    }
  }
  const pool = [1, 2, 3, 4, 5, 6].map((x) => individual(old, x)).concat([7, 8, 9].map((x) => individual(young, x)))
  const ids = (kept: readonly Individual[]) => kept.map(({ id }) => id)

  test('gives the best of a young species the places of the worst others, and no more', () => {
    const isYoung = (key: string) => key === young.key
    expect(ids(sheltered(pool, 5, { generations: 3, members: 2 }, isYoung))).toEqual([
      'old-1',
      'old-2',
      'old-3',
      'young-7',
      'young-8',
    ])
    expect(ids(sheltered(pool, 5, { generations: 3, members: 2 }, () => false))).toEqual(ids(pool).slice(0, 5))
  })

  test('keeps a worse species alive for its first generations, and only then', async () => {
    const evaluate: Evaluate = (genomes) => ({
      goals: [{ name: 'x', direction: 'min' }],
      scores: Float64Array.from(
        genomes,
        ({ blueprint: { name }, values }) => values[0] + (name === 'young' ? 1000 : 0),
      ),
    })
    const counts: number[] = []
    const box = singleObjective([old, young], { shelter: { generations: 4, members: 3 } })
    for await (const { population } of evolve({ ...box, evaluate, size: 10, generations: 8, seed: 1 })) {
      counts.push(population.filter(({ genome }) => genome.blueprint.name === 'young').length)
    }
    expect(counts.slice(1, 4)).toEqual([3, 3, 3])
    expect(counts.slice(5)).toEqual([0, 0, 0])
  })
})

describe('species', () => {
  const plans = [
    blueprint({ x: real(0, 1) }, { name: 'a' }),
    blueprint({ y: real(0, 1), z: real(0, 1) }, { name: 'b' }),
  ]
  const goals = [
    { name: 'near', direction: 'min' },
    { name: 'far', direction: 'min' },
  ] as const
  const evaluate: Evaluate = (genomes) => ({
    goals,
    scores: Float64Array.from(genomes.flatMap(({ values }) => [values[0], 1 - values[0] + (values[1] ?? 0)])),
  })

  test('without a bridge never mix: a child of two parents has their species', async () => {
    const known = new Map<string, string>()
    for await (const { newborn } of evolve({
      ...nsga2(plans, { outbreeding: 1 }),
      evaluate,
      size: 20,
      generations: 10,
      seed: 5,
    })) {
      for (const { id, genome, parents } of newborn) {
        known.set(id, genome.blueprint.name)
        for (const parent of parents) expect(known.get(parent)).toBe(genome.blueprint.name)
      }
    }
  })

  test('with a bridge mix through it, as often as outbreeding says', async () => {
    const operators = new Set<string>()
    const bridge = ([a]: readonly [Genome, Genome]) => [fromUnit(a.blueprint, new Array(a.values.length).fill(0.123))]
    for await (const { newborn } of evolve({
      ...nsga2(plans, { bridge }),
      evaluate,
      size: 20,
      generations: 10,
      seed: 5,
    })) {
      for (const { operator } of newborn) operators.add(operator)
    }
    expect([...operators].sort()).toEqual(['bridge', 'crossover', 'founder', 'mutation'])
  })
})

test('islands send copies of their best to the next, every so often', async () => {
  const plan = blueprint({ x: int(0, 1_000_000) })
  const evaluate: Evaluate = (genomes) => ({
    goals: [{ name: 'x', direction: 'min' }],
    scores: Float64Array.from(genomes, ({ values }) => values[0]),
  })
  const box = islands(singleObjective(plan), { count: 3, every: 2, migrants: 1 })
  for await (const { population, number } of evolve({ ...box, evaluate, size: 12, generations: 6, seed: 2 })) {
    expect(population).toHaveLength(12)
    const homes = new Map<string, number[]>()
    for (const { id, island = -1 } of population) homes.set(id, [...(homes.get(id) ?? []), island])
    const travellers = [...homes.values()].filter((where) => where.length > 1)
    if (number % 2 === 0) expect(travellers.length).toBeGreaterThan(0)
    if (number === 1) expect(travellers).toEqual([])
  }
})

describe('Parzen densities', () => {
  const plan = blueprint({ x: real(0, 1, { digits: 12 }), side: oneOf('a', 'b', 'c') })
  const density = parzenOf(plan, [clamp(plan, [0.1, 0]), clamp(plan, [0.2, 0]), clamp(plan, [0.15, 2])], 0.25)

  test('integrate to 1', () => {
    let sum = 0
    for (let cell = 0; cell < 3000; cell++) {
      const place = [(Math.floor(cell / 3) + 0.5) / 1000, cell % 3]
      sum += Math.exp(logParzen(density, clamp(plan, place))) / 1000
    }
    expect(sum).toBeCloseTo(1, 4)
  })

  test('are drawn from as they say', () => {
    const random = randomFrom(9)
    const counts = [0, 0, 0]
    for (let i = 0; i < 20_000; i++) counts[drawParzen(density, random).values[1]]++
    for (const side of [0, 1, 2]) {
      let share = 0
      for (let cell = 0; cell < 1000; cell++)
        share += Math.exp(logParzen(density, clamp(plan, [(cell + 0.5) / 1000, side]))) / 1000
      expect(Math.abs(counts[side] / 20_000 - share)).toBeLessThan(0.015)
    }
  })
})
