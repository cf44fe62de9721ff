import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite, checkInteger, checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { ln } from '../math/ln.ts'
import { deviations, dot, mean } from '../math/sum.ts'
import { combinations, countCombinations } from './combinations.ts'
import { type Dominance, dominanceOf } from './dominance.ts'
import { type HalfScores, halfScoresOf, type PboMetric } from './half-scores.ts'
import { evenRanges } from './row-range.ts'

/** More blocks than this have over 184,756 halves. */
const MOST_BLOCKS = 20
/** The metric is formed so often at most: memory for the comparison with all columns. */
const MOST_SCORES = 50_000_000

/** How the rows are cut and the columns compared. */
export interface PboOptions {
  /** Number of blocks S, even, from 2 to 20; 16 by default: 12,870 ways to halve the history. */
  readonly blocks?: number
  /**
   * What columns are compared by: `'sharpe'` (default), `'mean'`, or a function of the joined returns of a half, larger being
   * better. One that gives no finite number has none, also where Infinity was meant as best: bound it.
   */
  readonly metric?: PboMetric
}

/** What choosing the best column on one half of the history was worth on the other half. */
export interface Pbo {
  /** Share of the halvings in which the winner ended in the lower half of all columns, or just in its middle. */
  readonly probability: number
  /** For each halving ln(w / (1 - w)), w the winner's rank outside (1 the worst) over columns + 1. */
  readonly logits: Column
  /** The winner of each halving. */
  readonly winners: Uint32Array
  /** The winner's metric on the half it was chosen on; NaN where it has none. */
  readonly inSample: Column
  /** The winner's metric on the other half; NaN where it has none. */
  readonly outOfSample: Column
  /** The line outOfSample = intercept + slope inSample by least squares: below 0, the better it looked the worse it did. */
  readonly degradation: { readonly slope: number; readonly intercept: number; readonly rSquared: number }
  /** Share of the halvings in which the winner's metric outside is below 0. */
  readonly probabilityOfLoss: number
  /** Whether the winners outside are to be preferred to a column picked blindly. */
  readonly dominance: Dominance
  /** Oldest rows left out, so that all blocks have one length. */
  readonly dropped: number
}

/**
 * The probability of backtest overfitting by combinatorially symmetric cross-validation. `returns` holds one column for
 * each trial that was made, losers included, over the same bars. The rows are cut into S blocks; for every choice of half
 * of them (in lexicographic order, blocks kept in time order) the best column there is ranked on the rest. About one half
 * says that choosing by this metric is worth nothing; it speaks of the choice among these columns, not of one strategy.
 *
 * The first of equal winners is taken, ties outside share their average rank, a rank exactly in the middle counts as
 * overfit. A column without the metric in a half (it never moves) ranks last there. If nothing has one, the result is
 * NaN; so are degradation and loss if a winner has none outside. O(C(S, S / 2) S N) for the metrics by name, whatever
 * the number of rows. Bailey, Borwein, López de Prado and Zhu, "The Probability of Backtest Overfitting", 2017.
 *
 * @example
 * const up = Float64Array.of(3, 1, 2, 3, 1, 2, 3, 1)
 * pbo([up, up.map((value) => -value)], { blocks: 4 }).probability // => 0
 * pbo([up], { blocks: 4 }) // throws 'invalid-argument'
 */
export function pbo(returns: readonly Column[], options: PboOptions = {}): Pbo {
  checkKeys('pbo', options, ['blocks', 'metric'])
  const { blocks = 16, metric = 'sharpe' } = options
  const rows = checkPanel(returns, blocks, metric)
  const dropped = rows % blocks
  const ranges = evenRanges(rows - dropped, blocks).map(({ from, to }) => ({ from: from + dropped, to: to + dropped }))
  const halvings = judge(returns.length, combinations(blocks, blocks / 2), halfScoresOf(returns, ranges, metric))
  const { logits, outOfSample } = halvings
  return {
    ...halvings,
    probability: logits.some(Number.isNaN) ? Number.NaN : shareOf(logits, (logit) => logit <= 0),
    degradation: lineOf(halvings.inSample, outOfSample),
    probabilityOfLoss: outOfSample.some(Number.isNaN) ? Number.NaN : shareOf(outOfSample, (score) => score < 0),
    dropped,
  }
}

