import { checkKeys, refuse } from '../base/guards.ts'
import { variance as sampleVariance } from '../math/moments.ts'
import { checkTrials, expectedMaxNormal } from './normal-maximum.ts'
import { type PerPeriod, ratiosOf, type SharpeList, type SharpeVariance, varianceOf } from './sharpe-ratio.ts'

/** All trials as a trial ledger sums them up. */
export interface TrialSummary {
  /** Number of trials, every discarded one included; a fraction when it is an effective number. */
  readonly count: number
  /** Sample variance (divisor count - 1) of their Sharpe ratios. */
  readonly variance: SharpeVariance
}

/** All trials one by one. */
export interface TrialList {
  readonly sharpes: SharpeList
  /** Number of trials to count instead of the length of the list, for example the effective number. */
  readonly count?: number
}

/** The trials behind a winner: a summary or a list. */
export type Trials = TrialSummary | TrialList

/**
 * The Sharpe ratio of one bar that the best of so many trials reaches by luck, when none has any skill: the root of the
 * variance of the trials' ratios times `expectedMaxNormal`. 0 for a single trial, whose variance is not looked at, and when
 * all trials have one ratio: copies are no trials.
 * Bailey and López de Prado, "The Deflated Sharpe Ratio", 2014.
 *
 * @example
 * const trials = { count: 100, variance: { annual: 0.5, periodsPerYear: 250 } }
 * expectedMaxSharpe(trials).perPeriod.toFixed(4) // => '0.1132'
 */
export function expectedMaxSharpe(trials: Trials): PerPeriod {
  return { perPeriod: luckOf('expectedMaxSharpe', trials).ratio }
}

/** The Sharpe ratio of one bar that luck reaches in so many trials. */
export function luckOf(where: string, trials: Trials): { readonly ratio: number; readonly count: number } {
  if (typeof trials !== 'object' || trials === null) {
    refuse(where, 'trials', trials, { rule: '{ count, variance } or { sharpes }' })
  }
  const { count, variance } = 'sharpes' in trials ? fromList(where, trials) : fromSummary(where, trials)
  return { count, ratio: count === 1 ? 0 : Math.sqrt(variance) * expectedMaxNormal(count) }
}

function fromSummary(where: string, trials: TrialSummary): { readonly count: number; readonly variance: number } {
  checkKeys(where, trials, ['count', 'variance'])
  checkTrials(where, trials.count)
  return { count: trials.count, variance: varianceOf(where, 'variance', trials.variance) }
}

function fromList(where: string, trials: TrialList): { readonly count: number; readonly variance: number } {
  checkKeys(where, trials, ['sharpes', 'count'])
  const ratios = ratiosOf(where, 'sharpes', trials.sharpes)
  const { count = ratios.length } = trials
  checkTrials(where, count)
  return { count, variance: sampleVariance(ratios) }
}
