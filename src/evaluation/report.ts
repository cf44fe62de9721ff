import { live } from '../backtest/live.ts'
import { liveAccount } from '../backtest/live-account.ts'
import { openRecorder } from '../backtest/recorder.ts'
import { type BacktestResult, type PortfolioResult, readable, resultOf } from '../backtest/result.ts'
import type { Summary } from '../backtest/summary.ts'
import type { Column } from '../base/column.ts'
import type { RowRange } from '../validation/row-range.ts'
import type { AccountTerms } from './account-of.ts'
import type { MarketVerdict } from './judge-strategy.ts'
import type { Prepared } from './prepare.ts'
import type { Block, PreparedMarket } from './prepare-market.ts'

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

/** The one account that traded all markets of a task. */
export interface AccountReport {
  /** The markets, in the order of all columns here. */
  readonly symbols: readonly string[]
  /** What the strategy wanted of each market, weighed, over all bars, the warm-up included. */
  readonly exposures: readonly Column[]
  readonly scores: NamedScores
  readonly folds: readonly FoldReport[]
  /** Every stretch of rows that folds test, once, as a backtest to be read. */
  readonly blocks: readonly { readonly rows: RowRange; readonly result: PortfolioResult }[]
}

/** The scores of a row under the names of the objectives. */
export function named({ measures }: Prepared, scores: Float64Array): NamedScores {
  return Object.fromEntries(measures.map(({ name }, place) => [name, scores[place]]))
}

/** The report on one market from what was wanted of it and how that was judged. */
export function marketReport(
  prepared: Prepared,
  market: PreparedMarket,
  exposure: Column,
  verdict: MarketVerdict,
): MarketReport {
  return {
    symbol: market.bars.symbol,
    exposure,
    scores: named(prepared, verdict.scores),
    folds: foldReports(prepared, market, verdict),
    blocks: market.blocks.map((block) => ({ rows: block.rows, result: readBlock(block, exposure) })),
  }
}

/** The report on one account over all markets. */
export function accountReport(
  prepared: Prepared,
  terms: AccountTerms,
  exposures: readonly Column[],
  verdict: MarketVerdict,
): AccountReport {
  const { markets } = prepared
  return {
    symbols: markets.map(({ bars }) => bars.symbol),
    exposures,
    scores: named(prepared, verdict.scores),
    folds: foldReports(prepared, markets[0], verdict),
    blocks: markets[0].blocks.map(({ rows }, place) => {
      const blocks = markets.map((market) => market.blocks[place])
      return { rows, result: readTogether(blocks, exposures, terms) }
    }),
  }
}

function foldReports(prepared: Prepared, { blocks, folds }: PreparedMarket, verdict: MarketVerdict): FoldReport[] {
  return verdict.folds.map(({ summary, scores }, fold) => ({
    rows: folds[fold].map((place) => blocks[place].rows),
    summary,
    scores: named(prepared, scores),
  }))
}

/** The backtest of a block as `backtest` gives it. */
function readBlock({ setup, rows }: Block, exposure: Column): BacktestResult {
  const recorder = openRecorder([setup.tape])
  const { run, curve } = live(setup, exposure.subarray(rows.from, rows.to), recorder)
  const { exposures, quantities, ...rest } = resultOf({ runs: [run], account: run.account, curve, recorder })
  return readable({ ...rest, exposure: exposures[0], quantity: quantities[0] })
}

/** The backtest of the same rows of all markets as `backtestPortfolio` gives it. */
function readTogether(blocks: readonly Block[], exposures: readonly Column[], terms: AccountTerms): PortfolioResult {
  const recorder = openRecorder(blocks.map(({ setup }) => setup.tape))
  const own = exposures.map((exposure, i) => exposure.subarray(blocks[i].rows.from, blocks[i].rows.to))
  const setups = blocks.map(({ setup }) => setup)
  const { runs, account, curve } = liveAccount(setups, own, terms, { recorder })
  return resultOf({ runs, account, curve, recorder })
}
