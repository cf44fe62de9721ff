import { describe, expect, test } from 'vitest'
import { ask } from '../../src/evolution/ask.ts'
import { bayesianSearch } from '../../src/evolution/bayesian-search.ts'
import { parseCheckpoint, toCheckpoint } from '../../src/evolution/checkpoint.ts'
import type { Evaluate } from '../../src/evolution/evaluation.ts'
import { evolve, type Search } from '../../src/evolution/evolve.ts'
import { begin, type Generation } from '../../src/evolution/generation.ts'
import { islands } from '../../src/evolution/islands.ts'
import { logbookHash } from '../../src/evolution/logbook.ts'
import { nsga2 } from '../../src/evolution/nsga2.ts'
import { nsga3 } from '../../src/evolution/nsga3.ts'
import { randomSearch } from '../../src/evolution/random-search.ts'
import { singleObjective } from '../../src/evolution/single-objective.ts'
import { tell } from '../../src/evolution/tell.ts'
import type { Toolbox } from '../../src/evolution/toolbox.ts'
import { blueprint } from '../../src/genome/blueprint.ts'
import { flag, int, oneOf, real } from '../../src/genome/gene.ts'
import { GenomeSet } from '../../src/genome/genome-set.ts'
import { randomFrom } from '../../src/random/random-from.ts'

const space = [
  blueprint(
    { period: int(2, 200, { scale: 'log' }), width: real(0.5, 3), side: oneOf('long', 'short', 'both') },
    { name: 'trend' },
  ),
  blueprint({ rate: real(0.001, 1, { scale: 'log' }), isOn: flag() }, { name: 'carry' }),
]

/** Two goals that disagree, one of them to maximise; a constraint; and genomes that fail in three ways. */
const evaluate: Evaluate = (genomes) => {
  const scores = new Float64Array(2 * genomes.length)
  const violations = new Float64Array(genomes.length)
  const faults = genomes.map(({ values }, i) => {
    const [a, b] = values
    scores[2 * i] = Math.log(1 + a) - b
    scores[2 * i + 1] = a * (1 + b)
    violations[i] = a > 150 ? a - 150 : 0
    if (Math.floor(a * 1000) % 23 === 0) scores[2 * i] = Number.NaN
    return Math.floor(a * 1000) % 29 === 0 ? 'time-out' : null
  })
  const goals = [
    { name: 'profit', direction: 'max' },
    { name: 'risk', direction: 'min' },
  ] as const
  return { goals, scores, violations, faults }
}

const TOOLBOXES: readonly Toolbox[] = [
  nsga2(space),
  nsga3(space),
  singleObjective(space),
  randomSearch(space),
  bayesianSearch(space, { batch: 5, memory: 40 }),
  nsga2(space, { shelter: { generations: 5, members: 3 }, bridge: ([a, b]) => [b, a] }),
  islands(nsga2(space), { count: 3, every: 2 }),
  islands(nsga3(space), { count: 2, every: 3, topology: 'full' }),
]

const searchOf = (toolbox: Toolbox, more: Partial<Search> = {}): Search => {
  return { ...toolbox, evaluate, size: 20, generations: 12, seed: 7, ...more }
}

async function run(search: Search): Promise<Generation[]> {
  const all: Generation[] = []
  for await (const generation of evolve(search)) all.push(generation)
  return all
}

async function last(search: Search): Promise<Generation> {
  return (await run(search)).at(-1) as Generation
}

