import { describe, expect, test } from 'vitest'
import { archived } from '../../src/evolution/archive.ts'
import { ask } from '../../src/evolution/ask.ts'
import { bayesianSearch } from '../../src/evolution/bayesian-search.ts'
import { breed, type Variation } from '../../src/evolution/breed.ts'
import type { Evaluate } from '../../src/evolution/evaluation.ts'
import { evolve } from '../../src/evolution/evolve.ts'
import { begin, type Generation } from '../../src/evolution/generation.ts'
import { hypervolume } from '../../src/evolution/hypervolume.ts'
import type { Individual } from '../../src/evolution/individual.ts'
import { islands } from '../../src/evolution/islands.ts'
import { judge } from '../../src/evolution/judge.ts'
import { polynomial } from '../../src/evolution/mutations.ts'
import { intercepts, widened } from '../../src/evolution/normalise-front.ts'
import { nsga2 } from '../../src/evolution/nsga2.ts'
import { elitistSurvival, nsga2Survival } from '../../src/evolution/nsga2-survival.ts'
import { nsga3 } from '../../src/evolution/nsga3.ts'
import { nsga3Survival } from '../../src/evolution/nsga3-survival.ts'
import type { Bridge, Chance, Mutation } from '../../src/evolution/operator.ts'
import { drawParzen, logParzen, parzenOf } from '../../src/evolution/parzen.ts'
import { randomSearch } from '../../src/evolution/random-search.ts'
import { rankingOf } from '../../src/evolution/ranking.ts'
import { partitionsFor, referenceDirections } from '../../src/evolution/reference-directions.ts'
import { scoresOf } from '../../src/evolution/scores.ts'
import { crowdedTournament, randomSelection, tournament } from '../../src/evolution/selection.ts'
import { sheltered } from '../../src/evolution/shelter.ts'
import { singleObjective } from '../../src/evolution/single-objective.ts'
import type { Toolbox } from '../../src/evolution/toolbox.ts'
import { blueprint } from '../../src/genome/blueprint.ts'
import { flag, int, oneOf, real } from '../../src/genome/gene.ts'
import { clamp, fromUnit, type Genome } from '../../src/genome/genome.ts'
import { sampleUniform } from '../../src/genome/sample.ts'
import type { Random } from '../../src/random/random.ts'
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

  test('equals in a crowded tournament are told apart by a coin, in a tournament by who was drawn first', () => {
    const equal = { rank: Uint32Array.of(0, 0), crowding: Float64Array.of(3, 3) }
    const permuted = crowdedTournament(equal, 2000, randomFrom(3))
    expect(Math.abs(permuted.filter((place) => place === 0).length - 1000)).toBeLessThan(100)
    const coin = (float: number) => ({ float: () => float, int: () => 0 }) as unknown as Random
    expect(crowdedTournament(equal, 1, coin(0))).not.toEqual(crowdedTournament(equal, 1, coin(0.5)))
    const draws = [1, 0, 0, 1]
    const drawn = { int: () => draws.shift() as number } as unknown as Random
    expect(tournament()(equal, 2, drawn)).toEqual(Uint32Array.of(1, 0))
  })

  test('a large tournament takes the best front, random selection takes everybody', () => {
    const random = randomFrom(1)
    expect(new Set(tournament({ size: 60 })(ranking, 50, random))).toEqual(new Set([0, 1]))
    expect(new Set(randomSelection(ranking, 200, random)).size).toBe(4)
  })
})

const person = (i: number, scores: readonly number[]): Individual => ({
  id: String(i),
  genome: clamp(blueprint({ x: int(0, 99) }), [i]),
  scores: Float64Array.from(scores),
  violation: 0,
  born: 1,
  parents: [],
  operator: 'x',
})

