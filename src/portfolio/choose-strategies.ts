import type { Column } from '../base/column.ts'
import { checkInteger } from '../base/guards.ts'
import { pearson } from '../math/correlation.ts'
import { deviationFrom, sumsOf } from '../metrics/return-sums.ts'
import { SPREAD_DUST } from '../metrics/undefined-rules.ts'
import { type Candidate, known, type Settings } from './candidates.ts'
import { type ScoreParts, scoreOf, scoreParts } from './strategy-score.ts'

/** Why a strategy was kept or dropped. */
export type Verdict = 'kept' | 'too-few-rows' | 'no-variance' | 'low-score' | 'correlated' | 'too-many'

/** A verdict before there are weights. */
export interface Choice {
  readonly id: string
  readonly verdict: Verdict
  readonly score: number | null
  readonly parts: ScoreParts | null
  readonly reason: string
}

/** What became of all strategies. */
interface Chosen {
  readonly choices: readonly Choice[]
  /** Indices of those kept, best first. */
  readonly kept: readonly number[]
  /** Their returns, whole rows. */
  readonly returns: readonly Column[]
}

/** A number as a sentence shows it. */
const said = (value: number): string => value.toFixed(2)

/** Keeps strategies from the best score down, unless they say what a better one says already. */
export function chooseStrategies(strategies: readonly Candidate[], settings: Settings): Chosen {
  const choices: Choice[] = strategies.map(({ id }) => ({ id, verdict: 'kept', score: null, parts: null, reason: '' }))
  const drop = (i: number, verdict: Verdict, reason: string): void => {
    choices[i] = { ...choices[i], verdict, reason: `dropped: ${reason}.` }
  }
  const columns = wholeColumns(strategies, settings, (i, rows) =>
    drop(i, 'too-few-rows', `${rows} returns, ${settings.minRows} are asked`),
  )
  const scored: { i: number; score: number }[] = []
  for (const [i, returns] of columns) {
    const largest = returns.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    if (!(deviationFrom(sumsOf(returns)) > SPREAD_DUST * largest)) {
      drop(i, 'no-variance', 'its returns never change')
      continue
    }
    const parts = scoreParts(returns, strategies[i], settings.halfAge)
    const score = scoreOf(parts, settings.score)
    choices[i] = { ...choices[i], parts, score }
    if (score < settings.minScore) drop(i, 'low-score', `score ${said(score)}, ${said(settings.minScore)} is asked`)
    else scored.push({ i, score })
  }
  scored.sort((a, b) => b.score - a.score || a.i - b.i)
  const kept = thin(scored, columns, { choices, settings, drop })
  return { choices, kept, returns: kept.map((i) => columns.get(i) ?? new Float64Array(0)) }
}

interface Thinning {
  readonly choices: Choice[]
  readonly settings: Settings
  readonly drop: (i: number, verdict: Verdict, reason: string) => void
}

/** Keeps those that no better one is near to. */
function thin(
  scored: readonly { readonly i: number; readonly score: number }[],
  columns: ReadonlyMap<number, Column>,
  { choices, settings, drop }: Thinning,
): readonly number[] {
  const kept: number[] = []
  for (const { i, score } of scored) {
    const near = nearestOf(i, kept, columns)
    const other = near === undefined ? '' : JSON.stringify(choices[near.i].id)
    if (near !== undefined && near.correlation > settings.maxCorrelation) {
      const better = choices[near.i].score ?? Number.NaN
      const both = `whose score is ${said(better)}, its own ${said(score)}`
      drop(i, 'correlated', `correlated ${said(near.correlation)} with ${other}, ${both}`)
    } else if (kept.length >= settings.maxStrategies) {
      drop(i, 'too-many', `score ${said(score)}, and ${kept.length} better ones are kept`)
    } else {
      kept.push(i)
      const alone =
        near === undefined ? '' : `, correlated ${said(near.correlation)} at most with a better one (${other})`
      choices[i] = { ...choices[i], reason: `kept: score ${said(score)}, rank ${kept.length}${alone}` }
    }
  }
  return kept
}

/** The columns with enough returns, cut to the rows that all of them have. */
function wholeColumns(
  strategies: readonly Candidate[],
  { minRows, missing }: Settings,
  drop: (i: number, rows: number) => void,
): ReadonlyMap<number, Column> {
  const enough: number[] = []
  for (const [i, { returns }] of strategies.entries()) {
    const rows = known(returns).length
    if (rows < minRows) drop(i, rows)
    else enough.push(i)
  }
  if (missing === 'refuse' || enough.length === 0) return new Map(enough.map((i) => [i, strategies[i].returns]))
  const columns = enough.map((i) => strategies[i].returns)
  const isWhole = (_: number, row: number): boolean => columns.every((column) => !Number.isNaN(column[row]))
  const cut = columns.map((column) => column.filter(isWhole))
  checkInteger('allocate', 'the number of rows where every strategy with enough returns has one', cut[0].length, {
    min: minRows,
    remedy: 'Leave out the youngest strategies, or lower minRows.',
  })
  return new Map(enough.map((i, k) => [i, cut[k]]))
}

/** The strategy of those kept with the largest correlation, the first of equals. */
function nearestOf(
  i: number,
  kept: readonly number[],
  columns: ReadonlyMap<number, Column>,
): { i: number; correlation: number } | undefined {
  let near: { i: number; correlation: number } | undefined
  for (const k of kept) {
    const [own, other] = [columns.get(i), columns.get(k)]
    if (own === undefined || other === undefined) continue
    const correlation = pearson(own, other)
    if (near === undefined || correlation > near.correlation) near = { i: k, correlation }
  }
  return near
}