type Halvings = Pick<Pbo, 'logits' | 'winners' | 'inSample' | 'outOfSample' | 'dominance'>

/** Chooses on each half and judges on the other. Halves stand so that the complement of the i-th is the i-th from the end. */
function judge(count: number, halves: readonly (readonly number[])[], scores: HalfScores): Halvings {
  const last = halves.length - 1
  const logits = new Float64Array(halves.length)
  const winners = new Uint32Array(halves.length)
  const [inSample, outOfSample] = [new Float64Array(halves.length), new Float64Array(halves.length)]
  const all = new Float64Array(halves.length * count)
  for (const [i, half] of halves.entries()) scores(half, all.subarray(i * count, (i + 1) * count))
  for (let i = 0; i <= last; i++) {
    const inside = all.subarray(i * count, (i + 1) * count)
    const outside = all.subarray((last - i) * count, (last - i + 1) * count)
    const best = firstLargest(inside)
    const rank = rankOf(outside, best)
    winners[i] = best
    inSample[i] = orUndefined(inside[best])
    outOfSample[i] = orUndefined(outside[best])
    logits[i] = Number.isFinite(inside[best]) ? ln(rank / (count + 1 - rank)) : Number.NaN
  }
  return { logits, winners, inSample, outOfSample, dominance: compare(outOfSample, all) }
}

function firstLargest(scores: Column): number {
  let best = 0
  for (let k = 1; k < scores.length; k++) if (scores[k] > scores[best]) best = k
  return best
}

/** The ascending average rank of one column among all, from 1. */
function rankOf(scores: Column, of: number): number {
  let below = 0
  let equal = 0
  for (let k = 0; k < scores.length; k++) {
    if (scores[k] < scores[of]) below++
    else if (scores[k] === scores[of]) equal++
  }
  return below + (equal + 1) / 2
}

function orUndefined(score: number): number {
  return Number.isFinite(score) ? score : Number.NaN
}

/** Winners against all columns; an undefined outcome counts as the worst that was seen. */
function compare(outOfSample: Column, all: Column): Dominance {
  const worst = all.reduce(
    (least, score) => (Number.isFinite(score) ? Math.min(least, score) : least),
    Number.POSITIVE_INFINITY,
  )
  if (worst === Number.POSITIVE_INFINITY) return { first: false, second: false }
  const known = (score: number): number => (Number.isFinite(score) ? score : worst)
  return dominanceOf(outOfSample.map(known).sort(), all.map(known).sort())
}

function lineOf(x: Column, y: Column): Pbo['degradation'] {
  const [across, up] = [deviations(x), deviations(y)]
  const [xx, xy, yy] = [dot(across, across), dot(across, up), dot(up, up)]
  const slope = xx > 0 ? xy / xx : Number.NaN
  return { slope, intercept: mean(y) - slope * mean(x), rSquared: yy > 0 ? (slope * xy) / yy : Number.NaN }
}

function shareOf(column: Column, holds: (value: number) => boolean): number {
  return column.reduce((count, value) => count + (holds(value) ? 1 : 0), 0) / column.length
}

function checkPanel(returns: readonly Column[], blocks: number, metric: PboMetric): number {
  checkInteger('pbo', 'returns.length', returns.length, { min: 2, remedy: 'Give a column for every trial.' })
  for (const [k, column] of returns.entries()) {
    checkColumn('pbo', `returns[${k}]`, column, returns[0].length)
    checkFinite('pbo', `returns[${k}]`, column)
  }
  checkInteger('pbo', 'blocks', blocks, { min: 2, max: MOST_BLOCKS })
  if (blocks % 2 !== 0)
    refuse('pbo', 'blocks', blocks, { rule: 'even', remedy: 'Halves have the same number of blocks.' })
  const rows = returns[0].length
  const used = rows - (rows % blocks)
  checkInteger('pbo', 'rows in whole blocks', used, {
    min: 8,
    remedy: 'Each half needs 4 rows: give more rows or fewer blocks.',
  })
  if (typeof metric !== 'function') checkOneOf('pbo', 'metric', metric, ['sharpe', 'mean'])
  const scores = countCombinations(blocks, blocks / 2) * returns.length
  checkInteger('pbo', 'halvings times columns', scores, { max: MOST_SCORES, remedy: 'Take fewer blocks or columns.' })
  return rows
}