describe('individuals', () => {
  test('must have as many scores each; NaN counts as the worst', () => {
    const unequal = [person(0, [1, 2]), person(1, [1])]
    for (const act of [() => nsga2Survival(unequal, 1), () => scoresOf(unequal), () => archived([], unequal)]) {
      expect(act).toThrow('scores.length[1] must be 2, as that of the first, received 1.')
    }
    const [best] = nsga2Survival([person(0, [Number.NaN, 2]), person(1, [1, 2])], 1)
    expect(best.id).toBe('1')
  })

  test('that break a constraint without end still come before a fault', () => {
    const births = [0, 1].map((i) => ({ genome: person(i, []).genome, parents: [], operator: 'x' }))
    const evaluation = {
      goals: [{ name: 'x', direction: 'min' }] as const,
      scores: Float64Array.of(1, 1),
      violations: Float64Array.of(0, Number.POSITIVE_INFINITY),
      faults: ['time-out', null],
    }
    const newborn = judge(births, evaluation, 1)
    expect(newborn[1].violation).toBe(Number.MAX_VALUE)
    for (const survive of [nsga2Survival, elitistSurvival]) expect(survive(newborn, 1)[0].id).toBe('1-1')
  })

  test('stand from 0 to 1 when their children are mutated', async () => {
    const standings = new Set<number>()
    const mutation: Mutation = (parent, random, standing = -1) => {
      standings.add(standing)
      return polynomial()(parent, random)
    }
    const plan = blueprint({ x: real(0, 1) })
    const evaluate: Evaluate = (genomes) => ({
      goals: [{ name: 'x', direction: 'min' }],
      scores: Float64Array.from(genomes, ({ values }) => values[0]),
    })
    const box = singleObjective(plan, { mutation, selection: randomSelection })
    await last(box, evaluate, { size: 40, generations: 2 })
    expect(Math.min(...standings)).toBeLessThan(0.1)
    expect(Math.max(...standings)).toBeGreaterThan(0.9)
    expect(Math.max(...standings)).toBeLessThanOrEqual(1)
    expect(standings.size).toBeGreaterThan(10)
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

  test('serve first the direction that the kept fronts leave alone, then draw among those it holds', () => {
    const pool = [[0.4, 0.5], [0, 2], [2, 0], [0.55, 0.6], [0.6, 0.55]].map((scores, i) => person(i, scores)) // biome-ignore format: one front
    const directions = referenceDirections(2, 2)
    const kept = (seed: number, size: number) => {
      const { population } = nsga3Survival(pool, { size, directions, bounds: null, random: randomFrom(seed) })
      return population.map(({ id }) => Number(id))
    }
    // The first front fills three directions; of the second front one of two is drawn, for its direction is served already.
    const fourth = Array.from({ length: 40 }, (_, seed) => kept(seed, 4))
    for (const places of fourth) expect(places.slice(0, 3).sort()).toEqual([0, 1, 2])
    expect(new Set(fourth.map((places) => places[3]))).toEqual(new Set([3, 4]))
    // Front 0 serves the middle alone; of front 1 the ends come before a second one of the middle.
    const late = [[0.1, 0.1], [0.11, 5], [5, 0.11], [1, 1], [1.1, 0.95]].map((scores, i) => person(i, scores)) // biome-ignore format: two fronts
    for (let seed = 0; seed < 20; seed++) {
      const scene = { size: 3, directions, bounds: { ideal: [0, 0], extremes: [[5, 0], [0, 5]] }, random: randomFrom(seed) } // biome-ignore format: one scene
      const { population } = nsga3Survival(late, scene)
      expect(population.map(({ id }) => id).sort()).toEqual(['0', '1', '2'])
    }
  })

  test('of two goals follow a large population, and no more than a million are listed', () => {
    expect(referenceDirections(2, partitionsFor(2, 1200)).length / 2).toBe(1200)
    expect(() => referenceDirections(20, 1000)).toThrow('the number of directions must be at most 1000000')
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

  const both = Array.from({ length: 40 }, (_, i): Individual => {
    const plan = plans[i % 2]
    return { ...person(i, [i, -i]), genome: fromUnit(plan, new Array(plan.genes.length).fill((i + 0.5) / 40)) }
  })
  const fresh = (plan: Genome['blueprint'], random: Chance) => sampleUniform(plan, random)
  const variation: Variation = {
    selection: (_, count) => Uint32Array.from({ length: count }, (_, i) => i),
    crossover: (couple) => couple,
    mutation: ({ blueprint: plan }, random) => fresh(plan, random),
    outbreeding: 0,
  }
  const bred = (more: Partial<Variation>, count: number) =>
    breed(
      { ...variation, ...more },
      { blueprints: plans, population: both, count, rank: rankingOf, random: randomFrom(1) },
    ).births

  test('are crossed through the bridge in the share of couples that outbreeding allows', () => {
    const bridge: Bridge = (couple, random) => couple.map((parent) => fresh(parent.blueprint, random))
    const share = (outbreeding: number) => {
      const births = bred({ bridge, outbreeding, selection: randomSelection }, 2000)
      const mixed = births.filter(({ operator }) => operator === 'bridge')
      // The first parent is the one that the child takes after.
      for (const { parents, genome } of mixed) expect(both[Number(parents[0])].genome.blueprint).toBe(genome.blueprint)
      return mixed.length / births.length
    }
    expect(share(0)).toBeLessThan(0.06)
    expect(Math.abs(share(0.5) - 0.25)).toBeLessThan(0.06)
    expect(Math.abs(share(1) - 0.5)).toBeLessThan(0.06)
  })

  test('look for a mate of their own without passing anybody over', () => {
    const parents = bred({}, 40).map(({ parents: [id] }) => Number(id))
    expect(parents.slice(0, 4)).toEqual([0, 2, 1, 3])
    expect(parents.sort((a, b) => a - b)).toEqual(Array.from(both.keys()))
  })

  test('share the founders equally, each as a Latin hypercube of its own', () => {
    const { births } = ask(nsga2(plans), begin('nsga2', { size: 20, seed: 4 }))
    for (const plan of plans) {
      const kin = births.map(({ genome }) => genome).filter((genome) => genome.blueprint === plan)
      expect(kin).toHaveLength(10)
      expect(new Set(kin.map(({ values }) => Math.floor(10 * values[0]))).size).toBe(10)
    }
  })
})

test('islands are not put on islands', () => {
  const box = islands(nsga2(blueprint({ x: int(0, 99) })), { count: 2 })
  expect(() => islands({ ...box })).toThrow(
    'islands: toolbox must be one without islands, received "nsga2 on 2 islands"',
  )
})

test('islands that cannot have equal shares still hold everybody, and never send away their last', async () => {
  const plan = blueprint({ x: int(0, 1_000_000) })
  const evaluate: Evaluate = (genomes) => ({
    goals: [{ name: 'x', direction: 'min' }],
    scores: Float64Array.from(genomes, ({ values }) => values[0]),
  })
  const box = islands(singleObjective(plan), { count: 4, every: 1, topology: 'full' })
  const { population } = await last(box, evaluate, { size: 6, generations: 1, seed: 2 })
  expect([0, 1, 2, 3].map((home) => population.filter(({ island }) => island === home).length)).toEqual([2, 2, 1, 1])
  for (const home of [0, 1, 2, 3]) {
    expect(population.some(({ id, island }) => island === home && Number(id.split('-')[1]) % 4 === home)).toBe(true)
  }
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

test('every island sends its best to every other in the full topology, and only to the next in a ring', async () => {
  const plan = blueprint({ x: int(0, 1_000_000) })
  const evaluate: Evaluate = (genomes) => ({
    goals: [{ name: 'x', direction: 'min' }],
    scores: Float64Array.from(genomes, ({ values }) => values[0]),
  })
  const visits = async (topology: 'ring' | 'full') => {
    const box = islands(singleObjective(plan), { count: 4, every: 1, migrants: 1, topology })
    const { population, newborn } = await last(box, evaluate, { size: 40, generations: 1, seed: 2 })
    const home = new Map(newborn.map(({ id }, i) => [id, i % 4]))
    return population
      .map(({ id, island = -1 }) => [home.get(id) ?? -1, island])
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => `${from} to ${to}`)
      .sort()
  }
  expect(await visits('ring')).toEqual(['0 to 1', '1 to 2', '2 to 3', '3 to 0'])
  expect(await visits('full')).toEqual(
    [0, 1, 2, 3].flatMap((from) => [0, 1, 2, 3].flatMap((to) => (from === to ? [] : [`${from} to ${to}`]))),
  )
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
