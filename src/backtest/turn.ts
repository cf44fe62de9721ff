import { endedProfit } from './fill.ts'
import { setLevels } from './levels.ts'
import { recordTrade } from './record-trade.ts'
import { recordFill } from './recorder.ts'
import { DUST, type Run } from './run.ts'

/**
 * The plain order of bar t: `decide` at its open without the questions whose answer is known beforehand, a close and an
 * opening booked together. False, with nothing touched, where an answer is not known. Gives the bits of `tradeTo`.
 *
 * Over budget: it runs at every change of a fitness pass; a reversal through `book` twice costs twice the time.
 */
export function turn(run: Run, t: number): boolean {
  const { exposure, account, setup, recorder } = run
  const { terms, funding } = setup
  const { plain } = terms
  if (plain === null || !Number.isNaN(run.barred) || (funding !== null && funding[t] !== 0)) return false
  // Finer bars may open elsewhere than their bar: whether costs alone have liquidated an entry is theirs to say.
  if (setup.detail !== null) return false
  const held = +run.quantity
  const price = setup.tape.open[t]
  const wanted = exposure[t - 1]
  const rest = +account.rest
  let cash = +account.cash
  const equity = cash + rest + held * price
  const aim = wanted === 0 ? 0 : (wanted * equity) / price
  const isWithin = Math.abs(wanted) <= terms.most && Math.abs(aim) * price <= run.ceiling * equity * (1 + DUST)
  if (!(isWithin && equity > 0)) return false
  // So little of the same side that nothing of it is left beside the size it was: `book` knows that this ends a trade.
  if (aim * held > 0 && aim - held === -held) return false
  const rate = +plain.slippage
  let turnover = +account.turnover
  let fees = +account.fees
  let slippage = +account.slippage
  let quantity = held
  if (held !== 0 && aim * held <= 0) {
    const size = Math.abs(held)
    const filled = held < 0 ? price * (1 + rate) : price * (1 - rate)
    const traded = size * price
    const slipped = traded * rate
    const fee = size * filled * plain.fee + plain.fixed
    cash = cash + held * price - slipped - fee
    if (!(cash > DUST * traded && equity > DUST * traded)) return false
    turnover += traded / equity
    fees += fee
    slippage += slipped
    quantity = 0
    account.fills++
    account.open--
    const flow = run.flow + held * price
    const earned = flow + 0 - (run.tradeFees + fee) - (run.tradeSlippage + slipped)
    const profit = endedProfit(run, earned - run.tradeFunding + run.tradeShortfall)
    const gain = Math.abs(profit)
    account.trades++
    account.gross += flow
    account.wins += Number(profit > 0)
    account.losses += Number(profit < 0)
    account.gained += 0.5 * (gain + profit)
    account.lost += 0.5 * (gain - profit)
    account.tradeReturns += profit / run.enteredValue
    account.decided += gain
    if (run.isAmbiguous) account.decidedAmbiguously += gain
    if (recorder !== null) {
      run.tradeFees += fee
      run.tradeSlippage += slipped
      run.left += size
      run.leftValue += size * filled
      run.isAtClose = false
      run.bar = t
      recordFill(run, price, -held, plain)
      recordTrade(run, recorder.trades, profit, plain.reason)
    }
  }
  run.bar = t
  run.target = wanted
  const delta = aim - quantity
  const size = Math.abs(delta)
  if (size > DUST * Math.max(Math.abs(aim), Math.abs(held))) {
    const worth = cash + rest + quantity * price
    const filled = delta > 0 ? price * (1 + rate) : price * (1 - rate)
    const value = size * filled
    const traded = size * price
    const slipped = traded * rate
    const fee = value * plain.fee + plain.fixed
    if (worth > DUST * traded) turnover += traded / worth
    cash = cash - delta * price - slipped - fee
    fees += fee
    slippage += slipped
    account.fills++
    if (quantity === 0) {
      account.open++
      run.flow = 0 - delta * price
      run.tradeFees = fee
      run.tradeSlippage = slipped
      run.tradeFunding = 0
      run.tradeShortfall = 0
      run.isAmbiguous = false
      run.entryBar = t
      run.entryPrice = filled
      run.peak = filled
      run.side = delta > 0 ? 1 : -1
      run.entered = size
      run.enteredValue = value
      run.left = 0
      run.leftValue = 0
    } else {
      run.flow -= delta * price
      run.tradeFees += fee
      run.tradeSlippage += slipped
      if (delta * run.side > 0) {
        run.entered += size
        run.enteredValue += value
      } else {
        run.left += size
        run.leftValue += value
      }
    }
    quantity += delta
    if (recorder !== null) recordFill(run, price, delta, plain)
  }
  account.cash = cash
  account.turnover = turnover
  account.fees = fees
  account.slippage = slippage
  run.quantity = quantity
  setLevels(run)
  return true
}
