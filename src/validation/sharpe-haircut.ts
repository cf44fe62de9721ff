import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { studentQuantile, studentSurvival } from '../math/student.ts'
import { adjusted } from './adjusted-p-values.ts'
import { ratiosOf, type SharpeList } from './sharpe-ratio.ts'
import { countOf, momentsOf, type TrackRecord } from './track-record.ts'

/** What else was tried, and how it is counted against the winner. */
export interface HaircutOptions {
  /** `'bonferroni'` (default), `'holm'`, or `'by'`, which the authors call BHY. */
  readonly method?: 'bonferroni' | 'holm' | 'by'
  /** The Sharpe ratios of the other trials, each measured on as many returns as the track record. */
  readonly others?: SharpeList
  /** Instead of `others`, with `'bonferroni'`: the number of all trials, the track record's own included. */
  readonly trials?: number
}

/** A Sharpe ratio before and after the haircut. */
export interface Haircut {
  /** What is left of the Sharpe ratio of one bar. */
  readonly perPeriod: number
  /** The share that is cut off: 0 nothing, 1 all of it. NaN for a ratio of 0. */
  readonly haircut: number
  /** The two-sided p-value of the ratio as a single test. */
  readonly pValue: number
  /** The p-value among all trials. */
  readonly adjustedPValue: number
}

/**
 * The Sharpe ratio that a single test would need to be as significant as this one is among many: its t statistic (the
 * ratio times the root of the number of returns) gives a two-sided Student p-value, that is adjusted for the trials, and
 * turned back. The other trials are the ones that were run, not simulated as in the paper. Returns are taken as
 * independent. NaN where the ratio is undefined, or its p-value too small to be told from 0. Harvey and Liu, "Backtesting", 2015.
 *
 * @example
 * const record = { count: 120, sharpe: { annual: 1, periodsPerYear: 12 } }
 * sharpeHaircut(record, { trials: 1 }).haircut.toFixed(6) // => '0.000000'
 * sharpeHaircut(record, { trials: 10 }).haircut.toFixed(4) // => '0.2535'
 */
export function sharpeHaircut(track: Column | TrackRecord, options: HaircutOptions): Haircut {
  const where = 'sharpeHaircut'
  checkKeys(where, options, ['method', 'others', 'trials'])
  const { method = 'bonferroni', others, trials } = options
  checkOneOf(where, 'method', method, ['bonferroni', 'holm', 'by'])
  const { ratio } = momentsOf(where, track)
  const count = countOf(where, track)
  const pValue = twoSided(ratio, count)
  const adjustedPValue =
    others === undefined ? amongMany(where, method, pValue, trials) : amongOthers(where, options, pValue, count)
  // The quantile of the lower tail keeps its digits; the ratio's own sign comes back.
  const size = -studentQuantile(adjustedPValue / 2, count - 1) / Math.sqrt(count)
  const perPeriod = Number.isFinite(size) ? Math.sign(ratio) * size + 0 : Number.NaN
  return { perPeriod, haircut: ratio === 0 ? Number.NaN : 1 - perPeriod / ratio, pValue, adjustedPValue }
}

function twoSided(ratio: number, count: number): number {
  return 2 * studentSurvival(Math.abs(ratio) * Math.sqrt(count), count - 1)
}

function amongMany(where: string, method: string, pValue: number, trials: number | undefined): number {
  checkInteger(where, 'trials', trials, {
    min: 1,
    remedy: 'Give trials, their number, or others, their Sharpe ratios.',
  })
  if (method === 'bonferroni') return Math.min(1, (trials as number) * pValue)
  return refuse(where, 'method', method, {
    rule: '"bonferroni" without others',
    remedy: 'It needs every p-value: give others.',
  })
}

function amongOthers(where: string, options: HaircutOptions, pValue: number, count: number): number {
  if (options.trials !== undefined) {
    refuse(where, 'trials', options.trials, { rule: 'left out beside others', remedy: 'Give one of the two.' })
  }
  const ratios = ratiosOf(where, 'others', options.others as SharpeList)
  if (Number.isNaN(pValue)) return Number.NaN
  const all = Float64Array.of(pValue, ...ratios.map((ratio) => twoSided(ratio, count)))
  return adjusted(all, options.method ?? 'bonferroni')[0]
}