describe.each(TOOLBOXES.map((toolbox) => [toolbox.name, toolbox] as const))('%s', (_, toolbox) => {
  test('gives equal generations for equal arguments, and others for another seed', async () => {
    const [once, twice, other] = [
      await last(searchOf(toolbox)),
      await last(searchOf(toolbox)),
      await last(searchOf(toolbox, { seed: 8 })),
    ]
    expect(twice).toEqual(once)
    expect(logbookHash(other.log)).not.toBe(logbookHash(once.log))
  })

  test('does not depend on when an evaluation answers', async () => {
    const late: Evaluate = async (genomes, options) => {
      await Promise.resolve()
      return evaluate(genomes, options)
    }
    expect(await last(searchOf(toolbox, { evaluate: late }))).toEqual(await last(searchOf(toolbox)))
  })

  test('goes on from a checkpoint of any generation as the run itself would have', async () => {
    const all = await run(searchOf(toolbox))
    const whole = all.at(-1) as Generation
    for (const generation of all) {
      const from = parseCheckpoint(toCheckpoint(generation))
      expect(from).toEqual(generation)
      if (generation === whole) continue
      expect(await last(searchOf(toolbox, { from }))).toEqual(whole)
    }
  })

  test('keeps the rules of a generation', async () => {
    for (const { number, population, newborn, archive, log, births, evaluations } of await run(searchOf(toolbox))) {
      const seen = new GenomeSet()
      expect(newborn.every(({ genome }) => seen.add(genome))).toBe(true)
      expect(log).toHaveLength(number)
      expect(births.flat()).toHaveLength(evaluations)
      expect(population.length).toBeLessThanOrEqual(toolbox.name === 'bayesian-search' ? 40 : 20)
      expect(archive.some(({ violation }) => violation > 0)).toBe(false)
      expect(log.at(-1)).toMatchObject({ generation: number, evaluations, newborn: newborn.length })
    }
  })
})

test('resumes at 20 random places, stopped in the middle of a generation, with the logbook of a whole run', async () => {
  const whole = logbookHash((await last(searchOf(nsga2(space), { generations: 25 }))).log)
  const random = randomFrom('cuts')
  for (let trial = 0; trial < 20; trial++) {
    const cut = random.int(1, 24)
    const controller = new AbortController()
    let batches = 0
    const stopped: Evaluate = (genomes, options) => {
      if (batches++ < cut) return evaluate(genomes, options)
      controller.abort(new Error('enough'))
      return new Promise(() => {})
    }
    let saved = ''
    const partial = searchOf(nsga2(space), { generations: 25, evaluate: stopped, signal: controller.signal })
    await expect(async () => {
      for await (const generation of evolve(partial)) saved = toCheckpoint(generation)
    }).rejects.toThrow('enough')
    const from = parseCheckpoint(saved)
    expect(from.number).toBe(cut)
    expect(logbookHash((await last(searchOf(nsga2(space), { generations: 25, from }))).log)).toBe(whole)
  }
})

describe('ask and tell', () => {
  const box = nsga2(space)
  const start = begin('nsga2', { size: 10, seed: 3 })

  test('change nothing: asked twice they answer the same, and the generation before stays', async () => {
    const brood = ask(box, start)
    expect(ask(box, start)).toEqual(brood)
    const evaluation = await evaluate(
      brood.births.map(({ genome }) => genome),
      {},
    )
    const next = tell(box, start, { brood, evaluation })
    const before = structuredClone(toCheckpoint(next))
    const third = tell(box, next, {
      brood: ask(box, next),
      evaluation: await evaluate(
        ask(box, next).births.map(({ genome }) => genome),
        {},
      ),
    })
    expect(third.number).toBe(2)
    expect(toCheckpoint(next)).toBe(before)
    expect(start.number).toBe(0)
  })

  test('refuse another toolbox, other goals, and too few scores', () => {
    expect(() => ask(nsga3(space), start)).toThrow('ask: generation.toolbox must be nsga3, received "nsga2".')
    const brood = ask(box, start)
    const one = [{ name: 'a', direction: 'min' }] as const
    const next = tell(box, start, { brood, evaluation: { goals: one, scores: new Float64Array(10) } })
    const second = ask(box, next)
    const two = [...one, { name: 'b', direction: 'min' }] as const
    const wide = { goals: two, scores: new Float64Array(2 * second.births.length) }
    expect(() => tell(box, next, { brood: second, evaluation: wide })).toThrow(
      'tell: goals must be a (min), as in the generations before, received "a (min), b (min)".',
    )
    const other = blueprint({ x: int(0, 10_000) })
    expect(() => ask(nsga2(other), next)).toThrow('The space has changed: begin a new search.')
    expect(() => tell(box, start, { brood, evaluation: { goals: one, scores: new Float64Array(9) } })).toThrow(
      'judge: scores.length must be 10, one number per genome and goal, received 9.',
    )
  })
})

