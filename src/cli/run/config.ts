import * as z from 'zod'
import { OrganismError } from '../../base/error.ts'
import { refuseAll } from '../../base/problems.ts'

/** Seeds that fit models at every step: three orders slower than a rule, so they are searched only when named. */
export const LEARNERS: readonly string[] = ['linear-svc-classifier', 'pca-tree-quantile']

const ALGORITHMS = ['nsga2', 'nsga3', 'single', 'bayesian', 'random'] as const

const objective = () =>
  z.union([z.string(), z.looseObject({ name: z.string() })]).describe('name of an objective, or { name, ...options }')

/** Everything that decides what a run finds, and where it is kept. */
export interface RunConfig {
  readonly markets: readonly string[]
  readonly csv: Readonly<Record<string, string>>
  readonly seeds?: readonly string[] | undefined
  readonly parts: number
  readonly objectives: readonly (string | { readonly name: string; readonly [option: string]: unknown })[]
  readonly folds: number
  readonly across: Readonly<Record<string, unknown>>
  readonly minimum: Readonly<Record<string, unknown>>
  readonly warmup?: number | undefined
  readonly unseen: number
  readonly execution: 'perpetual' | 'spot' | 'frictionless' | Readonly<Record<string, unknown>>
  readonly algorithm: (typeof ALGORITHMS)[number]
  readonly size: number
  readonly generations: number
  readonly seed: number | string
  readonly threads: number | 'auto'
  /** Folder of the run; by default the next free number below `runs`. */
  readonly out?: string | undefined
}

/** A configuration of which anything may be left out. */
export type RunConfigInput = Partial<RunConfig>

/** What a configuration may hold. Over budget: one line per option of a run. */
function schema() {
  return z.strictObject({
    $schema: z.string().describe('where an editor finds this schema').optional(),
    markets: z
      .array(z.string())
      .describe('files of bars, from where the configuration stands; none: a sample')
      .default([]),
    csv: z
      .record(z.string(), z.string())
      .describe('how the files are written, as the options of the reader')
      .default({}),
    seeds: z
      .array(z.string())
      .min(1)
      .describe('names of seeds to breed from; every rule the markets can serve')
      .optional(),
    parts: z.int().min(1).max(8).describe('most parts of a strategy').default(4),
    objectives: z
      .array(objective())
      .min(1)
      .describe('what is aimed at')
      .default(['sharpe', 'consistency', 'max-drawdown', 'turnover']),
    folds: z.int().min(1).max(100).describe('stretches of the searched bars that are scored apart').default(6),
    across: z.looseObject({}).describe('how scores of folds and markets are brought together').default({}),
    minimum: z.looseObject({}).describe('what a strategy must reach to be feasible').default({ trades: 10 }),
    warmup: z
      .int()
      .min(0)
      .describe('bars at the start that only warm indicators; a fifth of the searched, 400 at most')
      .optional(),
    unseen: z.number().gt(0.1).lt(0.9).describe('share of the newest bars that is sealed from the search').default(0.4),
    execution: z
      .union([z.enum(['perpetual', 'spot', 'frictionless']), z.looseObject({})])
      .describe('how orders fill and what they cost: a name, or all of it')
      .default('perpetual'),
    algorithm: z.enum(ALGORITHMS).default('nsga2'),
    size: z.int().min(2).max(100_000).describe('strategies of a generation').default(128),
    generations: z.int().min(1).max(100_000).default(30),
    seed: z.union([z.number(), z.string()]).describe('where chance begins: equal seeds, equal runs').default(42),
    threads: z
      .union([z.int().min(1), z.literal('auto')])
      .describe('no part of the result')
      .default('auto'),
    out: z.string().min(1).describe('folder of the run; the next free number below runs').optional(),
  })
}

/** The configuration as a JSON schema, for editors. */
export function configJsonSchema(): object {
  return z.toJSONSchema(schema(), { io: 'input' })
}

/** Checks a configuration and fills in its defaults; everything that is wrong is listed with its path. */
export function checkConfig(where: string, json: unknown): RunConfig {
  const parsed = schema().safeParse(json)
  if (parsed.success) {
    const { $schema: _, ...config } = parsed.data
    return config
  }
  refuseAll(
    where,
    parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'the whole', message })),
    {
      code: 'invalid-json',
      summary: 'this configuration cannot be used',
      remedy: 'organism evolve --help names every option.',
    },
  )
}

/** A configuration from the text of a file. */
export function parseConfig(file: string, text: string): RunConfigInput {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new OrganismError('invalid-json', `${file}: this is not JSON: ${reason}.`, { cause: error })
  }
}

/** The parts of a configuration that decide what is found: not how fast, nor where it is kept. */
export function identityOf({ threads: _, out: __, ...rest }: RunConfig): Omit<RunConfig, 'threads' | 'out'> {
  return rest
}
