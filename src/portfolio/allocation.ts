import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkOneOf } from '../base/guards.ts'
import { dot } from '../math/sum.ts'
import type { Assets } from './check-covariance.ts'
import { BETS, type Bets, sharesOf } from './effective-bets.ts'
import { numberOf } from './number-of-bets.ts'
import { times } from './times.ts'

/** What every rule of allocation may be told besides the covariance. */
export interface ReportOptions {
  /** Weights held before, for the turnover. */
  readonly previous?: Column
  /**
   * What a bet is. `'contributions'` (default): every asset is one. `'pca'` and `'minimum-torsion'`: every axis is one, as
   * in `effectiveBets`, which takes near 2 s and more for 500 assets.
   */
  readonly bets?: 'contributions' | Bets
}

/** Names of the options of a report. */
export const REPORT_KEYS: readonly string[] = ['previous', 'bets']

/** Weights in a few numbers. What is not defined is null. */
export interface AllocationReport {
  /** Standard deviation of the portfolio, in the unit of the covariance: per period if that is. */
  readonly volatility: number
  /** Share of the variance that each asset brings, summing to 1. Below 0 for a hedge. Null without variance. */
  readonly riskContributions: Column | null
  /** e to the entropy of the risk contributions, or of those of the principal axes. Null when a contribution is below 0. */
  readonly effectiveBets: number | null
  /** Sum of squared weights: 1 when everything is in one asset, 1 / n when all have the same. */
  readonly concentration: number
  /** 1 over the concentration: how many equal weights would be as concentrated. */
  readonly effectiveAssets: number
  /** Weighted mean of the deviations of the assets over that of the portfolio. Null without variance. */
  readonly diversificationRatio: number | null
  /** Half the sum of changes from the previous weights: the share of the portfolio that changes hands. Null without them. */
  readonly turnover: number | null
  /** What the limits took from the rule, in words; empty when none binds or the rule keeps its meaning. */
  readonly notes: readonly string[]
}

/** Weights that sum to 1, in the order of the assets, and what they mean. */
export interface Allocation {
  readonly weights: Column
  readonly report: AllocationReport
}

/** A contribution this far below 0 is rounding error. */
const NOTHING = 1e-12

/** Refuses options that the report cannot use. */
export function checkReport(where: string, { previous, bets }: ReportOptions, count: number): void {
  if (bets !== undefined) checkOneOf(where, 'bets', bets, ['contributions', ...BETS])
  if (previous === undefined) return
  checkColumn(where, 'previous', previous, count)
  checkFinite(where, 'previous', previous)
}

/** The report of weights. */
export function reportOn(
  weights: Column,
  assets: Assets,
  options: ReportOptions,
  notes: readonly string[] = [],
): AllocationReport {
  const { covariance, deviations } = assets
  const { previous, bets = 'contributions' } = options
  const pulls = times(covariance, weights).map((pull, i) => weights[i] * pull)
  const variance = pulls.reduce((all, pull) => all + pull, 0)
  const risky = variance > 0
  const volatility = risky ? Math.sqrt(variance) : 0
  const contributions = risky ? pulls.map((pull) => pull / variance) : null
  const concentration = dot(weights, weights)
  return {
    volatility,
    riskContributions: contributions,
    effectiveBets: contributions === null ? null : betsOf(weights, assets, { contributions, bets }),
    concentration,
    effectiveAssets: 1 / concentration,
    diversificationRatio: risky ? dot(weights, deviations) / volatility : null,
    turnover: previous === undefined ? null : weights.reduce((all, w, i) => all + Math.abs(w - previous[i]), 0) / 2,
    notes,
  }
}

interface Counted {
  readonly contributions: Column
  readonly bets: 'contributions' | Bets
}

function betsOf(weights: Column, assets: Assets, { contributions, bets }: Counted): number | null {
  if (bets !== 'contributions') return numberOf(sharesOf(weights, assets, bets))
  return contributions.some((share) => share < -NOTHING) ? null : numberOf(contributions)
}
