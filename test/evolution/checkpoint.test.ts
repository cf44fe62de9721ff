import { describe, expect, test } from 'vitest'
import { parseCheckpoint, toCheckpoint } from '../../src/evolution/checkpoint.ts'
import type { Evaluate } from '../../src/evolution/evaluation.ts'
import { evolve } from '../../src/evolution/evolve.ts'
import type { Generation } from '../../src/evolution/generation.ts'
import { nsga2 } from '../../src/evolution/nsga2.ts'
import { blueprint } from '../../src/genome/blueprint.ts'
import { real } from '../../src/genome/gene.ts'

const space = blueprint({ x: real(0, 1), y: real(0, 1) })
const goals = [
  { name: 'a', direction: 'min' },
  { name: 'b', direction: 'max' },
] as const
const evaluate: Evaluate = (genomes) => ({
  goals,
  scores: Float64Array.from(genomes.flatMap(({ values: [x, y] }) => [x < 0.1 ? Number.NaN : x, x * y])),
})

async function generation(): Promise<Generation> {
  let last: Generation | undefined
  for await (const each of evolve({ ...nsga2(space), evaluate, size: 6, generations: 3, seed: 1, clock: () => 5 }))
    last = each
  return last as Generation
}

const json = JSON.parse(toCheckpoint(await generation()))
const changed = (change: (copy: typeof json) => void): string => {
  const copy = structuredClone(json)
  change(copy)
  return JSON.stringify(copy)
}

describe('checkpoint', () => {
  test('is canonical: written again it is the same text', () => {
    const text = JSON.stringify(json)
    expect(toCheckpoint(parseCheckpoint(text))).toBe(toCheckpoint(parseCheckpoint(toCheckpoint(parseCheckpoint(text)))))
  })

  test('holds every genome and every individual once', async () => {
    const { population, newborn, archive } = await generation()
    expect(json.individuals).toHaveLength(new Set([...population, ...newborn, ...archive]).size)
    expect(json.blueprints).toHaveLength(1)
  })
})

describe('what is no checkpoint is refused', () => {
  test.each([
    ['{"version":1', 'parseCheckpoint: text must be JSON, received "{\\"version\\":1". The file may be cut short'],
    ['null', 'parseCheckpoint: version must be 1, received undefined.'],
    [
      changed((copy) => {
        copy.version = 2
      }),
      'parseCheckpoint: version must be 1, received 2. Go on with the version',
    ],
    [
      changed((copy) => {
        copy.extra = 1
      }),
      'Unrecognized key: "extra"',
    ],
    [
      changed((copy) => {
        copy.births.pop()
      }),
      'parseCheckpoint: births.length must be 3, the number of generations, received 2.',
    ],
    [
      changed((copy) => {
        copy.number = 4
      }),
      'parseCheckpoint: log.length must be 4, the number of generations, received 3.',
    ],
    [
      changed((copy) => {
        copy.log[0].extra = 1
      }),
      'log.0: Unrecognized key: "extra"',
    ],
    [
      changed((copy) => {
        delete copy.seed
      }),
      'seed: ',
    ],
    [
      changed((copy) => {
        copy.population[0] = 999
      }),
      'parseCheckpoint: a place in population must be below',
    ],
    [
      changed((copy) => {
        copy.genomes[0].values[0] = 7
      }),
      'parseCheckpoint: genome 0: x must be a number from 0 to 1',
    ],
    [
      changed((copy) => {
        copy.genomes[0].values = []
      }),
      'parseCheckpoint: genome 0: values.length must be 2',
    ],
    [
      changed((copy) => {
        copy.blueprints[0].genes = []
      }),
      'at least one gene',
    ],
    [
      changed((copy) => {
        copy.individuals[0].scores[0] = 'many'
      }),
      'individuals.0.scores.0',
    ],
  ])('%#', (text, message) => {
    const act = () => parseCheckpoint(text)
    expect(act).toThrow(message)
    expect(act).toThrow(expect.objectContaining({ code: 'invalid-state' }))
  })
})
