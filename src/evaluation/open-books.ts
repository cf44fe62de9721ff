import { refuse } from '../base/guards.ts'
import type { Evaluation } from '../evolution/evaluation.ts'
import type { Genome } from '../genome/genome.ts'
import { strategyHash } from '../strategy/identity.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { toStrategy } from '../strategy/to-strategy.ts'
import { isOwn } from './measures-of.ts'
import type { Measure } from './objective.ts'
import { type Outcome, ScoreCache } from './score-cache.ts'
import { checkUnsealed } from './sealed-rows.ts'
import type { EvaluationTask } from './task.ts'
import { taskHash } from './task-hash.ts'
import { TrialLedger } from './trial-ledger.ts'

/** Where judgements are written down, wherever they are made. */
export interface BookOptions {
  /** Where scores are kept; one of its own by default, `false` to judge repeated strategies again. */
  readonly cache?: ScoreCache | false
  /** Counts every strategy that is judged. */
  readonly ledger?: TrialLedger
}

/** What the books ask of a task that was made ready. */
export interface Aims {
  readonly measures: readonly Measure[]
}

/** A batch of genomes on its way through the books. */
export interface Entry {
  /** The strategies that must be judged, in the order of the genomes. */
  readonly fresh: readonly Strategy[]
  /**
   * Books what they came to, in the order of the genomes, and gives the evaluation of all. An outcome that `isKept` denies
   * does not enter the cache: one that says more about the machine than about the strategy.
   */
  settle(outcomes: readonly Outcome[], isKept?: (place: number) => boolean): Evaluation
}

/**
 * The books of a task: what was judged before is found in the cache, and the ledger hears of every genome in its order,
 * however the work between is spread. Checks its options and, for every batch, that no row was sealed since.
 */
export function openBooks(
  where: string,
  task: EvaluationTask,
  aims: Aims,
  options: BookOptions,
): (genomes: readonly Genome[]) => Entry {
  checkTools(where, task, options)
  const { cache = new ScoreCache(), ledger } = options
  const looked = [...task.markets, ...(task.detail ?? [])].filter((bars) => bars !== undefined)
  const keyOf = keysOf(task, options.cache instanceof ScoreCache)
  return (genomes) => {
    if (!Array.isArray(genomes)) refuse(where, 'genomes', genomes, { rule: 'an array of genomes' })
    // The task was checked when it was given, and rows may have been sealed since.
    for (const bars of looked) checkUnsealed(where, bars)
    const strategies = genomes.map(toStrategy)
    const hashes = strategies.map(strategyHash)
    const { fresh, settle } = cache === false ? uncached(strategies) : cached(cache, strategies, hashes.map(keyOf))
    return {
      fresh,
      settle(fromWork, isKept = () => true) {
        const outcomes = settle(fromWork, isKept)
        for (const [place, { sharpe, path }] of outcomes.entries()) ledger?.add({ hash: hashes[place], sharpe, path })
        return evaluationOf(aims, outcomes)
      },
    }
  }
}

interface Desk {
  readonly fresh: readonly Strategy[]
  settle(outcomes: readonly Outcome[], isKept: (place: number) => boolean): readonly Outcome[]
}

function uncached(strategies: readonly Strategy[]): Desk {
  return { fresh: strategies, settle: (outcomes) => outcomes }
}

/** Only what is new is to be judged, each once. */
function cached(cache: ScoreCache, strategies: readonly Strategy[], keys: readonly string[]): Desk {
  const found = keys.map((key) => cache.get(key))
  const fresh = new Map<string, Strategy>()
  for (const [place, key] of keys.entries()) if (found[place] === undefined) fresh.set(key, strategies[place])
  const names = [...fresh.keys()]
  return {
    fresh: [...fresh.values()],
    settle(outcomes, isKept) {
      const placed = new Map(names.map((key, place) => [key, outcomes[place]]))
      for (const [place, key] of names.entries()) if (isKept(place)) cache.set(key, outcomes[place])
      return keys.map((key, place) => found[place] ?? (placed.get(key) as Outcome))
    },
  }
}

function evaluationOf({ measures }: Aims, outcomes: readonly Outcome[]): Evaluation {
  const scores = new Float64Array(outcomes.length * measures.length)
  for (const [place, outcome] of outcomes.entries()) scores.set(outcome.scores, place * measures.length)
  return {
    goals: measures.map(({ name, direction }) => ({ name, direction })),
    scores,
    violations: Float64Array.from(outcomes, ({ violation }) => violation),
    faults: outcomes.map(({ fault }) => fault),
  }
}

function checkTools(where: string, task: EvaluationTask, { cache, ledger }: BookOptions): void {
  if (cache !== undefined && cache !== false && !(cache instanceof ScoreCache)) {
    refuse(where, 'cache', cache, { rule: 'a ScoreCache or false' })
  }
  if (ledger !== undefined && !(ledger instanceof TrialLedger))
    refuse(where, 'ledger', ledger, { rule: 'a TrialLedger' })
  const own = cache instanceof ScoreCache ? task.objectives.find(isOwn) : undefined
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