describe('what an evaluation returns', () => {
  const goals = [{ name: 'x', direction: 'min' }] as const
  const scores = new Float64Array(20)
  test.each([
    [undefined, 'judge: the evaluation must be an object, received undefined. Return { goals, scores } from evaluate.'],
    [{ goals: [], scores }, 'judge: goals must be an array of at least one goal'],
    [{ goals: [{ name: 'x' }], scores }, "judge: a goal must be a name and a direction, 'max' or 'min'"],
    [{ goals: [...goals, ...goals], scores }, 'judge: goals must be named once each, received "x".'],
    [{ goals, scores: [1] }, 'judge: scores must be a Float64Array'],
    [{ goals, scores, faults: 'late' }, 'judge: faults must be an array, received "late".'],
    [{ goals, scores, faults: ['late'] }, 'judge: faults.length must be 20, one per genome, received 1.'],
    [
      { goals, scores, faults: new Array(20).fill(5) },
      'judge: faults[0] must be text, or null where there is none, received 5.',
    ],
    [{ goals, scores, violations: scores.map(() => -1) }, 'judge: violations[0] must be at least 0, received -1.'],
  ])('is refused when it is %j', async (evaluation, message) => {
    const act = last(searchOf(nsga2(space), { evaluate: (() => evaluation) as unknown as Evaluate }))
    await expect(act).rejects.toThrow(message)
  })

  test.each(TOOLBOXES.map((toolbox) => [toolbox.name, toolbox] as const))(
    'may be constant, infinite or enormous for %s',
    async (_, toolbox) => {
      const two = [...goals, { name: 'y', direction: 'max' }] as const
      const odd = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_VALUE, -Number.MAX_VALUE]
      for (const kinds of [[0], odd, [Number.POSITIVE_INFINITY]]) {
        const strange: Evaluate = (genomes) => ({
          goals: two,
          scores: Float64Array.from({ length: 2 * genomes.length }, (__, i) => kinds[(7 * i) % kinds.length]),
        })
        const end = await last(searchOf(toolbox, { evaluate: strange, generations: 4 }))
        expect(end.number).toBe(4)
        expect(parseCheckpoint(toCheckpoint(end))).toEqual(end)
      }
    },
  )
})

describe('faults', () => {
  const goals = [{ name: 'x', direction: 'min' }] as const
  const plan = blueprint({ x: int(0, 10_000) })

  test('are data: counted, ranked last, and never a parent while others live', async () => {
    const failing: Evaluate = (genomes) => ({
      goals,
      scores: Float64Array.from(genomes, ({ values }) => (values[0] % 2 === 0 ? Number.NaN : values[0])),
    })
    const all = await run(searchOf(nsga2(plan), { evaluate: failing }))
    const births = new Map(
      all.flatMap(({ newborn }) => newborn.map((individual) => [individual.id, individual] as const)),
    )
    for (const { newborn, log, population } of all) {
      const faults = newborn.filter(({ fault }) => fault !== undefined)
      expect(log.at(-1)?.faults).toBe(faults.length)
      for (const { fault, scores } of faults) expect([fault, ...scores]).toEqual(['x is NaN', Number.POSITIVE_INFINITY])
      for (const { parents } of newborn) for (const id of parents) expect(births.get(id)?.fault).toBeUndefined()
      const first = population.findIndex(({ fault }) => fault !== undefined)
      if (first >= 0) expect(population.slice(first).every(({ fault }) => fault !== undefined)).toBe(true)
    }
  })

  test('are no parents even on an island that has nobody else', async () => {
    const failing: Evaluate = (genomes) => ({
      goals,
      scores: Float64Array.from(genomes, ({ values }, i) => (i % 3 === 0 ? values[0] : Number.NaN)),
    })
    const all = await run(searchOf(islands(nsga2(plan), { count: 3, every: 100 }), { evaluate: failing }))
    const faults = new Set(all.flatMap(({ newborn }) => newborn.flatMap(({ id, fault }) => (fault ? [id] : []))))
    expect(all[0].population.some(({ fault }) => fault !== undefined)).toBe(true)
    for (const { newborn } of all)
      expect(newborn.some(({ parents }) => parents.some((id) => faults.has(id)))).toBe(false)
  })

  test('of a whole generation stop the run with the first one', async () => {
    const broken: Evaluate = (genomes) => ({
      goals,
      scores: new Float64Array(genomes.length).fill(Number.NaN),
      faults: genomes.map((_, i) => `no data in row ${i}`),
    })
    const act = last(searchOf(nsga2(plan), { evaluate: broken }))
    await expect(act).rejects.toThrow(
      'all 20 genomes of generation 1 could not be judged. The first fault: no data in row 0.',
    )
    await expect(act).rejects.toMatchObject({ code: 'failed-generation' })
  })

  test('an exception of the evaluation itself passes through', async () => {
    const throwing: Evaluate = () => Promise.reject(new Error('worker gone'))
    await expect(last(searchOf(nsga2(plan), { evaluate: throwing }))).rejects.toThrow('worker gone')
  })
})

