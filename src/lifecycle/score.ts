import type { Summary } from '../backtest/summary.ts'
import { checkOneOf, refuse } from '../base/guards.ts'
import type { OpenScene } from './scene.ts'

/** A figure of a summary by which runs are compared; what never trades has 0 of it. */
export type Score = 'sharpe' | 'totalReturn' | 'cagr'

const SCORES: readonly Score[] = ['sharpe', 'totalReturn', 'cagr']

/** Refuses a score there is not, or that bars of a few days do not have. */
export function checkScore({ where, bars, periodsPerYear }: OpenScene, score: Score): void {
  checkOneOf(where, 'score', score, SCORES)
  if (score === 'totalReturn' || !Number.isNaN(periodsPerYear)) return
  refuse(where, `the length of ${bars.symbol}`, bars.length, {
    rule: 'a week or more, to show how many bars make a year',
    remedy: "Give periodsPerYear, or score by 'totalReturn'.",
  })
}

/** The score of a run. No fill earns nothing, whatever ratio that is; any other undefined score stays undefined. */
export function scoreOf(summary: Summary, score: Score): number {
  return summary.fills === 0 ? 0 : summary[score]
}

/** The score of the strategy itself, which must trade: there is nothing to try on one that does not. */
export function ownScore({ where, bars }: OpenScene, summary: Summary, score: Score): number {
  if (summary.fills > 0) return scoreOf(summary, score)
  return refuse(where, 'the number of fills', 0, {
    rule: 'at least 1 in the scored rows',
    remedy: `The strategy never trades on ${bars.symbol}: give more bars, or look at what each part says with explain.`,
  })
}
