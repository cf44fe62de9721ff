import { checkInteger, checkNumber } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { agreesFrom, firstSpeech, lateRuns, lateStarts, withoutStops } from './audit-late-runs.ts'
import { type AuditOptions, checkLength, finalColumn, openAudit, watchedRun } from './audit-runs.ts'
import type { Strategy } from './strategy.ts'
import { ageOfAgreement, type Claim, chanceOfAtMost, claimsOf, marketRows } from './warmup-claims.ts'

/** Rows behind the warm-up by which it is judged. */
const SOON = 10
/** A warm-up is called too short where so little agreement would come by chance less often than this. */
const SURE = 0.01
const ROUNDING = 1e-9

/** How a warm-up is judged. */
export interface WarmupOptions extends AuditOptions {
  /** Histories that are tried, each with more bars cut off at the front, half of all at most; 60 by default. */
  readonly starts?: number
  /** Exposures that differ by no more than this agree; 0.05 by default. */
  readonly tolerance?: number
  /**
   * Share of what it says right behind the warm-up that it must say with the longer history too; 0.75 by default, for averages
   * that remember their first bar. 1 asks for a strategy of plain windows.
   */
  readonly agreement?: number
}

/** A history that began later than the market. */
export interface LateStart {
  /** Bars cut off at the front. */
  readonly from: number
  /** The first row of the shorter history from which it agrees with the longer in every row; NaN if in none to the end. */
  readonly agrees: number
}

/** How far a strategy depends on bars before its declared warm-up. */
export interface WarmupReport {
  /** First row at which the strategy says that it can speak. */
  readonly declared: number
  /** Whether what it says soon behind that row is, often enough, what it says with a longer history. */
  readonly honest: boolean
  /** Rows after which that would be so; `declared` when it is honest, NaN if never on this market. */
  readonly needed: number
  /** `needed` less `declared`. */
  readonly more: number
  /** Share of the claims in the 10 rows behind the declared warm-up that agree; NaN where none were made. */
  readonly agreement: number
  /** Rows of the market that those claims are about. */
  readonly claims: number
  /**
   * The row from which every history agrees with the whole one in every row, to the end: what to load so that a live start
   * does not matter at all. NaN where one of them never does, as with a position that nothing ends.
   */
  readonly settled: number
  readonly starts: readonly LateStart[]
  /** What is wrong, in words. */
  readonly sentence?: string
}

/**
 * Whether the warm-up that a strategy declares is long enough. It is run on histories with ever more bars cut off at the
 * front; a **claim** is a row where such a run takes or changes a position, or where the whole history does while nothing lets
 * the strategy speak yet. Of the claims in the 10 rows behind the warm-up a share `agreement` must be what the whole history
 * says: the warm-up is dishonest when chance would give so few less than once in a hundred times (binomial, one count for each
 * row of the market). A position that is merely kept is no claim, and stops are left out: no warm-up can know when a position
 * began. `settled` and `starts` count it all.
 *
 * The market must have 40 bars more than twice the warm-up; few events in it convict nobody. O(starts x bars).
 *
 * @example
 * const strategy = { parts: [partOf(emaCrossover)] }
 * const report = auditWarmup(strategy, showcaseMarket('chop'), { catalogue: catalogue([emaCrossover]) })
 * [report.honest, report.needed, report.declared] // => [true, 49, 49]
 */
export function auditWarmup(strategy: Strategy, bars: Bars, options: WarmupOptions): WarmupReport {
  const where = 'auditWarmup'
  const audit = openAudit(where, [strategy, bars], options, ['starts', 'tolerance', 'agreement'])
  const { starts: count = 60, tolerance = 0.05, agreement: least = 0.75 } = options
  checkInteger(where, 'starts', count, { min: 2 })
  checkNumber(where, 'tolerance', tolerance, { min: 0 })
  checkNumber(where, 'agreement', least, { above: 0, max: 1 })
  checkLength(audit, 2 * audit.warmup + 40)
  const { warmup: declared } = audit
  const judged = withoutStops(audit)
  const whole = finalColumn(judged, watchedRun(judged, bars))
  const cuts = lateStarts(judged, whole, count, SOON)
  const runs = lateRuns(judged, whole, cuts)
  const claims = claimsOf(runs, { warmup: declared, tolerance, speaks: firstSpeech(judged, runs, SOON) })
  const { rows, agreeing } = marketRows(claims.filter(({ age }) => age < declared + SOON))
  const honest = chanceOfAtMost(Math.ceil(agreeing - ROUNDING), rows, least) >= SURE
  const needed = honest ? declared : ageOfAgreement(claims, least)
  const all = judged === audit ? runs : lateRuns(audit, finalColumn(audit, watchedRun(audit, bars)), cuts)
  const starts = all.map((run) => ({ from: run.from, agrees: agreesFrom(run, declared, tolerance) }))
  const settled = starts.reduce((most, { agrees }) => (agrees > most || Number.isNaN(agrees) ? agrees : most), 0)
  const known = { declared, honest, needed, more: needed - declared, agreement: agreeing / rows, claims: rows }
  const report = { ...known, settled, starts }
  return honest ? report : { ...report, sentence: sentenceOf(report, claims) }
}

function sentenceOf(report: Omit<WarmupReport, 'sentence'>, claims: readonly Claim[]): string {
  const { declared, needed, more, agreement, claims: rows } = report
  const example = claims.find(({ agrees }) => !agrees)
  const remedy = Number.isNaN(needed)
    ? 'It does not come to agree on this market: look for something anchored at the first bar, or give more bars.'
    : `It needs ${needed}, ${more} more.`
  return (
    `The declared warm-up of ${declared} is too short: soon behind it ${Math.round(100 * agreement)} % of what the strategy says ` +
    `in ${rows} rows is what it says with a longer history; on the bars from row ${example?.from} on it says ${example?.said} in ` +
    `place of ${example?.expected} in row ${example?.age}. ${remedy}`
  )
}
