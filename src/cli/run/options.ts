import { OrganismError } from '../../base/error.ts'
import { EXECUTION_OPTIONS, executionFrom } from '../execution-options.ts'
import type { Options, Words } from '../words.ts'
import { MINIMUM, type RunConfigInput } from './config.ts'

/** What the command line may say about a run. */
export const RUN_OPTIONS: Options = {
  config: { kind: 'text', value: 'FILE', about: 'a configuration (default organism.config.json, where there is one)' },
  seeds: { kind: 'text', value: 'A,B', about: 'seeds to breed from (default every rule that the markets can serve)' },
  parts: { kind: 'text', value: 'N', about: 'most parts of a strategy (default 4)' },
  objectives: {
    ...{ kind: 'text', value: 'A,B' },
    about: 'what is aimed at (default sharpe,consistency,max-drawdown,turnover)',
  },
  trades: { kind: 'text', value: 'N', about: 'fewest trades on every market to be feasible (default 20)' },
  'time-in-market': { kind: 'text', value: 'SHARE', about: 'least share of bars with a position (default 0.05)' },
  algorithm: { kind: 'text', value: 'NAME', about: 'nsga2 (default), nsga3, single, bayesian or random' },
  size: { kind: 'text', value: 'N', about: 'strategies of a generation (default 128)' },
  generations: { kind: 'text', value: 'N', about: 'generations in all (default 30)' },
  seed: { kind: 'text', value: 'SEED', about: 'where chance begins: equal seeds, equal runs (default 42)' },
  folds: { kind: 'text', value: 'N', about: 'stretches of the searched bars that are scored apart (default 6)' },
  unseen: { kind: 'text', value: 'SHARE', about: 'of the newest bars, sealed from the search (default 0.4)' },
  warmup: {
    ...{ kind: 'text', value: 'N' },
    about: 'first bars, which only warm indicators (default a fifth of the searched, 400 at most)',
  },
  threads: { kind: 'text', value: 'N', about: 'the result is the same for any number (default auto: one a core)' },
  out: { kind: 'text', value: 'FOLDER', about: 'of the run (default the next free number below runs)' },
  resume: { kind: 'switch', about: 'go on with the run of that folder, or with the last one' },
  schema: { kind: 'switch', about: 'the JSON schema of the configuration file, and nothing else' },
  ...EXECUTION_OPTIONS,
}

const NUMBERS = ['parts', 'size', 'generations', 'folds', 'unseen', 'warmup'] as const

/** The part of a configuration that the words give; what they change of it begins from what was given before. */
export function configFrom(words: Words, before: RunConfigInput = {}): RunConfigInput {
  const list = (name: string) =>
    words
      .text(name)
      ?.split(',')
      .map((each) => each.trim())
  const [seeds, objectives, seed, threads, out] = [
    list('seeds'),
    list('objectives'),
    ...['seed', 'threads', 'out'].map(words.text),
  ]
  const minimum = { trades: words.number('trades'), timeInMarket: words.number('time-in-market') }
  const isCosted = ['execution', 'fee', 'slippage', 'cash'].some((name) => words.text(name) !== undefined)
  const given: Record<string, unknown> = {
    ...Object.fromEntries(NUMBERS.map((name) => [name, words.number(name)])),
    ...{ seeds, objectives, algorithm: words.text('algorithm'), out },
    seed: seed === undefined || seed.trim() === '' || !Number.isFinite(Number(seed)) ? seed : Number(seed),
    threads: threads === undefined || threads === 'auto' ? threads : wholeOf(threads),
    markets: words.places.length === 0 ? undefined : [...words.places],
    execution: isCosted ? executionFrom(words, before.execution) : undefined,
    minimum: minimumFrom(minimum, before),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function minimumFrom(given: Readonly<Record<string, unknown>>, { minimum = MINIMUM }: RunConfigInput) {
  const said = Object.entries(given).filter(([, value]) => value !== undefined)
  return said.length === 0 ? undefined : { ...minimum, ...Object.fromEntries(said) }
}

function wholeOf(threads: string): number {
  const count = Number(threads)
  if (Number.isInteger(count) && count > 0) return count
  throw new OrganismError(
    'invalid-argument',
    `organism evolve: --threads must be a number or auto, received '${threads}'.`,
  )
}
