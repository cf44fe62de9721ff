import { checkKeys, refuse } from '../base/guards.ts'
import { everySeed } from '../seeds/catalogue.ts'
import type { Catalogue } from '../strategy/catalogue.ts'
import { checkStrategy } from '../strategy/check-strategy.ts'
import { expose } from '../strategy/expose.ts'
import { strategyHash } from '../strategy/identity.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { Workspace } from '../strategy/workspace.ts'
import { exposeMarketsInto } from './expose-markets.ts'
import { judgeStrategy, type Verdict } from './judge-strategy.ts'
import { withMarketWeights } from './market-weights.ts'
import { type Prepared, prepare } from './prepare.ts'
import {
  type AccountReport,
  accountReport,
  type MarketReport,
  marketReport,
  type NamedScores,
  named,
} from './report.ts'
import type { EvaluationTask } from './task.ts'
import { TrialLedger } from './trial-ledger.ts'

export type { AccountReport, FoldReport, MarketReport, NamedScores } from './report.ts'

/** All that is known of a strategy on a task. */
export interface StrategyReport {
  readonly scores: NamedScores
  /** By how much it misses the minimum; 0 when it does not. */
  readonly violation: number
  /** Mean over markets of the Sharpe ratio of one bar over all rows that are scored. */
  readonly sharpe: { readonly perPeriod: number }
  /** One per market; none where one account trades them all. */
  readonly markets: readonly MarketReport[]
  /** The account of all markets, where `across.markets` of the task asks for one. */
  readonly account?: AccountReport
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
 * very numbers that `evaluateHere` gives. A strategy that cannot be judged, a fault there, is an error here; a score that
 * is not defined is a fault there too, and NaN here.
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
  if (ledger !== undefined && !(ledger instanceof TrialLedger)) {
    refuse(where, 'ledger', ledger, { rule: 'a TrialLedger' })
  }
  checkStrategy(strategy, prepared.account === null ? catalogue : withMarketWeights(catalogue))
  const workspace = new Workspace(catalogue)
  const verdict = counted(ledger, strategy, () => judgeStrategy(strategy, prepared, workspace))
  const { scores, violation, sharpe } = verdict
  return {
    scores: named(prepared, scores),
    violation,
    sharpe: { perPeriod: sharpe },
    ...reportsOf(strategy, prepared, verdict, workspace),
  }
}

function reportsOf(
  strategy: Strategy,
  prepared: Prepared,
  { markets: verdicts }: Verdict,
  workspace: Workspace,
): Pick<StrategyReport, 'markets' | 'account'> {
  const { markets, account } = prepared
  if (account === null) {
    return {
      markets: markets.map((market, place) => {
        return marketReport(prepared, market, expose(strategy, market.bars, workspace), verdicts[place])
      }),
    }
  }
  const bars = markets.map((market) => market.bars)
  const out = bars.map(({ length }) => new Float64Array(length))
  const exposures = exposeMarketsInto(out, strategy, bars, { cap: account.cap, workspace })
  return { markets: [], account: accountReport(prepared, account, exposures, verdicts[0]) }
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
