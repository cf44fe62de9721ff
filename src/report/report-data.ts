import type { JsonValue } from '../base/canonical-json.ts'
import type { Certificate } from '../lifecycle/certificate.ts'
import type { Strategy } from '../strategy/strategy.ts'

/** A number of a report; JSON has no NaN and no infinities, so what is not defined is null. */
export type Known = number | null

/** What was aimed at. */
export interface ReportGoal {
  readonly name: string
  readonly direction: 'max' | 'min'
}

/** A strategy that no other of the run beats in everything. */
export interface ReportMember {
  readonly id: string
  /** Generation of its birth. */
  readonly born: number
  readonly isChosen: boolean
  readonly strategy: Strategy
  /** What it does in plain English, a sentence a line; missing where there are too many to tell. */
  readonly words?: string
  /** In natural units, by the name of the objective. */
  readonly scores: Readonly<Record<string, number>>
}

/** The search, a generation after the other. */
export interface ReportSearch {
  readonly algorithm: string
  readonly evaluations: number
  /** Every strategy that was ever scored, those of other searches of the same run included. */
  readonly trials: number
  readonly generations: readonly {
    readonly generation: number
    /** Null with more than five objectives, or while nothing was feasible. */
    readonly hypervolume: Known
    /** Best and mean of each objective among the living, in natural units. */
    readonly best: readonly Known[]
    readonly mean: readonly Known[]
    readonly front: number
    readonly species: number
  }[]
}

/** A stretch of bars: what the search saw, and what it did not. */
export interface ReportStage {
  readonly name: 'searched' | 'out of sample' | 'walk forward'
  /** Milliseconds UTC of the opening of its first and its last bar. */
  readonly from: number
  readonly to: number
}

/** Curves as columns of equal length; equity begins at 1. */
export interface ReportCurve {
  /** Bars behind the curve; more than its rows when it was thinned. */
  readonly bars: number
  readonly time: readonly number[]
  readonly price: readonly number[]
  readonly equity: readonly number[]
  readonly drawdown: readonly number[]
  /** Buying and holding, with the same execution and costs. */
  readonly hold: readonly number[]
  readonly holdDrawdown: readonly number[]
}

/** One trade from flat to flat. */
export interface ReportTrade {
  readonly side: 'long' | 'short'
  readonly entry: number
  /** Milliseconds UTC; null while it is open. */
  readonly exit: number | null
  readonly entryPrice: number
  readonly exitPrice: number
  /** Profit over the value entered with. */
  readonly return: Known
  readonly bars: number
  readonly reason: string
}

/** Figures of one account. */
export interface ReportSummary {
  readonly totalReturn: Known
  readonly cagr: Known
  readonly volatility: Known
  readonly sharpe: Known
  readonly sortino: Known
  /** At most 0. */
  readonly maxDrawdown: Known
  readonly timeInMarket: Known
  readonly turnover: Known
  readonly trades: number
  readonly winRate: Known
  readonly profitFactor: Known
  /** Share of |profit| made by trades in whose bars the order of events mattered and was not known. */
  readonly ambiguousShare: Known
}

/** Where the money went, as shares of the starting cash. */
export interface ReportCosts {
  readonly gross: number
  readonly fees: number
  readonly slippage: number
  /** Below 0 when more was received than paid. */
  readonly funding: number
  /** Losses beyond the last cent, which the account does not pay. */
  readonly shortfall: number
  readonly net: number
}

/** Whether choosing the best of the field was worth anything on these bars. */
export interface ReportDoubt {
  /** Strategies that were compared. */
  readonly field: number
  readonly halvings: number
  /** Counts of logits between neighbouring edges. */
  readonly logits: { readonly edges: readonly number[]; readonly counts: readonly number[] }
  /** Equity of each combinatorial path, at these rows. */
  readonly paths: { readonly time: readonly number[]; readonly equity: readonly (readonly number[])[] }
}

/** The proposed strategy on one market, as one account over all bars that may be looked at. */
export interface ReportMarket {
  readonly symbol: string
  readonly stages: readonly ReportStage[]
  readonly curve: ReportCurve
  readonly trades: readonly ReportTrade[]
  /** Trades, the oldest, that the list leaves out. */
  readonly tradesLeftOut: number
  readonly months: readonly { readonly year: number; readonly months: readonly Known[]; readonly total: Known }[]
  readonly summary: ReportSummary
  readonly hold: ReportSummary
  readonly costs: ReportCosts
  /** Missing where the field is too small to judge. */
  readonly doubt?: ReportDoubt
}

/** An ancestor of the proposed strategy, or itself. */
export interface ReportAncestor {
  readonly id: string
  readonly born: number
  readonly operator: string
  readonly parents: readonly string[]
}

/** Capital over strategies of the front by hierarchical risk parity, on the bars that were searched. */
export interface ReportBasket {
  readonly ids: readonly string[]
  readonly weights: readonly number[]
  /** Places of the strategies from left to right of the tree. */
  readonly order: readonly number[]
  /** The joins, first to last: strategies are groups 0 to n - 1, the i-th join makes group n + i. */
  readonly tree: readonly { readonly left: number; readonly right: number; readonly height: number }[]
  /** Strategies of the front that are not in it: too many, or without any change of equity. */
  readonly leftOut: number
}

/** All that a report shows: plain data, so that it can be kept, sent and shown again. */
export interface ReportData {
  readonly title: string
  readonly code: { readonly name: string; readonly version: string }
  readonly goals: readonly ReportGoal[]
  readonly search: ReportSearch
  /** Empty when nothing was feasible. */
  readonly front: readonly ReportMember[]
  /** Certificates of strategies judged on unseen bars, oldest first, by the name of the strategy. */
  readonly verdicts: readonly { readonly id: string; readonly certificate: Certificate }[]
  /** Empty when nothing was feasible. */
  readonly markets: readonly ReportMarket[]
  /** Markets of the run for which the page has no room; 0 by default. */
  readonly marketsLeftOut?: number
  /** The proposed strategy and everybody it descends from, oldest first. */
  readonly lineage: readonly ReportAncestor[]
  readonly basket?: ReportBasket
  readonly data: readonly {
    readonly symbol: string
    readonly file: string
    readonly interval: number
    readonly bars: number
    readonly hash: string
  }[]
  readonly config: JsonValue
  readonly hashes: Readonly<Record<string, string>>
}
