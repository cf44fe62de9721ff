import * as z from 'zod'
import type { Problem } from '../../base/error.ts'
import { nearest } from '../../base/nearest.ts'
import { refuseAll } from '../../base/problems.ts'
import { readJson } from '../read-file.ts'

/** Seeds that fit models at every step: three orders slower than a rule, so they are searched only when named. */
export const LEARNERS: readonly string[] = ['linear-svc-classifier', 'pca-tree-quantile']

/**
 * What does next to nothing has no drawdown and no turnover, so nothing beats it there: it would fill the front. Twenty trades
 * on the searched bars are some thirty on all, which is what the gauntlet asks for.
 */
export const MINIMUM: Readonly<Record<string, unknown>> = { trades: 20, timeInMarket: 0.05 }

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

/** Whether markets are traded from one purse: the gauntlet judges a strategy on each market alone. */
function isAccount(markets: unknown): boolean {
  return markets === 'account' || (typeof markets === 'object' && markets !== null && 'account' in markets)
}

/** What a configuration may hold. Over budget: one line per option of a run. */
function schema() {
  return z.strictObject({
    $schema: z.string().describe('where an editor finds this schema').optional(),
    markets: z
      .array(z.string())
      .describe('files of bars, from where the configuration stands; none: a sample')
      .default([]),
    csv: z
      .strictObject({
        separator: z.enum([',', ';', '|', 'tab', '\t']).optional(),
        order: z.enum(['oldest-first', 'newest-first']).optional(),
        interval: z.string().optional(),
        'time-unit': z.enum(['auto', 's', 'ms', 'us', 'ns']).optional(),
        'missing-volume': z.enum(['throw', 'zero']).optional(),
        'on-bad-row': z.enum(['throw', 'skip']).optional(),
      })
      .describe('how the files are written, by the names of the command line')
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
    across: z
      .looseObject({})
      .refine(
        ({ markets }) => !isAccount(markets),
        'one account over all markets is judged from a program, not from here',
      )
      .describe('how scores of folds and markets are brought together')
      .default({}),
    minimum: z.looseObject({}).describe('what a strategy must reach on every market to be feasible').default(MINIMUM),
    warmup: z
      .int()
      .min(0)
      .describe('bars at the start that only warm indicators; a fifth of the searched, 400 at most')
      .optional(),
    unseen: z.number().gt(0.1).lt(0.9).describe('share of the newest bars that is sealed from the search').default(0.4),
    execution: z
      .union([z.enum(['perpetual', 'spot', 'frictionless']), z.looseObject({})])
      .describe('how orders fill and what they cost: a name, or all that differs from perpetual')
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
    return { ...config, csv: config.csv as RunConfig['csv'] }
  }
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, json))
  refuseAll(where, problems, {
    code: 'invalid-json',
    summary: 'this configuration cannot be used',
    remedy: 'organism evolve --schema says what it may hold.',
  })
}

/** What is wrong in one place; of words that nobody reads each is a problem of its own. */
function problemsOf(issue: z.core.$ZodIssue, json: unknown): Problem[] {
  const { path, message } = issue
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(path.length === 0 ? schema().shape : schema().shape.csv.unwrap().shape)
    return issue.keys.map((key) => {
      const guess = nearest(key, known)
      const remedy = guess === undefined ? '' : ` (did you mean "${guess}"?)`
      return { field: [...path, key].join('.'), value: at(json, [...path, key]), message: `is not known${remedy}` }
    })
  }
  const text = message.replace(/^Invalid input: |^Invalid input$|, received .*$/g, '') || 'cannot be used'
  return [{ field: path.join('.') || 'the whole', value: at(json, path), message: text }]
}

function at(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], json)
}

/** A configuration that a file holds. */
export function readConfig(file: string): RunConfigInput {
  const json = readJson(file)
  checkConfig(file, json)
  return json as RunConfigInput
}

/** The parts of a configuration that decide what is found: not how fast, nor where it is kept. */
export function identityOf({ threads: _, out: __, ...rest }: RunConfig): Omit<RunConfig, 'threads' | 'out'> {
  return rest
}
