import type { Summary } from '../backtest/summary.ts'
import type { Column } from '../base/column.ts'
import type { Strategy } from '../strategy/strategy.ts'
import type { Workspace } from '../strategy/workspace.ts'
import { takeRows } from '../validation/row-range.ts'
import { complexityOf } from './complexity.ts'
import { type Lives, livesOf } from './lives-of.ts'
import { type LivedBlock, mergedMonths, mergedSummary } from './merge-blocks.ts'
import type { Measure } from './objective.ts'
import type { Prepared } from './prepare.ts'

const NONE = /* @__PURE__ */ new Float64Array(0)

/** What a strategy did on one fold of a market. */
export interface FoldVerdict {
  readonly summary: Summary
  /** One score per objective. */
  readonly scores: Float64Array
}

/** What a strategy did on one market, or with one account on all of them. */
export interface MarketVerdict {
  readonly folds: readonly FoldVerdict[]
  /** One score per objective, brought together over the folds. */
  readonly scores: Float64Array
  /** Every row once; without its drawdown where several blocks were not recorded. */
  readonly whole: Summary
}

/** What a strategy is worth. */
export interface Verdict {
  /** One per market; a single one where all markets are traded by one account. */
  readonly markets: readonly MarketVerdict[]
  /** One score per objective, brought together over folds and markets. */
  readonly scores: Float64Array
  /** By how much it misses the minimum; 0 when it does not. */
  readonly violation: number
  /** Mean over markets of the Sharpe ratio of one bar, 0 where it is not defined. */
  readonly sharpe: number
  /** Monthly returns of all markets, one after another. */
  readonly path: Float64Array
}

/**
 * Judges a strategy on a task. The exposure of a market is worked out once over all its bars, warm-up included, and every
 * block of rows is lived through once, however many folds test it.
 */
export function judgeStrategy(strategy: Strategy, task: Prepared, workspace: Workspace): Verdict {
  const complexity = complexityOf(strategy)
  const lives = livesOf(strategy, task, workspace)
  const markets = lives.map((lived, market) => verdictOn(lived, { task, market, complexity }))
  const scores = joined(task.measures, markets, task.overMarkets)
  return {
    markets,
    scores,
    violation: markets.reduce((sum, { whole }) => sum + missing(whole, task.minimum), 0),
    sharpe: meanOf(markets.map(({ whole }) => barSharpe(whole))),
    path: pathOf(lives.map(({ cover }) => mergedMonths(cover).sum)),
  }
}

interface Place {
  readonly task: Prepared
  readonly market: number
  readonly complexity: number
}

function verdictOn({ blocks, cover }: Lives, { task, market, complexity }: Place): MarketVerdict {
  const { measures, readsReturns, overFolds, markets } = task
  const folds = markets[market].folds.map((places) => {
    const parts = places.map((place) => blocks[place])
    const summary = mergedSummary(parts)
    const rows = parts.map(({ block }) => block.rows)
    const take = (column: Column) => takeRows(column, rows)
    const view = { summary, returns: readsReturns ? joinedReturns(parts) : NONE, market, take, complexity }
    return { summary, scores: columnOf(measures, ({ of }) => of(view)) }
  })
  const whole = folds.length === 1 ? folds[0].summary : mergedSummary(cover)
  return { folds, scores: joined(measures, folds, overFolds), whole }
}

function joinedReturns(parts: readonly LivedBlock[]): Column {
  if (parts.length === 1) return parts[0].lived.returns
  const column = new Float64Array(parts.reduce((sum, { lived }) => sum + lived.returns.length, 0))
  let at = 0
  for (const { lived } of parts) {
    column.set(lived.returns, at)
    at += lived.returns.length
  }
  return column
}

function joined(
  measures: readonly Measure[],
  verdicts: readonly { readonly scores: Float64Array }[],
  join: Prepared['overFolds'],
): Float64Array {
  return columnOf(measures, ({ direction }, place) => {
    return join(
      columnOf(verdicts, ({ scores }) => scores[place]),
      direction,
    )
  })
}

/** What each says, as a column: `Float64Array.from` with a function costs ten times the loop. */
function columnOf<Item>(items: readonly Item[], of: (item: Item, place: number) => number): Float64Array {
  const column = new Float64Array(items.length)
  for (let place = 0; place < items.length; place++) column[place] = of(items[place], place)
  return column
}

function missing({ trades, timeInMarket }: Summary, minimum: Prepared['minimum']): number {
  const share = (least: number | undefined, value: number) => (least === undefined ? 0 : Math.max(0, 1 - value / least))
  return share(minimum.trades, trades) + share(minimum.timeInMarket, timeInMarket)
}

/** The Sharpe ratio of one bar over all that is scored; a strategy that never moved has 0. */
function barSharpe({ sharpe, periodsPerYear }: Summary): number {
  const ratio = sharpe / Math.sqrt(periodsPerYear)
  return Number.isFinite(ratio) ? ratio : 0
}

function pathOf(sums: readonly Float64Array[]): Float64Array {
  // Copied whole: an element at a time costs a short backtest a tenth of its time.
  return sums.length === 1 ? sums[0].slice() : Float64Array.from(sums.flatMap((sum) => Array.from(sum)))
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
