import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OrganismError } from '../../src/base/error.ts'
import { int } from '../../src/genome/gene.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { checkStrategy } from '../../src/strategy/check-strategy.ts'
import { expose } from '../../src/strategy/expose.ts'
import { parseStrategy, strategyJsonSchema, strategySchema } from '../../src/strategy/parse-strategy.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { seed } from '../../src/strategy/seed.ts'
import type { Strategy } from '../../src/strategy/strategy.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { chanceMarket } from './markets.ts'
import { anyStrategy, calm, cut, half, known, swing, third, trend } from './seeds.ts'

const entry = partOf(trend)
const withGene = (name: string, value: unknown) => ({ parts: [{ ...entry, genes: { ...entry.genes, [name]: value } }] })
const { fast: _, ...incomplete } = entry.genes

/** Every bad input with what is said of it. */
const BAD: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['no object', 'trend', ['strategy: must be an object with parts, received "trend"']],
  ['null', null, ['strategy: must be an object with parts, received null']],
  ['no parts', {}, ['parts: must be an array of at least one part, received undefined']],
  ['empty parts', { parts: [] }, ['parts: must be an array of at least one part, received an array of length 0']],
  [
    'a part that is none',
    { parts: [entry, 3] },
    ['parts[1]: must be a part: an object with seed, version and genes, received 3'],
  ],
  [
    'unknown seed',
    { parts: [{ ...entry, seed: 'trent' }] },
    ['parts[0].seed: must be the name of a seed of the catalogue (did you mean \'trend\'?), received "trent"'],
  ],
  [
    'seed that is like none',
    { parts: [entry, { seed: 'martingale', version: 1, genes: {} }] },
    [
      'parts[1].seed: must be the name of a seed of the catalogue (add the seed to the catalogue), received "martingale"',
    ],
  ],
  [
    'seed that no text can be made of',
    { parts: [{ ...entry, seed: Object.create(null) }] },
    ['parts[0].seed: must be the name of a seed'],
  ],
  [
    'list with a hole',
    { parts: Object.assign([entry], { 2: entry }) },
    ['parts[1]: must be a part: an object with seed, version and genes, received undefined'],
  ],
  ['seed that is no name', { parts: [{ ...entry, seed: 5 }] }, ['parts[0].seed: must be the name of a seed']],
  [
    'wrong version',
    { parts: [{ ...entry, version: 2 }] },
    [
      'parts[0].version: of trend must be 1, the version of the catalogue (equal genes mean another rule in another version',
    ],
  ],
  ['missing version', { parts: [{ seed: 'trend', genes: entry.genes }] }, ['parts[0].version: of trend must be 1']],
  [
    'missing genes',
    { parts: [{ seed: 'trend', version: 1 }] },
    ['parts[0].genes: of trend must be an object of its genes, received undefined'],
  ],
  [
    'missing gene',
    { parts: [{ ...entry, genes: incomplete }] },
    ['parts[0].genes.fast: of trend must be an integer from 2 to 20, received undefined'],
  ],
  [
    'inherited gene',
    { parts: [{ ...entry, genes: Object.create(entry.genes) }] },
    ['genes.fast: of trend must be', 'genes.gap: of trend must be', 'genes.side: of trend must be'],
  ],
  [
    'out of range',
    withGene('fast', 21),
    ['parts[0].genes.fast: of trend must be an integer from 2 to 20, received 21'],
  ],
  [
    'off the grid',
    withGene('fast', 5.5),
    ['parts[0].genes.fast: of trend must be an integer from 2 to 20, received 5.5'],
  ],
  [
    'a number in quotes',
    withGene('fast', '5'),
    ['parts[0].genes.fast: of trend must be an integer from 2 to 20, received "5"'],
  ],
  [
    'no number',
    withGene('fast', Number.NaN),
    ['parts[0].genes.fast: of trend must be an integer from 2 to 20, received NaN'],
  ],
  [
    'no option',
    withGene('side', 'up'),
    ['parts[0].genes.side: of trend must be one of both, long, short, received "up"'],
  ],
  [
    'a flag as a number',
    { parts: [partOf(swing, { isContrary: 1 })] },
    ['parts[0].genes.isContrary: of swing must be true or false, received 1'],
  ],
  [
    'too many digits',
    { parts: [partOf(swing, { share: 0.123 })] },
    ['of swing must be a number from 0.1 to 1 in steps of 0.1, received 0.123'],
  ],
  ['unknown gene', withGene('fasst', 5), ['parts[0].genes.fasst: is no known key; did you mean fast?, received 5']],
  ['unknown key of a part', { parts: [{ ...entry, weight: 2 }] }, ['parts[0].weight: is no known key, received 2']],
  [
    'unknown key',
    { parts: [entry], agrement: 0.5 },
    ['agrement: is no known key; did you mean agreement?, received 0.5'],
  ],
  [
    'agreement out of range',
    { parts: [entry], agreement: 1.1 },
    ['agreement: must be a number from 0 to 1 with 2 decimal places, received 1.1'],
  ],
  [
    'agreement off the grid',
    { parts: [entry], agreement: 0.333 },
    ['agreement: must be a number from 0 to 1 with 2 decimal places'],
  ],
  ['too many parts', { parts: Array(65).fill(entry) }, ['parts.length: must be at most 64, received 65']],
  [
    'no bars',
    { parts: [{ ...entry, every: 0 }] },
    ['parts[0].every: must be a whole number of bars from 1 to 10000, received 0'],
  ],
  ['half a bar', { parts: [{ ...entry, every: 1.5 }] }, ['parts[0].every: must be a whole number of bars']],
  ['too many bars', { parts: [{ ...entry, every: 10_001 }] }, ['parts[0].every: must be a whole number of bars']],
  [
    'a stop on coarser bars',
    { parts: [entry, { ...partOf(cut), every: 4 }] },
    ['parts[1].every: of cut must be left out: a stop watches every bar of the market, received 4'],
  ],
  [
    'no entry',
    { parts: [partOf(calm), partOf(cut)] },
    ['parts: must have an entry: the other roles only act on one, received "calm, cut"'],
  ],
  [
    'two sizes',
    { parts: [entry, partOf(half), partOf(third)] },
    ['parts: must have one size at most, received "half, third"'],
  ],
  [
    'everything at once',
    {
      parts: [
        { ...partOf(calm), genes: { period: 1, level: 200, x: 1 } },
        partOf(half),
        { ...partOf(half), every: -1 },
      ],
      agreement: '1',
      note: '',
    },
    [
      'note: is no',
      'agreement: must',
      'genes.x: is no',
      'genes.period: of calm',
      'genes.level: of calm',
      'parts[2].every',
      'must have an entry',
      'must have one size',
    ],
  ],
]

