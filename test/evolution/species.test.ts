import { describe, expect, test } from 'vitest'
import { ask } from '../../src/evolution/ask.ts'
import { parseCheckpoint, toCheckpoint } from '../../src/evolution/checkpoint.ts'
import type { Evaluate } from '../../src/evolution/evaluation.ts'
import { evolve, type Search } from '../../src/evolution/evolve.ts'
import { begin, type Generation } from '../../src/evolution/generation.ts'
import { islands } from '../../src/evolution/islands.ts'
import { logbookHash } from '../../src/evolution/logbook.ts'
import { polynomial } from '../../src/evolution/mutations.ts'
import { nsga2 } from '../../src/evolution/nsga2.ts'
import { nsga3 } from '../../src/evolution/nsga3.ts'
import type { Bridge, Mutation } from '../../src/evolution/operator.ts'
import { randomSearch } from '../../src/evolution/random-search.ts'
import { singleObjective } from '../../src/evolution/single-objective.ts'
import { blueprint } from '../../src/genome/blueprint.ts'
import { int } from '../../src/genome/gene.ts'
import { clamp, type Genome } from '../../src/genome/genome.ts'

/** A plan of so many parts, made anew every time: species are told apart by key, not by object. */
const planOf = (parts: number) =>
  blueprint(Object.fromEntries(Array.from({ length: parts }, (_, i) => [`part${i}`, int(0, 1000)])), {
    name: `${parts} parts`,
  })
const tune = polynomial()

/** Adds or drops a part now and then. */
const rebuild: Mutation = (parent, random) => {
  if (random.float() >= 0.2) return tune(parent, random)
  const values = Array.from(parent.values)
  const isLonger = values.length < 2 || (values.length < 6 && random.float() < 0.5)
  const next = isLonger ? [...values, random.int(0, 1000)] : values.slice(0, -1)
  return clamp(planOf(next.length), next)
}
/** Each child has the head of one parent and the tail of the other. */
const graft: Bridge = ([a, b]) => [
  clamp(planOf(b.values.length), [a.values[0], ...b.values.slice(1)]),
  clamp(planOf(a.values.length), [b.values[0], ...a.values.slice(1)]),
]

/** Many parts of middling size are best, so that new species pay. */
const evaluate: Evaluate = (genomes) => ({
  goals: [
    { name: 'size', direction: 'max' },
    { name: 'spread', direction: 'min' },
  ],
  scores: Float64Array.from(
    genomes.flatMap(({ values }) => [
      values.reduce((sum, value) => sum + Math.min(value, 500), 0),
      values.reduce((sum, value) => sum + Math.abs(value - 300), 0) / values.length,
    ]),
  ),
})

async function run(search: Search): Promise<Generation[]> {
  const all: Generation[] = []
  for await (const generation of evolve(search)) all.push(generation)
  return all
}

describe('operators that make new species', () => {
  const operators = { mutation: rebuild, bridge: graft, shelter: { generations: 3, members: 2 } }
  const boxes = [
    nsga2(planOf(1), operators),
    nsga3(planOf(1), operators),
    singleObjective(planOf(1), operators),
    islands(nsga2(planOf(1), operators), { count: 2, every: 3 }),
  ]

  test.each(boxes.map((box) => [box.name, box] as const))(
    'fill %s with them, and it resumes to the bit',
    async (_, box) => {
      const search: Search = { ...box, evaluate, size: 20, generations: 12, seed: 3 }
      const all = await run(search)
      const whole = all[11]
      const species = new Set(all.flatMap(({ newborn }) => newborn.map(({ genome }) => genome.blueprint.name)))
      expect([...species].sort()).toContain('4 parts')
      expect(whole.log[11].species).toBeGreaterThan(1)
      expect(new Set(all.flatMap(({ newborn }) => newborn.map(({ operator }) => operator)))).toContain('bridge')
      for (const saved of all.slice(0, -1)) {
        const from = parseCheckpoint(toCheckpoint(saved))
        expect(from).toEqual(saved)
        const resumed = (await run({ ...search, from }))[11 - saved.number]
        expect(logbookHash(resumed.log)).toBe(logbookHash(whole.log))
        expect(toCheckpoint(resumed)).toBe(toCheckpoint(whole))
      }
    },
  )

  test('shelter a species from the generation it is first seen in', async () => {
    const worse: Evaluate = (genomes) => ({
      goals: [{ name: 'x', direction: 'min' }],
      scores: Float64Array.from(genomes, ({ values }) => values[0] + 10_000 * (values.length - 1)),
    })
    const first = new Map<string, number>()
    const alive = new Set<string>()
    const box = singleObjective(planOf(1), { mutation: rebuild, shelter: { generations: 2, members: 1 } })
    for (const { number, newborn, population } of await run({
      ...box,
      evaluate: worse,
      size: 12,
      generations: 6,
      seed: 1,
    })) {
      for (const { genome } of newborn) if (!first.has(genome.blueprint.name)) first.set(genome.blueprint.name, number)
      for (const { genome } of population) alive.add(`${genome.blueprint.name} in ${number}`)
    }
    expect(first.size).toBeGreaterThan(1)
    for (const [name, number] of first) expect(alive).toContain(`${name} in ${number}`)
  })
})

