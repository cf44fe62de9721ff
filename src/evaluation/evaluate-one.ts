import { live } from '../backtest/live.ts'
import { openRecorder } from '../backtest/recorder.ts'
import { type BacktestResult, readable, resultOf } from '../backtest/result.ts'
import type { Summary } from '../backtest/summary.ts'
import type { Column } from '../base/column.ts'
import { checkKeys } from '../base/guards.ts'
import { everySeed } from '../seeds/catalogue.ts'
import type { Catalogue } from '../strategy/catalogue.ts'
import { checkStrategy } from '../strategy/check-strategy.ts'
import { expose } from '../strategy/expose.ts'
import { strategyHash } from '../strategy/identity.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { Workspace } from '../strategy/workspace.ts'
import type { RowRange } from '../validation/row-range.ts'
import { judgeStrategy, type MarketVerdict, type Verdict } from './judge-strategy.ts'
import { type Block, type Prepared, type PreparedMarket, prepare } from './prepare.ts'
import type { EvaluationTask } from './task.ts'
import type { TrialLedger } from './trial-ledger.ts'

/** Scores by the name of their objective, in natural units. */
export type NamedScores = Readonly<Record<string, number>>

/** One fold of a market. */
export interface FoldReport {
  /** The rows that were scored, as rows of the market. */
  readonly rows: readonly RowRange[]
  readonly summary: Summary
  readonly scores: NamedScores
}

/** One market of a task. */
export interface MarketReport {
  readonly symbol: string
  /** What the strategy wanted, over all bars of the market, the warm-up included. */
  readonly exposure: Column
  readonly scores: NamedScores
  readonly folds: readonly FoldReport[]
  /** Every stretch of rows that folds test, once, as a backtest to be read. */
  readonly blocks: readonly { readonly rows: RowRange; readonly result: BacktestResult }[]
}

/** All that is known of a strategy on a task. */
export interface StrategyReport {
  readonly scores: NamedScores
  /** By how much it misses the minimum; 0 when it does not. */
  readonly violation: number
  /** Mean over markets of the Sharpe ratio of one bar over all rows that are scored. */
  readonly sharpe: { readonly perPeriod: number }
  readonly markets: readonly MarketReport[]
}

/** How one strategy is judged. */
export interface EvaluateOneOptions {
  /** The seeds that strategies may name; all of the library by default. */
  readonly catalogue?: Catalogue
  /** Counts the strategy, as one that was proposed from outside a search must be. */
  readonly ledger?: TrialLedger
}

/**
 * Everything about one strategy on a task: scores by name, per market and fold, and the backtests behind them, with the
 * very numbers that `evaluateHere` gives. What is a fault there is an error here.
 *
 * @example
 * const task = { markets: [showcaseMarket('rise')], execution: perpetual, objectives: ['total-return', 'complexity'] }
 * const report = evaluateOne({ parts: [partOf(emaCrossover)] }, task)
 * report.scores.complexity // => 4
 * report.scores['total-return'] === report.markets[0].blocks[0].result.summary.totalReturn // => true
 */
export function evaluateOne(
  strategy: Strategy,
  task: EvaluationTask,
  options: EvaluateOneOptions = {},
): StrategyReport {
  const where = 'evaluateOne'
  checkKeys(where, options, ['catalogue', 'ledger'])
  const prepared = prepare(where, task)
  const { catalogue = everySeed, ledger } = options
  checkStrategy(strategy, catalogue)
  const workspace = new Workspace(catalogue)
  const verdict = counted(ledger, strategy, () => judgeStrategy(strategy, prepared, workspace))
  const { markets, scores, violation, sharpe } = verdict
  return {
    scores: named(prepared, scores),
    violation,
    sharpe: { perPeriod: sharpe },
    markets: prepared.markets.map((market, place) => {
      const exposure = expose(strategy, market.bars, workspace)
      return reportOf({ prepared, market, exposure }, markets[place])
    }),
  }
}

/** A verdict that the ledger hears of, also when there is none. */
function counted(ledger: TrialLedger | undefined, strategy: Strategy, judge: () => Verdict): Verdict {
  const tell = (sharpe: number, path: Float64Array) => ledger?.add({ hash: strategyHash(strategy), sharpe, path })
  let verdict: Verdict
  try {
    verdict = judge()
  } catch (error) {
    tell(Number.NaN, new Float64Array(0))
    throw error
  }
  tell(verdict.sharpe, verdict.path)
  return verdict
}

interface Scene {
  readonly prepared: Prepared
  readonly market: PreparedMarket
  readonly exposure: Column
}

function reportOf({ prepared, market, exposure }: Scene, verdict: MarketVerdict): MarketReport {
  const { bars, blocks, folds } = market
  return {
    symbol: bars.symbol,
    exposure,
    scores: named(prepared, verdict.scores),
    folds: verdict.folds.map(({ summary, scores }, fold) => ({
      rows: folds[fold].map((place) => blocks[place].rows),
      summary,
      scores: named(prepared, scores),
    })),
    blocks: blocks.map((block) => ({ rows: block.rows, result: readBlock(block, exposure) })),
  }
}

function named({ measures }: Prepared, scores: Float64Array): NamedScores {
  return Object.fromEntries(measures.map(({ name }, place) => [name, scores[place]]))
}

/** The backtest of a block as `backtest` gives it. */
function readBlock({ setup, rows }: Block, exposure: Column): BacktestResult {
  const recorder = openRecorder([setup.tape])
  const { run, curve } = live(setup, exposure.subarray(rows.from, rows.to), recorder)
  const { exposures, quantities, ...rest } = resultOf({ runs: [run], account: run.account, curve, recorder })
  return readable({ ...rest, exposure: exposures[0], quantity: quantities[0] })
}
