import { OrganismError } from '../../base/error.ts'
import { EXECUTION_OPTIONS, executionFrom } from '../execution-options.ts'
import type { Options, Words } from '../words.ts'
import type { RunConfigInput } from './config.ts'

/** What the command line may say about a run. */
export const RUN_OPTIONS: Options = {
  config: { kind: 'text', value: 'FILE', about: 'a configuration other than organism.config.json' },
  seeds: { kind: 'text', value: 'A,B', about: 'seeds to breed from; every rule that the markets can serve by default' },
  parts: { kind: 'text', value: '4', about: 'most parts of a strategy' },
  objectives: { kind: 'text', value: 'A,B', about: 'what is aimed at: sharpe,consistency,max-drawdown,turnover' },
  algorithm: { kind: 'text', value: 'nsga2', about: 'nsga2, nsga3, single, bayesian or random' },
  size: { kind: 'text', value: '128', about: 'strategies of a generation' },
  generations: { kind: 'text', value: '30', about: 'generations in all' },
  seed: { kind: 'text', value: '42', about: 'where chance begins: equal seeds, equal runs' },
  folds: { kind: 'text', value: '6', about: 'stretches of the searched bars that are scored apart' },
  unseen: { kind: 'text', value: '0.4', about: 'share of the newest bars that is sealed from the search' },
  warmup: { kind: 'text', value: '400', about: 'bars at the start that only warm indicators' },
  threads: { kind: 'text', value: 'auto', about: 'threads; the result is the same for any number' },
  out: { kind: 'text', value: 'runs/1', about: 'folder of the run; the next free number below runs by default' },
  schema: { kind: 'switch', about: 'the JSON schema of the configuration file, and nothing else' },
  resume: { kind: 'switch', about: 'go on with the run of that folder' },
  ...EXECUTION_OPTIONS,
}

const NUMBERS = ['parts', 'size', 'generations', 'folds', 'unseen', 'warmup'] as const

/** The part of a configuration that the words give. */
export function configFrom(words: Words): RunConfigInput {
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
  const isCosted = ['execution', 'fee', 'slippage', 'cash'].some((name) => words.text(name) !== undefined)
  const given: Record<string, unknown> = {
    ...Object.fromEntries(NUMBERS.map((name) => [name, words.number(name)])),
    ...{ seeds, objectives, algorithm: words.text('algorithm'), out },
    seed: seed === undefined || seed.trim() === '' || !Number.isFinite(Number(seed)) ? seed : Number(seed),
    threads: threads === undefined || threads === 'auto' ? threads : wholeOf(threads),
    markets: words.places.length === 0 ? undefined : [...words.places],
    execution: isCosted ? executionFrom(words) : undefined,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function wholeOf(threads: string): number {
  const count = Number(threads)
  if (Number.isInteger(count) && count > 0) return count
  throw new OrganismError(
    'invalid-argument',
    `organism evolve: --threads must be a number or auto, received '${threads}'.`,
  )
}