describe('operators of the caller', () => {
  const search = (options: Parameters<typeof nsga2>[1]) => ({
    ...nsga2([planOf(1), planOf(2)], { outbreeding: 1, ...options }),
    evaluate,
    size: 20,
    generations: 4,
    seed: 1,
  })
  const offGrid = (genome: Genome): Genome => ({ ...genome, values: genome.values.map(() => 0.5) })

  test.each([
    [
      search({ mutation: (parent) => offGrid(parent) }),
      'the child of an operator: part0 must be an integer from 0 to 1000',
    ],
    [search({ crossover: ([a, b]) => [offGrid(a), b] }), 'the child of an operator: part'],
    [search({ bridge: ([a]) => [offGrid(a)] }), 'the child of a bridge: part0 must be an integer from 0 to 1000'],
    [
      search({ bridge: ([a]) => [{ ...a, values: new Float64Array(9) }] }),
      'the child of a bridge: values.length must be',
    ],
  ])('whose children are not of their species are refused: %#', async (bad, message) => {
    await expect(run(bad)).rejects.toThrow(message)
  })

  test('a bridge without children does not hold up the run', async () => {
    const all = await run(search({ bridge: () => [] }))
    expect(all).toHaveLength(4)
    expect(all[3].newborn).toHaveLength(20)
  })

  test('a crossover that hands out what it keeps keeps it unchanged', async () => {
    const kept = new Map<Genome, Float64Array>()
    const keep = (genome: Genome) => {
      const copy = { ...genome, values: genome.values.slice() }
      kept.set(copy, copy.values.slice())
      return copy
    }
    await run(search({ crossover: ([a, b]) => [keep(a), keep(b)] }))
    expect(kept.size).toBeGreaterThan(20)
    for (const [genome, before] of kept) expect(genome.values).toEqual(before)
  })
})

test('without a shelter nothing gathers about species that are gone', async () => {
  const box = nsga2(planOf(1), { mutation: rebuild, bridge: graft })
  const generations = await run({ ...box, evaluate, size: 20, generations: 12, seed: 3 })
  expect(generations.some(({ log }) => log[log.length - 1].species > 1)).toBe(true)
  for (const { memory } of generations) expect(memory).toEqual({ species: null, own: null })
})

describe('a space', () => {
  test('lists each species once', () => {
    for (const make of [nsga2, nsga3, singleObjective, randomSearch]) {
      expect(() => make([planOf(1), planOf(2), planOf(1)])).toThrow(
        'space must be species that differ in name or genes, received "1 parts". List each blueprint once',
      )
    }
  })

  test('holds the species of every founder', () => {
    const founders = [clamp(planOf(2), [1, 2]), clamp(planOf(3), [1, 2, 3])]
    expect(() => ask(nsga2([planOf(1), planOf(2)]), begin('nsga2', { size: 4, seed: 1, founders }))).toThrow(
      'ask: the species of a founder must be one of the toolbox, gene for gene: 1 parts, 2 parts, received "3 parts". Add',
    )
    const [mine] = ask(
      nsga2([planOf(1), planOf(2)]),
      begin('nsga2', { size: 4, seed: 1, founders: [founders[0]] }),
    ).births
    expect(mine.genome).toBe(founders[0])
  })
})
