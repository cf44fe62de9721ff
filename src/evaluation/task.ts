import type { Execution } from '../backtest/execution.ts'
import type { Bars } from '../market/bars.ts'
import type { CombinatorialOptions } from '../validation/combinatorial-purged.ts'
import type { PurgedKFoldOptions } from '../validation/purged-k-fold.ts'
import type { SplitPlan } from '../validation/row-range.ts'
import type { TimeSeriesSplitOptions } from '../validation/time-series-split.ts'
import type { WalkForwardOptions } from '../validation/walk-forward.ts'
import type { ObjectiveSpec } from './objective.ts'

/**
 * How the scored rows of a market are parted: a method of `validation` by name with its options, applied to each market, or
 * a plan for exactly so many rows. The test rows of every split are one fold; the training rows are not looked at.
 */
export type Folds =
  | { readonly walkForward: WalkForwardOptions }
  | { readonly timeSeriesSplit: TimeSeriesSplitOptions }
  | { readonly purgedKFold: PurgedKFoldOptions }
  | { readonly combinatorialPurged: CombinatorialOptions }
  | SplitPlan

/**
 * How many scores become one: their mean, median or worst, or the score that a share `quantile` of them is worse than (0 is
 * the worst, 0.5 the median). Worst is the smallest of a score to be raised and the largest of one to be lowered.
 */
export type Aggregation = 'mean' | 'median' | 'worst' | { readonly quantile: number }

/** What binds the markets that one account trades. */
export interface AccountOptions {
  /** Largest share of equity in one market, either way; 0.15 by default. What no market may take is cash. */
  readonly cap?: number
  /** Whether the whole account answers for every position, or each only with its collateral; `'cross'` by default. */
  readonly margin?: 'cross' | 'isolated'
}

/** How scores are brought together. */
export interface Across {
  /** Over the folds of one market; `'median'` by default. */
  readonly folds?: Aggregation
  /**
   * Over markets; `'mean'` by default. With `'account'` there is nothing to bring together: all markets are traded from one
   * purse, weighed by the `market-weights` of the strategy or all alike, and its scores are those of that account.
   */
  readonly markets?: Aggregation | 'account' | { readonly account: AccountOptions }
}

/**
 * What a strategy must reach on every market (or in the one account) to be feasible, counted over all rows that folds test,
 * each row once. What is missing, as a share of the minimum and added up, is how far the strategy breaks the constraints.
 */
export interface Minimum {
  /** Trades that ended; one that is open at the end of a block is not among them. */
  readonly trades?: number
  /** Share of bars that ended with a position. */
  readonly timeInMarket?: number
}

/** What a strategy is worth and how that is found out: plain data. */
export interface EvaluationTask {
  readonly markets: readonly Bars[]
  readonly execution: Execution
  /** What is aimed at: names, names with options, or objectives of one's own. */
  readonly objectives: readonly ObjectiveSpec[]
  /**
   * Rows at the start that warm the indicators and are not scored, for all markets or one number each; 0 by default. A
   * strategy with a longer warm-up than that is flat until it is over.
   */
  readonly warmup?: number | readonly number[]
  /** One fold, all rows after the warm-up, by default. */
  readonly folds?: Folds
  readonly across?: Across
  readonly minimum?: Minimum
  /** Bars per year, for annual figures; by default what the bars show. */
  readonly periodsPerYear?: number
  /**
   * Finer bars of each market, in the order of the markets, undefined for a market that has none: they say what came first
   * inside a bar, a stop or a profit.
   */
  readonly detail?: readonly (Bars | undefined)[]
  /** Bytes that the task may take, by estimate, before it is refused; 4 GiB by default. No part of what it says. */
  readonly memory?: number
}

/** The keys of a task. */
export const TASK_KEYS: readonly string[] = [
  ...[
    'markets',
    'execution',
    'objectives',
    'warmup',
    'folds',
    'across',
    'minimum',
    'periodsPerYear',
    'detail',
    'memory',
  ],
]
