import { openLevels, setLevels } from './levels.ts'
import { FILL } from './reasons.ts'
import { recordTrade } from './record-trade.ts'
import { recordFill } from './recorder.ts'
import { DUST, type Run } from './run.ts'
import { slippageRate } from './slippage-rate.ts'
import type { Costs, Terms } from './terms.ts'

/** Trades `delta` units at a raw price in the bar of the run. The caller has seen to it that it may be filled whole. */
export function fill(run: Run, price: number, delta: number, reason: number): void {
  const { terms } = run.setup
  const slippage = slips(terms, reason) ? slippageRate(run, Math.abs(delta), delta > 0) : 0
  book(run, price, delta, { slippage, fee: feeRate(terms, reason), fixed: terms.fixedFee, reason })
  setLevels(run)
}

/** The one place where money, position and costs change hands; the levels are the caller's to set. */
function book(run: Run, price: number, delta: number, costs: Costs): void {
  const { account, recorder } = run
  const size = Math.abs(delta)
  const filled = delta > 0 ? price * (1 + costs.slippage) : price * (1 - costs.slippage)
  const value = size * filled
  const traded = size * price
  const slippage = traded * costs.slippage
  const fee = value * costs.fee + costs.fixed
  const equity = account.cash + account.rest + run.quantity * price
  if (equity > DUST * traded) account.turnover += traded / equity
  if (run.quantity === 0) openTrade(run, filled, delta)
  account.cash = account.cash - delta * price - slippage - fee
  account.fees += fee
  account.slippage += slippage
  account.fills++
  run.quantity += delta
  run.flow -= delta * price
  run.tradeFees += fee
  run.tradeSlippage += slippage
  if (delta * run.side > 0) {
    run.entered += size
    run.enteredValue += value
  } else {
    run.left += size
    run.leftValue += value
  }
  if (recorder !== null) recordFill(run, price, delta, costs)
  settle(run, traded, costs.reason)
}

/** Ends the trade of a position that is gone; what was lost beyond the last cent is booked before. */
function settle(run: Run, traded: number, reason: number): void {
  const { account, quantity } = run
  if (quantity === 0) account.open--
  if (account.cash < 0) forgive(run)
  // Rounding that ruin leaves in the purse would be traded with, and its gains and losses counted as returns.
  else if (account.open === 0 && account.cash <= DUST * traded) account.cash = 0
  if (quantity === 0) closeTrade(run, reason)
}

/** What is lost beyond the last cent is not the account's to pay: it is booked apart and the cash stands at 0. */
function forgive(run: Run): void {
  const { account } = run
  if (account.open > 0 && !run.setup.terms.isCash) return
  account.shortfall -= account.cash
  run.tradeShortfall -= account.cash
  account.cash = 0
}

function slips(terms: Terms, reason: number): boolean {
  if (reason === FILL['take-profit'] || reason === FILL.liquidation) return false
  return (
    reason === FILL.decision ||
    reason === FILL['time-stop'] ||
    reason === FILL.end ||
    terms.stops === null ||
    terms.stops.slips
  )
}

function feeRate(terms: Terms, reason: number): number {
  if (reason === FILL.decision) return terms.fee
  if (reason === FILL['take-profit']) return terms.maker
  return reason === FILL.liquidation ? terms.taker + terms.liquidationFee : terms.taker
}

function openTrade(run: Run, filled: number, delta: number): void {
  run.account.open++
  run.flow = 0
  run.tradeFees = 0
  run.tradeSlippage = 0
  run.tradeFunding = 0
  run.tradeShortfall = 0
  run.entered = 0
  run.enteredValue = 0
  run.left = 0
  run.leftValue = 0
  run.isAmbiguous = false
  run.side = Math.sign(delta)
  openLevels(run, filled, run.side)
}

/** Profit of the trade under way before its costs, what is left of it valued at a price. */
export function grossProfit(run: Run, price: number): number {
  return run.quantity === 0 ? 0 : run.flow + run.quantity * price
}

/** The same after its costs. */
export function tradeProfit(run: Run, price: number): number {
  return run.flow + run.quantity * price - run.tradeFees - run.tradeSlippage - run.tradeFunding + run.tradeShortfall
}

/** The profit of a trade that ends. Rounding is none: as a lone loss it would make a profit factor of trillions. */
export function endedProfit(run: Run, profit: number): number {
  return Math.abs(profit) <= DUST * run.enteredValue ? 0 : profit
}

function closeTrade(run: Run, reason: number): void {
  const { account, recorder } = run
  const profit = endedProfit(run, tradeProfit(run, 0))
  account.trades++
  account.gross += run.flow
  if (profit > 0) {
    account.wins++
    account.gained += profit
  } else if (profit < 0) {
    account.losses++
    account.lost -= profit
  }
  account.tradeReturns += profit / run.enteredValue
  account.decided += Math.abs(profit)
  if (run.isAmbiguous) account.decidedAmbiguously += Math.abs(profit)
  if (reason === FILL.liquidation) account.liquidations++
  if (recorder !== null) recordTrade(run, recorder.trades, profit, reason)
}