describe('the end', () => {
  test('comes by itself when the space is used up', async () => {
    const plan = blueprint({ x: int(0, 29) })
    const goals = [{ name: 'x', direction: 'min' }] as const
    const all = (genomes: Parameters<Evaluate>[0]) => ({
      goals,
      scores: Float64Array.from(genomes, ({ values }) => values[0]),
    })
    const { evaluations, log } = await last({
      ...randomSearch(plan),
      evaluate: all,
      size: 60,
      until: () => false,
      seed: 1,
    })
    expect(evaluations).toBe(30)
    expect(log).toHaveLength(1)
  })

  test.each(TOOLBOXES.map((toolbox) => [toolbox.name, toolbox] as const))(
    'comes to %s in a space of two, smaller than its islands',
    async (_, toolbox) => {
      const [pair] = [blueprint({ isOn: flag() })]
      const makes = { nsga2, nsga3, 'single-objective': singleObjective, 'random-search': randomSearch }
      const kind = toolbox.name.split(' on ')[0] as keyof typeof makes
      const make = makes[kind] ?? bayesianSearch
      const box = toolbox.name.includes('islands') ? islands(make(pair), { count: 3 }) : make(pair)
      const end = await last({
        ...box,
        evaluate: ({ length }) => ({ goals: [{ name: 'x', direction: 'min' }], scores: new Float64Array(length) }),
        size: 9,
        until: () => false,
        seed: 1,
      })
      expect(end.evaluations).toBe(2)
    },
  )

  test('comes with until, and break leaves a generation to go on from', async () => {
    const all = await run({ ...nsga2(space), evaluate, size: 20, seed: 7, until: ({ number }) => number >= 3 })
    expect(all).toHaveLength(3)
    const whole = await last(searchOf(nsga2(space)))
    expect(await last(searchOf(nsga2(space), { from: all[2] }))).toEqual(whole)
  })

  test.each(['until', 'clock'])('refuses %s when it is no function', async (part) => {
    await expect(last(searchOf(nsga2(space), { [part]: 5 }))).rejects.toThrow(
      `evolve: ${part} must be a function, received 5.`,
    )
  })

  test('an evaluation that aborts its own run and throws leaves no rejection behind', async () => {
    const unheard: unknown[] = []
    const hear = (reason: unknown) => unheard.push(reason)
    process.on('unhandledRejection', hear)
    const controller = new AbortController()
    const stopping: Evaluate = (_, { signal }) => {
      controller.abort(new Error('enough'))
      signal?.throwIfAborted()
      throw new Error('never here')
    }
    const search = searchOf(nsga2(space), { evaluate: stopping, signal: controller.signal })
    await expect(last(search)).rejects.toThrow('enough')
    await new Promise((resolve) => setTimeout(resolve, 5))
    process.off('unhandledRejection', hear)
    expect(unheard).toEqual([])
  })

  test('an aborted signal stops before anything is judged', async () => {
    let batches = 0
    const counted: Evaluate = (genomes, options) => {
      batches++
      return evaluate(genomes, options)
    }
    const search = searchOf(nsga2(space), { evaluate: counted, signal: AbortSignal.abort(new Error('never')) })
    await expect(last(search)).rejects.toThrow('never')
    expect(batches).toBe(0)
  })
})

