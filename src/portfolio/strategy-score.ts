import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber } from '../base/guards.ts'
import { maxDrawdown } from '../metrics/drawdown.ts'
import { deviationFrom, meanFrom, sumsOf } from '../metrics/return-sums.ts'
import { compounded } from '../metrics/total-return.ts'
import { GROWTH_DUST } from '../metrics/undefined-rules.ts'

/** How much each part of a score counts; scaled to sum to 1. */
export interface ScoreWeights {
  /** Default 0.4. */
  readonly sharpe?: number
  /** Default 0.25. */
  readonly consistency?: number
  /** Default 0.25. */
  readonly drawdown?: number
  /** Default 0.1. */
  readonly age?: number
}

/** What a score is made of, every part in [0, 1], more is better. */
export interface ScoreParts {
  /** (1 + t / (1 + |t|)) / 2 of the t-statistic of the mean return: 1/2 where nothing is earned. */
  readonly sharpe: number
  /** The given figure, or the share of ten stretches of equal length that gain. */
  readonly consistency: number
  /** What the deepest fall leaves of the peak. */
  readonly drawdown: number
  /** age / (age + halfAge). */
  readonly age: number
}

/** Names of the parts, with how much each counts. */
const SCORE_WEIGHTS: Readonly<Required<ScoreWeights>> = {
  ...{ sharpe: 0.4, consistency: 0.25, drawdown: 0.25, age: 0.1 },
}

/** Stretches of consistency. */
const STRETCHES = 10

/** The parts of the score of a strategy whose returns are whole and vary. */
export function scoreParts(
  returns: Column,
  { age = 0, consistency }: { readonly age?: number; readonly consistency?: number },
  halfAge: number,
): ScoreParts {
  const sums = sumsOf(returns)
  const t = (meanFrom(sums) / deviationFrom(sums)) * Math.sqrt(returns.length)
  return {
    sharpe: (1 + t / (1 + Math.abs(t))) / 2,
    consistency: consistency ?? gainingShare(returns),
    drawdown: 1 + maxDrawdown(returns),
    age: age / (age + halfAge),
  }
}

/** The score: the parts' mean by their weights. */
export function scoreOf(parts: ScoreParts, weights: Readonly<Required<ScoreWeights>>): number {
  const total = weights.sharpe + weights.consistency + weights.drawdown + weights.age
  const { sharpe, consistency, drawdown, age } = parts
  return (
    (weights.sharpe * sharpe + weights.consistency * consistency + weights.drawdown * drawdown + weights.age * age) /
    total
  )
}

/** Weights of the parts, with those left out at their default. */
export function checkScoreWeights(where: string, given: ScoreWeights): Readonly<Required<ScoreWeights>> {
  checkKeys(`${where}: score`, given, Object.keys(SCORE_WEIGHTS))
  const weights = { ...SCORE_WEIGHTS, ...given }
  let total = 0
  for (const [name, weight] of Object.entries(weights)) {
    checkNumber(where, `score.${name}`, weight, { min: 0 })
    total += weight
  }
  checkNumber(where, 'the sum of score', total, { above: 0 })
  return weights
}

function gainingShare(returns: Column): number {
  const stretches = Math.min(STRETCHES, returns.length)
  const edge = (k: number): number => Math.floor((k * returns.length) / stretches)
  let gaining = 0
  for (let k = 0; k < stretches; k++) if (compounded(returns, edge(k), edge(k + 1)) > 1 + GROWTH_DUST) gaining++
  return gaining / stretches
}
