import { checkKeys, refuse } from '../base/guards.ts'
import type { EvaluateOptions, Evaluation } from '../evolution/evaluation.ts'
import type { Genome } from '../genome/genome.ts'
import { everySeed } from '../seeds/catalogue.ts'
import type { Catalogue } from '../strategy/catalogue.ts'
import { strategyHash } from '../strategy/identity.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { toStrategy } from '../strategy/to-strategy.ts'
import { Workspace } from '../strategy/workspace.ts'
import { evaluateBatch } from './evaluate-batch.ts'
import { isOwn } from './measures-of.ts'
import { type Prepared, prepare } from './prepare.ts'
import { type Outcome, ScoreCache } from './score-cache.ts'
import { checkUnsealed } from './sealed-rows.ts'
import type { EvaluationTask } from './task.ts'
import { taskHash } from './task-hash.ts'
import { TrialLedger } from './trial-ledger.ts'

/** How a task is worked on. */
export interface EvaluateHereOptions {
  /** The seeds that strategies may name; all of the library by default. */
  readonly catalogue?: Catalogue
  /** Bytes of indicator columns that strategies share; 128 MiB by default. */
  readonly bytes?: number
  /** Where scores are kept; one of its own by default, `false` to judge repeated strategies again. */
  readonly cache?: ScoreCache | false
  /** Counts every strategy that is judged. */
  readonly ledger?: TrialLedger
}

/** An `Evaluate` that answers at once. */
export type EvaluateHere = (genomes: readonly Genome[], options?: EvaluateOptions) => Evaluation

/**
 * The evaluation of a task in this thread, for `evolve`: genomes become strategies, strategies become scores. It works
 * through a generation before it returns, so a signal is heeded between generations.
 *
 * @example
 * const bars = showcaseMarket('rise')
 * const evaluate = evaluateHere({ markets: [bars], execution: perpetual, objectives: ['total-return', 'turnover'] })
 * const genome = clamp(blueprintOf(['ema-crossover'], { catalogue: everySeed }), [5, 15, 1])
 * const exposure = expose(toStrategy(genome), bars, new Workspace(everySeed))
 * evaluate([genome]).scores[0] === summarise(bars, exposure, perpetual).totalReturn // => true
 * evaluateHere({ markets: [bars], execution: perpetual, objectives: ['sharp'] }) // throws 'invalid-argument'
 */
export function evaluateHere(task: EvaluationTask, options: EvaluateHereOptions = {}): EvaluateHere {
  const where = 'evaluateHere'
  checkKeys(where, options, ['catalogue', 'bytes', 'cache', 'ledger'])
  const { catalogue = everySeed, bytes, cache = new ScoreCache(), ledger } = options
  checkTools(task, options)
  const prepared = prepare(where, task)
  const workspace = new Workspace(catalogue, bytes === undefined ? {} : { bytes })
  const work = (strategies: readonly Strategy[]) => evaluateBatch(strategies, prepared, workspace)
  const keyOf = keysOf(task, options.cache instanceof ScoreCache)
  return (genomes, { signal } = {}) => {
    signal?.throwIfAborted()
    // The task was checked when it was given, and rows may have been sealed since.
    for (const { bars } of prepared.markets) checkUnsealed(where, bars)
    const strategies = genomes.map(toStrategy)
    const hashes = strategies.map(strategyHash)
    const outcomes = cache === false ? work(strategies) : workOnNew(strategies, hashes.map(keyOf), { cache, work })
    for (const [place, { sharpe, path }] of outcomes.entries()) ledger?.add({ hash: hashes[place], sharpe, path })
    return evaluationOf(prepared, outcomes)
  }
}

interface Bench {
  readonly cache: ScoreCache
  readonly work: (strategies: readonly Strategy[]) => Outcome[]
}

/** What strategies come to, only those that are new being worked on, each once. */
function workOnNew(strategies: readonly Strategy[], keys: readonly string[], { cache, work }: Bench): Outcome[] {
  const found = keys.map((key) => cache.get(key))
  const fresh = new Map<string, Strategy>()
  for (const [place, key] of keys.entries()) if (found[place] === undefined) fresh.set(key, strategies[place])
  const outcomes = work([...fresh.values()])
  const placed = new Map([...fresh.keys()].map((key, place) => [key, outcomes[place]]))
  for (const [key, outcome] of placed) cache.set(key, outcome)
  return keys.map((key, place) => found[place] ?? (placed.get(key) as Outcome))
}

function evaluationOf({ measures }: Prepared, outcomes: readonly Outcome[]): Evaluation {
  const scores = new Float64Array(outcomes.length * measures.length)
  for (const [place, outcome] of outcomes.entries()) scores.set(outcome.scores, place * measures.length)
  return {
    goals: measures.map(({ name, direction }) => ({ name, direction })),
    scores,
    violations: Float64Array.from(outcomes, ({ violation }) => violation),
    faults: outcomes.map(({ fault }) => fault),
  }
}

function checkTools(task: EvaluationTask, { cache, ledger }: EvaluateHereOptions): void {
  const where = 'evaluateHere'
  if (cache !== undefined && cache !== false && !(cache instanceof ScoreCache)) {
    refuse(where, 'cache', cache, { rule: 'a ScoreCache or false' })
  }
  if (ledger !== undefined && !(ledger instanceof TrialLedger))
    refuse(where, 'ledger', ledger, { rule: 'a TrialLedger' })
  const own = cache instanceof ScoreCache ? task?.objectives?.find?.(isOwn) : undefined
  if (own === undefined) return
  refuse(where, 'cache', own.name, {
    rule: 'left out for a task with an objective of your own',
    remedy: 'Code has no hash, so scores of two functions of one name could be mistaken for each other.',
  })
}

/** The key of a strategy: with its task where the cache may serve several. */
function keysOf(task: EvaluationTask, isShared: boolean): (hash: string) => string {
  if (!isShared) return (hash) => hash
  const name = taskHash(task)
  return (hash) => `${hash}:${name}`
}
