import { setLevels } from './levels.ts'
import { reject, tradeTo } from './order.ts'
import { REJECT } from './reasons.ts'
import { type Account, DUST, openAccount, type Run } from './run.ts'
import { type Margin, type Moment, priceOf, salesFirst, walkOver } from './share.ts'
import { slippageRate } from './slippage-rate.ts'

/** The cash that no position has been given as collateral. */
interface Wallet {
  free: number
}

/**
 * Margin that every market keeps to itself. The account of a run is its own: the cash in it is the collateral less what
 * the position was bought for (plus what it was sold short for), so cash + position value is what the position is worth
 * to its owner, and the liquidation price that follows from it knows nothing of other markets.
 */
export function isolatedMargin(runs: readonly Run[], cash: number): Margin {
  const wallet: Wallet = { free: cash }
  const walk = walkOver(runs.length, true)
  const tradeAll = (moment: Moment, aims: Float64Array, aimOf: (run: Run, aim: number) => number) =>
    walk(salesFirst(runs, aims), moment, (run, rest) => {
      const aim = aimOf(run, aims[run.market])
      if (!Number.isNaN(aim)) trade(wallet, run, { aim, price: priceOf(run, moment), rest })
    })
  return {
    equity(moment) {
      let equity = wallet.free
      for (const run of runs) equity += run.account.cash + run.quantity * priceOf(run, moment)
      return equity
    },
    value: (moment, ask) => walk(runs, moment, (run, rest) => lend(wallet, run, rest, ask)),
    hold: (moment, act) =>
      walk(runs, moment, (run, rest) => {
        if (run.quantity !== 0) alone(wallet, run, rest, act)
      }),
    trade(moment, aims) {
      // What is released can be posted by another market in the same bar; what is reversed is released before it is posted.
      tradeAll(moment, aims, shrunk)
      tradeAll(moment, aims, grown)
    },
    account: () => total(wallet, runs),
  }
}

/** Shows a market its own collateral and all free cash as its purse. */
function lend(wallet: Wallet, run: Run, rest: number, ask: (run: Run) => void): void {
  const { account } = run
  const { cash } = account
  account.cash = cash + wallet.free
  account.rest = rest
  ask(run)
  account.cash = cash
  account.rest = 0
}

/** The part of an order that makes the position smaller; NaN when there is none. */
function shrunk({ quantity }: Run, aim: number): number {
  if (quantity === 0) return Number.NaN
  if (aim * quantity <= 0) return 0
  return Math.abs(aim) < Math.abs(quantity) ? aim : Number.NaN
}

/** The part of an order that makes the position greater; NaN when there is none, or the old side is not yet gone. */
function grown({ quantity }: Run, aim: number): number {
  // What only rounding asks for is no order, and so no order that could be rejected either.
  return aim !== 0 && aim * quantity >= 0 && Math.abs(aim) * (1 - DUST) > Math.abs(quantity) ? aim : Number.NaN
}

/** Trades one way and moves collateral after it: posted with what is added, released with what is given up. */
function trade(wallet: Wallet, run: Run, order: { aim: number; price: number; rest: number }): void {
  const { account } = run
  const { price } = order
  const [held, cash] = [run.quantity, account.cash]
  const isAdded = Math.abs(order.aim) > Math.abs(held)
  const aim = isAdded ? affordable(wallet, run, order.aim, price) : order.aim
  if (Number.isNaN(aim)) return
  account.rest = wallet.free + order.rest
  tradeTo(run, aim, price)
  account.rest = 0
  if (run.quantity === held) return
  if (isAdded) post(wallet, run, run.quantity - held, price)
  else release(wallet, run, cash * (run.quantity / held))
  setLevels(run)
}

/** The aim that the free cash can post collateral and costs for; worth a word when more than the costs is missing. */
function affordable(wallet: Wallet, run: Run, aim: number, price: number): number {
  const { leverage, fee, fixedFee } = run.setup.terms
  const size = Math.abs(aim - run.quantity)
  const side = Math.sign(aim)
  // The dearest it may fill at: a smaller order slips less, which brings a sale closer to the raw price.
  const filled = side > 0 ? price * (1 + slippageRate(run, size, true)) : price
  const most = Math.max(0, wallet.free - fixedFee) / (filled * (1 / leverage + fee))
  if (size <= most) return aim
  const isNothing = most <= DUST * size
  if (isNothing || (size * price) / leverage > wallet.free * (1 + DUST)) reject(run, size - most, REJECT['no-cash'])
  return isNothing ? Number.NaN : run.quantity + side * most
}

/**
 * Posts the value filled / leverage, and pays the fee, from the free cash. Only rounding asks for more than there is, and
 * what only rounding would leave is posted too, or a ruined account would trade on with it.
 */
function post(wallet: Wallet, run: Run, delta: number, price: number): void {
  const { leverage, fee, fixedFee } = run.setup.terms
  const size = Math.abs(delta)
  const value = size * price * (1 + Math.sign(delta) * slippageRate(run, size, delta > 0))
  const due = value / leverage + value * fee + fixedFee
  const posted = wallet.free <= due * (1 + DUST) ? wallet.free : due
  wallet.free -= posted
  run.account.cash += posted
}

/** Gives back what the rest of the position has no claim to; costs that exceed it stay with the position. */
function release(wallet: Wallet, run: Run, kept: number): void {
  const { account } = run
  if (account.cash <= kept) return
  wallet.free += account.cash - kept
  account.cash = kept
}

/** Lets something happen to a position that only its collateral answers for. */
function alone(wallet: Wallet, run: Run, rest: number, act: (run: Run) => void): void {
  const { account, quantity, flow } = run
  const { cash, turnover, fills } = account
  act(run)
  if (account.fills === fills) return
  // The kernel has set the value traded against the position's own equity; turnover is against that of all.
  const traded = Math.abs(run.flow - flow)
  const equity = wallet.free + rest + cash + Math.sign(quantity) * traded
  account.turnover = equity > DUST * traded ? turnover + traded / equity : turnover
  release(wallet, run, 0)
}

/** Sums of the books of all markets, and of all cash. */
function total(wallet: Wallet, runs: readonly Run[]): Account {
  const sums = openAccount(wallet.free)
  const names = Object.keys(sums) as (keyof Account)[]
  for (const { account } of runs) for (const name of names) sums[name] += account[name]
  return sums
}
