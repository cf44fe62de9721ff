import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { blueprint } from '../../src/genome/blueprint.ts'
import { flag, int, oneOf, real } from '../../src/genome/gene.ts'
import { clamp, phenotype } from '../../src/genome/genome.ts'
import { blueprintToJson, genomeSchema, parseBlueprint, parseGenome } from '../../src/genome/genome-json.ts'
import { anyBlueprint, anyGenomes } from '../arbitraries/genomes.ts'

const plan = blueprint({
  period: int(2, 50),
  width: real(0, 1, { digits: 2 }),
  side: oneOf('long', 'short'),
  isOn: flag(),
})

describe('JSON', () => {
  test('of a genome leads back to it', () => {
    fc.assert(
      fc.property(anyGenomes(1), ([genome]) => {
        const json = JSON.parse(JSON.stringify(phenotype(genome)))
        expect(parseGenome(genome.blueprint, json).values).toEqual(genome.values)
      }),
    )
  })

  test('of a blueprint leads back to one with the same key', () => {
    fc.assert(
      fc.property(anyBlueprint, (any) => {
        expect(parseBlueprint(JSON.parse(JSON.stringify(blueprintToJson(any))))).toEqual(any)
      }),
    )
  })

  test('schema becomes a JSON schema that names every gene', () => {
    expect(z.toJSONSchema(genomeSchema(plan))).toMatchObject({
      type: 'object',
      required: ['period', 'width', 'side', 'isOn'],
      additionalProperties: false,
      properties: { period: { type: 'integer', minimum: 2, maximum: 50 }, side: { enum: ['long', 'short'] } },
    })
  })
})

describe('bad JSON', () => {
  test('is refused with everything that is wrong', () => {
    const act = () => parseGenome(plan, { period: 2.5, width: 0.123, side: 'left', isOn: 1, extra: 0 })
    expect(act).toThrow(expect.objectContaining({ code: 'invalid-json' }))
    try {
      act()
    } catch (error) {
      const { problems } = error as { problems: { field: string }[] }
      expect(problems.map(({ field }) => field).sort()).toEqual(['genome', 'isOn', 'period', 'side', 'width'])
    }
  })

  test.each([null, 7, [], 'x', {}])('%j is no genome and no blueprint', (json) => {
    expect(() => parseGenome(plan, json)).toThrow(expect.objectContaining({ code: 'invalid-json' }))
    expect(() => parseBlueprint(json)).toThrow(expect.objectContaining({ code: 'invalid-json' }))
  })

  test('refuses a gene that is named twice', () => {
    const twice = {
      name: 'x',
      genes: [
        ['a', { kind: 'flag' }],
        ['a', { kind: 'flag' }],
      ],
    }
    expect(() => parseBlueprint(twice)).toThrow('parseBlueprint: genes must be named once each, received "a".')
  })
})

test('equal phenotypes have equal values', () => {
  expect(clamp(plan, [14.2, 0.301, 1, 1]).values).toEqual(clamp(plan, [13.9, 0.299, 1, 1]).values)
})
