import type { Column } from '../base/column.ts'
import type { Recorder } from './recorder.ts'
import type { Setup } from './setup.ts'

/** Below this share of what is traded a difference is rounding: no order, and no money. */
export const DUST = 1e-12

/** The purse that one market, or all markets of a portfolio, trade from. Money only; mutable, owned by one backtest. */
export interface Account {
  /** Cash after every purchase, sale and cost; below 0 when borrowed. */
  cash: number
  /** Value of the positions of the other markets that share the purse, at their last marks. */
  rest: number
  /** What those positions need to escape liquidation. */
  restNeeds: number
  /** Markets with a position. */
  open: number
  /** Profit of ended trades before all costs. */
  gross: number
  fees: number
  slippage: number
  funding: number
  /** Losses beyond the last cent, which the account does not pay. */
  shortfall: number
  /** Sum over fills of value filled / equity before. */
  turnover: number
  fills: number
  rejects: number
  liquidations: number
  trades: number
  wins: number
  losses: number
  /** Sums of the profits of winning trades, and of the losses of losing ones; both at least 0. */
  gained: number
  lost: number
  /** Sum of trade returns. */
  tradeReturns: number
  /** Sum of |profit| of the trades that ended, and of those of them decided in ambiguous bars. */
  decided: number
  decidedAmbiguously: number
}

/** One market in a backtest: its position, the levels beside it and the trade under way. Mutable, owned by one backtest. */
export interface Run {
  readonly setup: Setup
  readonly exposure: Column
  readonly account: Account
  readonly recorder: Recorder | null
  /** Place of the market in a portfolio; 0 when alone. */
  market: number
  /** Bar that is being lived through. */
  bar: number
  /** Whether it has come to its close, as the excursions of a trade ask. */
  isAtClose: boolean
  /** Units held, negative when short. */
  quantity: number
  /** Exposure last acted upon. */
  target: number
  /** Whether part of it found no liquidity, or may be tried again after a stop. */
  isUnfilled: boolean
  /** Exposure whose position was stopped and waits for a change; NaN when none does. */
  barred: number
  /** Largest share of equity an order may aim at here. */
  ceiling: number
  /** Volume already taken, and the bar it was taken in. */
  taken: number
  takenBar: number

  /** Side of the trade under way, 1 or -1. */
  side: number
  entryBar: number
  /** Price of the first fill. */
  entryPrice: number
  /** First bar in which the stops can fill. */
  liveFrom: number
  /** Bar in which the time stop closes. */
  deadline: number
  /** Best price since the entry. */
  peak: number
  /** Levels that never move: NaN when there is none. */
  lossLevel: number
  profitLevel: number
  breakEvenLevel: number
  /** Distance of the trailing stop: absolute, or as a fraction of the best price. */
  trail: number
  isTrailFraction: boolean
  /** Tightest stop now, and why it stands there. */
  stop: number
  stopReason: number
  /** Price at which the position is liquidated; NaN when none can be. */
  liquidation: number
  /** Prices between which a bar leaves the position alone. */
  lower: number
  upper: number

  /** The trade under way: raw cash flow, costs, quantities and values filled on the way in and out. */
  flow: number
  tradeFees: number
  tradeSlippage: number
  tradeFunding: number
  tradeShortfall: number
  entered: number
  enteredValue: number
  left: number
  leftValue: number
  /** Distance of the loss level from the entry price; NaN without one. */
  risk: number
  isAmbiguous: boolean
}

/** A full purse. */
export function openAccount(cash: number): Account {
  return {
    cash,
    rest: 0,
    restNeeds: 0,
    open: 0,
    gross: 0,
    fees: 0,
    slippage: 0,
    funding: 0,
    shortfall: 0,
    turnover: 0,
    fills: 0,
    rejects: 0,
    liquidations: 0,
    trades: 0,
    wins: 0,
    losses: 0,
    gained: 0,
    lost: 0,
    tradeReturns: 0,
    decided: 0,
    decidedAmbiguously: 0,
  }
}

/** A market without a position. Over budget: one line per field of the state. */
export function openRun(setup: Setup, exposure: Column, account: Account, recorder: Recorder | null): Run {
  return {
    setup,
    exposure,
    account,
    recorder,
    market: 0,
    bar: 0,
    isAtClose: false,
    quantity: 0,
    target: 0,
    isUnfilled: false,
    barred: Number.NaN,
    ceiling: setup.terms.leverage,
    taken: 0,
    takenBar: -1,
    side: 1,
    entryBar: -1,
    entryPrice: Number.NaN,
    liveFrom: 0,
    deadline: Number.POSITIVE_INFINITY,
    peak: Number.NaN,
    lossLevel: Number.NaN,
    profitLevel: Number.NaN,
    breakEvenLevel: Number.NaN,
    trail: Number.NaN,
    isTrailFraction: true,
    stop: Number.NaN,
    stopReason: 0,
    liquidation: Number.NaN,
    lower: Number.NEGATIVE_INFINITY,
    upper: Number.POSITIVE_INFINITY,
    flow: 0,
    tradeFees: 0,
    tradeSlippage: 0,
    tradeFunding: 0,
    tradeShortfall: 0,
    entered: 0,
    enteredValue: 0,
    left: 0,
    leftValue: 0,
    risk: Number.NaN,
    isAmbiguous: false,
  }
}

/** Equity with this market valued at a price. */
export function equityAt(run: Run, price: number): number {
  const { account } = run
  return account.cash + account.rest + run.quantity * price
}