describe('parseStrategy', () => {
  test.each(BAD)('%s is refused, everything at once', (_name, json, messages) => {
    let error: unknown
    try {
      parseStrategy(json, known)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(OrganismError)
    const { message, code, problems } = error as OrganismError
    expect(code).toBe('invalid-json')
    for (const part of messages) expect(message).toContain(part)
    expect(problems.length).toBe(messages.length)
    expect(message).toContain(
      `parseStrategy: ${messages.length} ${messages.length === 1 ? 'entry does' : 'entries do'} not fit a strategy.`,
    )
  })

  test('the same is refused by the other doors', () => {
    for (const [, json] of BAD) {
      expect(() => checkStrategy(json, known)).toThrow('checkStrategy: ')
      expect(() => expose(json as Strategy, chanceMarket(1), new Workspace(known))).toThrow('expose: ')
    }
  })

  test('what goes without saying is left out, what does not is kept', () => {
    const json = { agreement: 0, parts: [{ ...entry, every: 1 }] }
    expect(parseStrategy(json, known)).toEqual({ parts: [entry] })
    expect(parseStrategy({ agreement: 0.5, parts: [{ ...entry, every: 2 }] }, known)).toEqual({
      agreement: 0.5,
      parts: [{ ...entry, every: 2 }],
    })
  })
})

describe('strategySchema', () => {
  const schema = strategySchema(known)

  test('refuses what parseStrategy refuses', () => {
    // A schema reads inherited keys as well; JSON has none.
    for (const [name, json] of BAD.filter(([name]) => name !== 'inherited gene')) {
      expect([name, schema.safeParse(json).success]).toEqual([name, false])
    }
  })

  test('takes what parseStrategy takes', () => {
    fc.assert(
      fc.property(anyStrategy, (strategy) => {
        expect(schema.parse(strategy)).toEqual(strategy)
      }),
    )
  })

  test('becomes a JSON schema with the seeds, their ideas, ranges and defaults', () => {
    const tiny = catalogue([
      seed({
        ...trend,
        name: 'tiny',
        idea: 'A test.',
        genes: { period: int(2, 9, { default: 4 }) },
        say: () => '',
        warmup: () => 0,
      }),
    ])
    expect(strategyJsonSchema(tiny)).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
      required: ['parts'],
      properties: {
        agreement: { type: 'number', minimum: 0, maximum: 1, default: 0 },
        parts: {
          type: 'array',
          minItems: 1,
          maxItems: 64,
          items: {
            oneOf: [
              {
                type: 'object',
                description: 'entry: A test.',
                additionalProperties: false,
                required: ['seed', 'version', 'genes'],
                properties: {
                  seed: { type: 'string', const: 'tiny' },
                  version: { type: 'number', const: 1 },
                  every: { type: 'integer', minimum: 1, maximum: 10_000 },
                  genes: {
                    type: 'object',
                    additionalProperties: false,
                    required: ['period'],
                    properties: { period: { type: 'integer', minimum: 2, maximum: 9, default: 4 } },
                  },
                },
              },
            ],
          },
        },
      },
    })
  })
})
