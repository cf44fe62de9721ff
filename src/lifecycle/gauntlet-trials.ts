import { checkKeys, refuse } from '../base/guards.ts'
import { TrialLedger } from '../evaluation/trial-ledger.ts'
import { strategyHash } from '../strategy/identity.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { expectedMaxSharpe, type Trials } from '../validation/expected-max-sharpe.ts'
import type { TrialFigures } from './certificate.ts'
import { figureOf } from './figure.ts'
import type { Field } from './gauntlet-population.ts'

/** Digits of a hash that a ledger keeps. */
const DIGITS = 16

/** The trials behind a strategy, ready for `deflatedSharpe`, and what a certificate says of them. */
export interface JudgedTrials {
  /** Undefined when they cannot judge: several trials whose Sharpe ratios do not vary. */
  readonly trials: Trials | undefined
  readonly figures: TrialFigures
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
  return judged(given, { source, count, luck: figureOf(luck) })
}

function ofLedger(where: string, ledger: TrialLedger, strategy: Strategy): JudgedTrials {
  const trials = ledger.trials()
  const hash = strategyHash(strategy).slice(0, DIGITS)
  if (!ledger.toJSON().seen.includes(hash)) {
    refuse(where, 'strategy', hash, {
      rule: 'one that the ledger has counted',
      remedy: 'Judge it with the ledger first: evaluateOne(strategy, task, { ledger }).',
    })
  }
  const luck = figureOf(expectedMaxSharpe(trials).perPeriod)
  return judged(trials, { source: 'ledger', count: trials.count, luck })
}

/** Refuses a population that is larger than the number of trials that a ledger counted. */
export function checkCounted(where: string, { figures }: JudgedTrials, field: Field): void {
  const { count, faults } = field.figures
  if (figures.source !== 'ledger' || count + faults <= figures.count) return
  refuse(where, 'trials', figures.count, {
    rule: `at least ${count + faults}, the different strategies of the population`,
    remedy: 'Every one of them was a trial: judge them with the ledger.',
  })
}

/** One ratio many times over is no field to compare with, and its spread of 0 would let the winner pass as a single trial. */
function judged(trials: Trials, figures: TrialFigures): JudgedTrials {
  const isField = figures.count === 1 || (typeof figures.luck === 'number' && figures.luck > 0)
  return { trials: isField ? trials : undefined, figures }
}

function lengthOf(list: object): number {
  return 'perPeriod' in list
    ? (list.perPeriod as ArrayLike<number>).length
    : (list as { annual: ArrayLike<number> }).annual.length
}
