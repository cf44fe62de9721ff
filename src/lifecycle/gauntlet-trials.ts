import { checkKeys, refuse } from '../base/guards.ts'
import { TrialLedger } from '../evaluation/trial-ledger.ts'
import { strategyHash } from '../strategy/identity.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { expectedMaxSharpe, type Trials } from '../validation/expected-max-sharpe.ts'
import type { TrialFigures } from './certificate.ts'
import { figureOf } from './figure.ts'
import type { Field } from './gauntlet-population.ts'

/** Digits of a hash that a message shows. */
const SHOWN = 16

/** The trials behind a strategy, ready for `deflatedSharpe`, and what a certificate says of them. */
export interface JudgedTrials {
  /** Undefined when they cannot judge: several trials whose Sharpe ratios do not vary. */
  readonly trials: Trials | undefined
  readonly figures: TrialFigures
  /** What is known of the strategies that were counted. */
  readonly counted: Counted
}

/** The strategies behind a number of trials. */
interface Counted {
  /** How many there were at most; Infinity where the number may be an effective one. */
  readonly strategies: number
  /** Where a ledger counted them. */
  readonly ledger?: TrialLedger
}

/** Refuses trials that are missing, or that do not know the strategy. */
export function trialsOf(where: string, given: TrialLedger | Trials, strategy: Strategy): JudgedTrials {
  if (given instanceof TrialLedger) return ofLedger(where, given, strategy)
  if (typeof given !== 'object' || given === null) {
    refuse(where, 'trials', given, {
      rule: 'a trial ledger, { count, variance } or { sharpes }',
      remedy: 'Count every strategy that was tried; without the number nobody can tell skill from luck.',
    })
  }
  checkKeys(`${where}: trials`, given, 'sharpes' in given ? ['sharpes', 'count'] : ['count', 'variance'])
  const luck = expectedMaxSharpe(given).perPeriod
  const source = 'sharpes' in given ? 'list' : 'summary'
  const count = 'sharpes' in given ? (given.count ?? lengthOf(given.sharpes)) : given.count
  // A number that is given may be an effective one, except that one trial is one strategy.
  const isPlain = count === 1 || ('sharpes' in given && given.count === undefined)
  return judged(
    given,
    { source, count, luck: figureOf(luck) },
    { strategies: isPlain ? count : Number.POSITIVE_INFINITY },
  )
}

function ofLedger(where: string, ledger: TrialLedger, strategy: Strategy): JudgedTrials {
  const trials = ledger.trials()
  const hash = strategyHash(strategy)
  if (!ledger.has(hash)) {
    refuse(where, 'strategy', hash.slice(0, SHOWN), {
      rule: 'one that the ledger has counted',
      remedy: 'Judge it with the ledger first: evaluateOne(strategy, task, { ledger }).',
    })
  }
  const luck = figureOf(expectedMaxSharpe(trials).perPeriod)
  return judged(trials, { source: 'ledger', count: trials.count, luck }, { strategies: ledger.distinct, ledger })
}

/** Refuses a population that holds strategies which the trials have not counted. */
export function checkCounted(where: string, { counted, figures }: JudgedTrials, { tried, hashes }: Field): void {
  const { strategies, ledger } = counted
  const stranger = ledger === undefined ? undefined : hashes.find((hash) => !ledger.has(hash))
  if (stranger !== undefined) {
    refuse(where, 'a strategy of the population', stranger.slice(0, SHOWN), {
      rule: 'one that the ledger has counted',
      remedy: 'Every one of them was a trial: judge them with the ledger.',
    })
  }
  if (tried <= strategies) return
  refuse(where, 'trials', figures.source === 'ledger' ? strategies : figures.count, {
    rule: `at least ${tried}, the different strategies of the population`,
    remedy: 'Every one of them was a trial: count them all.',
  })
}

/** One ratio many times over is no field to compare with, and its spread of 0 would let the winner pass as a single trial. */
function judged(trials: Trials, figures: TrialFigures, counted: Counted): JudgedTrials {
  const isField = figures.count === 1 || (typeof figures.luck === 'number' && figures.luck > 0)
  return { trials: isField ? trials : undefined, figures, counted }
}

function lengthOf(list: object): number {
  return 'perPeriod' in list
    ? (list.perPeriod as ArrayLike<number>).length
    : (list as { annual: ArrayLike<number> }).annual.length
}