describe('what a run keeps', () => {
  test('is never written to again', async () => {
    const birth = new Map<string, Float64Array>()
    for await (const { newborn, population, archive } of evolve(searchOf(nsga2(space)))) {
      for (const { id, genome } of newborn) birth.set(id, genome.values.slice())
      for (const { id, genome } of [...newborn, ...population, ...archive]) expect(genome.values).toEqual(birth.get(id))
    }
  })

  test.each([0, 1, 3])(
    'is the births of %d generations when so many are asked for, resumed or not',
    async (genealogy) => {
      const all = await run(searchOf(nsga2(space), { genealogy }))
      const unbounded = await run(searchOf(nsga2(space)))
      for (const [i, { births, log }] of all.entries()) {
        expect(births).toHaveLength(i + 1)
        const kept = unbounded[i].births.map((born, g) => (g + genealogy > i ? born : []))
        expect(births).toEqual(kept)
        expect(log).toEqual(unbounded[i].log)
      }
      const from = parseCheckpoint(toCheckpoint(all[6]))
      expect(await last(searchOf(nsga2(space), { genealogy, from }))).toEqual(all[11])
      expect(await last(searchOf(nsga2(space), { from }))).toEqual(all[11])
    },
  )

  test('stays what it was when it goes on', async () => {
    const reference = [-1, 1000]
    const limits = { archive: 7, genealogy: 2, reference }
    const all = await run(searchOf(nsga2(space), { ...limits, generations: 4 }))
    const from = all[1]
    expect(await last(searchOf(nsga2(space), { ...limits, from, generations: 4 }))).toEqual(all[3])
    await expect(last(searchOf(nsga2(space), { from, archive: 8 }))).rejects.toThrow(
      'evolve: archive must be 7, as in the run to go on with, received 8.',
    )
    await expect(last(searchOf(nsga2(space), { from, genealogy: Number.POSITIVE_INFINITY }))).rejects.toThrow(
      'evolve: genealogy must be 2, as in the run to go on with, received Infinity.',
    )
    await expect(last(searchOf(nsga2(space), { from, reference: [-1, 999] }))).rejects.toThrow(
      'evolve: reference must be -1, 1000, as in the run to go on with, received "-1, 999".',
    )
  })
})

describe('founders', () => {
  test('are judged first, each once', async () => {
    const [mine] = ask(nsga2(space), begin('nsga2', { size: 4, seed: 99 })).births
    const [first] = await run(searchOf(nsga2(space), { founders: [mine.genome, mine.genome] }))
    expect(first.newborn[0].genome.values).toEqual(mine.genome.values)
    expect(first.newborn).toHaveLength(20)
    expect(first.log[0].duplicates).toBe(1)
  })
})

test.each([
  [{ size: 1 }, 'begin: size must be an integer of at least 2, received 1.'],
  [{ generations: 0 }, 'evolve: generations must be an integer of at least 1, received 0.'],
  [{ generations: undefined }, 'evolve: generations must be given when until is not'],
  [{ evaluate: undefined }, 'evolve: evaluate must be a function, received undefined. Spread a toolbox'],
  [{ sise: 9 }, 'Did you mean "size"?'],
  [{ archive: -1 }, 'begin: archive must be an integer of at least 0, received -1.'],
  [{ reference: [1] }, 'tell: reference.length must be 2, one number per goal'],
  [{ from: {} }, 'evolve: from must be a generation, received an object. Pass what evolve yielded'],
  [{ from: begin('nsga2', { size: 9, seed: 7 }) }, 'evolve: size must be 9, as in the run to go on with, received 20.'],
])('refuses %j', async (more, message) => {
  const { generations, ...rest } = searchOf(nsga2(space), more as Partial<Search>)
  await expect(last({ ...rest, ...(generations === undefined ? {} : { generations }) })).rejects.toThrow(message)
})

test('an empty space is refused', () => {
  for (const make of [nsga2, nsga3, singleObjective, randomSearch, bayesianSearch]) {
    expect(() => make(null as never)).toThrow('space must be a blueprint or a list of at least one, received null.')
    expect(() => make([])).toThrow('space must be a blueprint or a list of at least one')
  }
})
